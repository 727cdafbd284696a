/** Where a recording was: our own readers for what cameras and loggers write, each refusing what cannot be. */
@NullMarked
package org.vidimus.server.media.track;

import org.jspecify.annotations.NullMarked;
