/**
 * Getting recordings out of files that do not play: pure reading, no process, no database, no Spring. Everything is read by
 * place through {@link org.vidimus.server.media.mp4.Bytes}, so that the image of a whole card takes no more memory than a clip.
 */
@NullMarked
package org.vidimus.server.media.salvage.repair;

import org.jspecify.annotations.NullMarked;
