/**
 * Formats and checks of integrity, readable from start to end by a court's expert: digests, the Merkle tree and its
 * tiles, signed notes and checkpoints, ledger entries and leaves, and the check of a whole bundle.
 *
 * <p>Nothing here is ever {@code null}; what may be absent is an {@link java.util.Optional}. Records are immutable. A check
 * that is reported to people returns {@link org.vidimus.trust.Finding}s, a text that is not in its format raises
 * {@link org.vidimus.trust.Malformed}. The formats are described in {@code docs/spec/ledger.md} and
 * {@code docs/spec/bundle.md}.
 */
package org.vidimus.trust;
