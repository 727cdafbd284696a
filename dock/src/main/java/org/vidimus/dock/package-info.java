/** The dock agent: offloads cameras, waits for proof, and only then erases. */
@NullMarked
package org.vidimus.dock;

import org.jspecify.annotations.NullMarked;
