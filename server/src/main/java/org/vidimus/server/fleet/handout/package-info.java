/** Who has which camera: hand-outs, their end at docking, badges and PINs, and the kiosk in the dock room. */
@NullMarked
package org.vidimus.server.fleet.handout;

import org.jspecify.annotations.NullMarked;
