/** Sites, docks and what is in their slots. */
@NullMarked
package org.vidimus.server.fleet.dock;

import org.jspecify.annotations.NullMarked;
