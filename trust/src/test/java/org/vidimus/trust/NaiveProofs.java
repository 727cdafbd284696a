package org.vidimus.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proofs of RFC 9162 read straight from their recursive definitions, slow and obvious: what the vectors want does not
 * come from the code they test.
 */
final class NaiveProofs {
    private NaiveProofs() {}

    static String inclusion(long index, long size, Sha256 leaf, List<Sha256> proof, Sha256 root) {
        if (index < 0 || index >= size) {
            return "proof-index-beyond-size";
        }
        if (proof.size() != inclusionLength(index, size)) {
            return "proof-length";
        }
        return rootFrom(index, size, leaf, proof).equals(root) ? "ok" : "proof-root-differs";
    }

    private static int inclusionLength(long index, long size) {
        if (size == 1) {
            return 0;
        }
        long k = Long.highestOneBit(size - 1);
        return 1 + (index < k ? inclusionLength(index, k) : inclusionLength(index - k, size - k));
    }

    private static Sha256 rootFrom(long index, long size, Sha256 leaf, List<Sha256> proof) {
        if (size == 1) {
            return leaf;
        }
        long k = Long.highestOneBit(size - 1);
        Sha256 top = proof.getLast();
        List<Sha256> below = proof.subList(0, proof.size() - 1);
        return index < k
                ? Merkle.nodeHash(rootFrom(index, k, leaf, below), top)
                : Merkle.nodeHash(top, rootFrom(index - k, size - k, leaf, below));
    }

    static String consistency(long oldSize, long newSize, Sha256 oldRoot, Sha256 newRoot, List<Sha256> proof) {
        if (oldSize < 1 || oldSize > newSize) {
            return "consistency-sizes";
        }
        if (oldSize == newSize) {
            if (!proof.isEmpty()) {
                return "proof-length";
            }
            return oldRoot.equals(newRoot) ? "ok" : "consistency-new-root-differs";
        }
        // SUBPROOF(m, D_n, true) backwards: which hash is which, by the same recursion that made them.
        var rest = new ArrayList<>(proof);
        var pair = subproof(oldSize, newSize, true, oldRoot, rest);
        if (pair.isEmpty() || !rest.isEmpty()) {
            return "proof-length";
        }
        if (!pair.get().old().equals(oldRoot)) {
            return "consistency-old-root-differs";
        }
        return pair.get().grown().equals(newRoot) ? "ok" : "consistency-new-root-differs";
    }

    private record Pair(Sha256 old, Sha256 grown) {}

    private static Optional<Pair> subproof(long m, long n, boolean isOldRoot, Sha256 oldRoot, List<Sha256> rest) {
        if (m == n) {
            if (isOldRoot) {
                return Optional.of(new Pair(oldRoot, oldRoot));
            }
            return take(rest).map(hash -> new Pair(hash, hash));
        }
        long k = Long.highestOneBit(n - 1);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        Sha256 top = rest.removeLast();
        if (m <= k) {
            return subproof(m, k, isOldRoot, oldRoot, rest)
                    .map(left -> new Pair(left.old(), Merkle.nodeHash(left.grown(), top)));
        }
        return subproof(m - k, n - k, false, oldRoot, rest)
                .map(right -> new Pair(Merkle.nodeHash(top, right.old()), Merkle.nodeHash(top, right.grown())));
    }

    private static Optional<Sha256> take(List<Sha256> rest) {
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest.removeLast());
    }
}
