/** A virtual fleet: cameras with shifts, batteries, clocks and faults, written as folders that a real dock agent offloads. */
@NullMarked
package org.vidimus.cameras;

import org.jspecify.annotations.NullMarked;
