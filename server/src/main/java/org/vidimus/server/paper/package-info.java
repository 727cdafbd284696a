/** Documents on paper: reports as tagged PDF. Knows nothing of what they are about. */
@NullMarked
package org.vidimus.server.paper;

import org.jspecify.annotations.NullMarked;
