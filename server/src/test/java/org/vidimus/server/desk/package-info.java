/** The desk in a real browser, over the whole server, with footage that a real ffmpeg made. */
@NullMarked
package org.vidimus.server.desk;

import org.jspecify.annotations.NullMarked;
