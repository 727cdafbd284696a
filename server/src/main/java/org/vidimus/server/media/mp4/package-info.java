/** Just enough of MP4 and QuickTime: finding the index, its places and times, and moving it. Made for files that lie. */
@NullMarked
package org.vidimus.server.media.mp4;

import org.jspecify.annotations.NullMarked;
