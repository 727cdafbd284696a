/** Disclosure bundles: sealed packages handed over once, which anyone can check without asking the house again. */
@NullMarked
package org.vidimus.server.sharing;

import org.jspecify.annotations.NullMarked;
