/** The house's own certificates: its authority, its server's, and those of its docks. */
@NullMarked
package org.vidimus.server.access.certificates;

import org.jspecify.annotations.NullMarked;
