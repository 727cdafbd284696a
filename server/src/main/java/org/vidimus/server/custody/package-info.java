/**
 * The gate and the ledger: the only way to a use case, and the append-only record of everything that was done.
 *
 * <p>Owns {@code custody_*} and {@code ledger_*}. Knows no other feature.
 */
@NullMarked
package org.vidimus.server.custody;

import org.jspecify.annotations.NullMarked;
