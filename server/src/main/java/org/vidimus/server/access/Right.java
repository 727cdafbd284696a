package org.vidimus.server.access;

import org.vidimus.server.custody.Action;

/**
 * One line of a role.
 *
 * @param upTo the most closely held evidence that it opens; evidence held closer opens only to those named for it, where the
 *     role has a {@link Reach#GRANTED} right up to that
 */
public record Right(Action action, Reach reach, Level upTo) {}
