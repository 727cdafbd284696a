package org.vidimus.trust;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of RFC 9162 §2.1 over anything that can give the hash of a complete subtree: a list of leaves in memory,
 * or stored tiles.
 */
abstract class Subtrees {
    private final NodeHasher hasher = new NodeHasher();

    /** How many leaves there are. */
    abstract long size();

    /**
     * The hash of the complete subtree over the leaves {@code [index << height, (index + 1) << height)}; asked only for
     * subtrees that lie inside {@link #size()}.
     */
    abstract Sha256 complete(int height, long index);

    final Sha256 root() {
        return size() == 0 ? Sha256.of() : root(0, size());
    }

    /** MTH(D[begin:end]) of §2.1.1, where {@code begin} is a multiple of the range's largest power of two. */
    private Sha256 root(long begin, long end) {
        long count = end - begin;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return complete(height, begin >> height);
        }
        long left = Merkle.largestPowerOfTwoBelow(count);
        return hasher.node(root(begin, begin + left), root(begin + left, end));
    }

    /** PATH(index, D_size) of §2.1.3.1, from the leaf's sibling up. */
    final List<Sha256> inclusionProof(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size());
        }
        var downwards = new ArrayList<Sha256>();
        long begin = 0;
        long end = size();
        while (end - begin > 1) {
            long middle = begin + Merkle.largestPowerOfTwoBelow(end - begin);
            if (index < middle) {
                downwards.add(root(middle, end));
                end = middle;
            } else {
                downwards.add(root(begin, middle));
                begin = middle;
            }
        }
        return List.copyOf(downwards.reversed());
    }

    /** PROOF(oldSize, D_size) of §2.1.4.1. */
    final List<Sha256> consistencyProof(long oldSize) {
        if (oldSize < 1 || oldSize > size()) {
            throw new IllegalArgumentException("no proof from size " + oldSize + " to size " + size());
        }
        var downwards = new ArrayList<Sha256>();
        long begin = 0;
        long end = size();
        long old = oldSize;
        // SUBPROOF: descend to the subtree that is complete in the old tree; its hash is left out while it is the old
        // root.
        while (old != end) {
            long middle = begin + Merkle.largestPowerOfTwoBelow(end - begin);
            if (old <= middle) {
                downwards.add(root(middle, end));
                end = middle;
            } else {
                downwards.add(root(begin, middle));
                begin = middle;
            }
        }
        if (begin != 0) {
            downwards.add(root(begin, end));
        }
        return List.copyOf(downwards.reversed());
    }
}
