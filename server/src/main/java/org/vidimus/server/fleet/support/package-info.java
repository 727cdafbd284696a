/** Faults and what is done about them: reports by people, tickets, patterns that the house sees by itself, figures, alerts. */
@NullMarked
package org.vidimus.server.fleet.support;

import org.jspecify.annotations.NullMarked;
