/** What cameras wrote of themselves: battery, temperature, storage, stages, faults, and how right their clocks were. */
@NullMarked
package org.vidimus.server.fleet.telemetry;

import org.jspecify.annotations.NullMarked;
