/**
 * Looking into originals and making them watchable: every call of ffmpeg lives here.
 *
 * <p>Plain footage is never at rest: bytes go from the vault by a pipe into a bounded child process, and what it makes goes by a
 * pipe back under the evidence's own key. An MP4 whose index comes last is fed index first. The bytes of a file decide what it
 * is; the child may use the one demuxer that fits and no protocol but its pipes.
 */
@NullMarked
package org.vidimus.server.media;

import org.jspecify.annotations.NullMarked;
