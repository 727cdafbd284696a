@NullMarked
package org.vidimus.server.notices;

import org.jspecify.annotations.NullMarked;
