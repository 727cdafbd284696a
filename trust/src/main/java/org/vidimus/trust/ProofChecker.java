package org.vidimus.trust;

import java.util.List;
import java.util.Optional;

/** Checks proofs with one reused hash computation. For one thread. */
final class ProofChecker {
    private final NodeHasher hasher = new NodeHasher();

    Optional<Finding> inclusion(long index, long size, Sha256 leafHash, List<Sha256> proof, Sha256 root) {
        if (index < 0 || index >= size) {
            return found(FindingCode.PROOF_INDEX_BEYOND_SIZE, "leaf " + index + " of a tree of " + size);
        }
        // The levels where the leaf's path and the path of the tree's last leaf differ have a sibling each; above them
        // only
        // siblings on the left exist: one for each 1 bit of the index.
        int inner = 64 - Long.numberOfLeadingZeros(index ^ (size - 1));
        int wanted = inner + Long.bitCount(index >>> inner);
        if (proof.size() != wanted) {
            return found(FindingCode.PROOF_LENGTH, proof.size() + " hashes, want " + wanted);
        }
        Sha256 reached = leafHash;
        for (int level = 0; level < proof.size(); level++) {
            Sha256 sibling = proof.get(level);
            boolean siblingIsRight = level < inner && (index >>> level & 1) == 0;
            reached = siblingIsRight ? hasher.node(reached, sibling) : hasher.node(sibling, reached);
        }
        if (!reached.equals(root)) {
            return found(
                    FindingCode.PROOF_ROOT_DIFFERS,
                    "leaf " + index + " leads to root " + reached + ", the tree of " + size + " has " + root);
        }
        return Optional.empty();
    }

    Optional<Finding> consistency(long oldSize, long newSize, Sha256 oldRoot, Sha256 newRoot, List<Sha256> proof) {
        if (oldSize < 1 || oldSize > newSize) {
            return found(FindingCode.CONSISTENCY_SIZES, "from size " + oldSize + " to size " + newSize);
        }
        if (oldSize == newSize) {
            return sameSize(oldSize, oldRoot, newRoot, proof);
        }
        int wanted = consistencyLength(oldSize, newSize);
        if (proof.size() != wanted) {
            return found(FindingCode.PROOF_LENGTH, proof.size() + " hashes, want " + wanted);
        }
        // §2.1.4.2: an old tree that is complete starts from its own root, which the proof leaves out.
        boolean complete = Long.bitCount(oldSize) == 1;
        int next = complete ? 0 : 1;
        Sha256 start = complete ? oldRoot : proof.getFirst();
        Sha256 reachedOld = start;
        Sha256 reachedNew = start;
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        for (; next < proof.size(); next++) {
            Sha256 sibling = proof.get(next);
            if ((node & 1) == 1 || node == last) {
                reachedOld = hasher.node(sibling, reachedOld);
                reachedNew = hasher.node(sibling, reachedNew);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                reachedNew = hasher.node(reachedNew, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (!reachedOld.equals(oldRoot)) {
            return found(FindingCode.CONSISTENCY_OLD_ROOT_DIFFERS, "reached " + reachedOld + ", want " + oldRoot);
        }
        if (!reachedNew.equals(newRoot)) {
            return found(FindingCode.CONSISTENCY_NEW_ROOT_DIFFERS, "reached " + reachedNew + ", want " + newRoot);
        }
        return Optional.empty();
    }

    private static Optional<Finding> sameSize(long size, Sha256 oldRoot, Sha256 newRoot, List<Sha256> proof) {
        if (!proof.isEmpty()) {
            return found(FindingCode.PROOF_LENGTH, proof.size() + " hashes, want 0 for trees of one size");
        }
        if (!oldRoot.equals(newRoot)) {
            return found(
                    FindingCode.CONSISTENCY_NEW_ROOT_DIFFERS,
                    "two roots for one size " + size + ": " + oldRoot + " and " + newRoot);
        }
        return Optional.empty();
    }

    /** How many hashes PROOF(oldSize, D_newSize) has, by walking SUBPROOF of §2.1.4.1 without hashing. */
    private static int consistencyLength(long oldSize, long newSize) {
        int count = 0;
        long begin = 0;
        long end = newSize;
        while (oldSize != end) {
            long middle = begin + Merkle.largestPowerOfTwoBelow(end - begin);
            if (oldSize <= middle) {
                end = middle;
            } else {
                begin = middle;
            }
            count++;
        }
        return begin == 0 ? count : count + 1;
    }

    private static Optional<Finding> found(FindingCode code, String detail) {
        return Optional.of(new Finding(code, "", detail));
    }
}
