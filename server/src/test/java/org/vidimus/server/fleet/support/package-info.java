@NullMarked
package org.vidimus.server.fleet.support;

import org.jspecify.annotations.NullMarked;
