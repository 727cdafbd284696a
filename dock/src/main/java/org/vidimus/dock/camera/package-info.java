/** Cameras as mounted folders: layouts as data, what is on a camera, and what cannot be. Reads only. */
@NullMarked
package org.vidimus.dock.camera;

import org.jspecify.annotations.NullMarked;
