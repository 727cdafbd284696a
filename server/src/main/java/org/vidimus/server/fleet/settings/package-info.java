/** What cameras shall be set to: settings by name, who gets them, what the profile says to them, and what was read back. */
@NullMarked
package org.vidimus.server.fleet.settings;

import org.jspecify.annotations.NullMarked;
