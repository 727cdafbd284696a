/**
 * Will it last the shift? What cameras' own readings say about how long they last, with intervals that are checked against shifts
 * held out. The estimate itself knows no database; docs/design/endurance.md has its formulas.
 */
@NullMarked
package org.vidimus.server.fleet.endurance;

import org.jspecify.annotations.NullMarked;
