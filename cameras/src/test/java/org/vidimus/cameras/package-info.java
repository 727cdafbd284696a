@NullMarked
package org.vidimus.cameras;

import org.jspecify.annotations.NullMarked;
