/** Cameras: who wears them, what docks report about them, and what is missing by their own numbering. */
@NullMarked
package org.vidimus.server.fleet;

import org.jspecify.annotations.NullMarked;
