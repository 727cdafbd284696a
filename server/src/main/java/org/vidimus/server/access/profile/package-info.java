/** A jurisdiction's rules as data: reading, comparing and adopting profiles. */
@NullMarked
package org.vidimus.server.access.profile;

import org.jspecify.annotations.NullMarked;
