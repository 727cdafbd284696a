/**
 * Who knocks and what they may do: people, units, roles, the one policy, sign-in, API tokens.
 *
 * <p>Owns {@code person}, {@code unit}, {@code access_token} and the sessions.
 */
@NullMarked
package org.vidimus.server.access;

import org.jspecify.annotations.NullMarked;
