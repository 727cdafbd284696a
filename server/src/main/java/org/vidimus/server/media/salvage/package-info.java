/**
 * Getting footage out of files and cards that do not play: cases, attempts, what they made and how to tell it.
 *
 * <p>The original is read by place from the vault and never touched. What is found goes out as evidence of its own, with a report
 * that tells frame by frame what is whole, damaged and missing.
 */
@NullMarked
package org.vidimus.server.media.salvage;

import org.jspecify.annotations.NullMarked;
