package org.vidimus.trust;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Checks inclusion proofs of leaves in rising order against one root, without hashing again what the proof before has
 * proven: neighbouring leaves share all of their path but the lowest nodes. For one thread.
 *
 * <p>A node on a path that led to the root is proven, and so is each sibling on it. As soon as the next path comes to a proven
 * node, the rest of its proof must be the rest of the proven one, hash by hash: then it leads to the same root. A proof that is
 * not alike is checked to the end like the first, so that the answer is always that of {@link Merkle#checkInclusion}.
 */
final class PathProofs {
    private final long size;
    private final Sha256 root;
    private final NodeHasher hasher = new NodeHasher();
    private final MessageDigest digest = Sha256.newDigest();
    private final ProofChecker whole = new ProofChecker();

    private long provenIndex = -1;
    private List<Sha256> provenProof = List.of();
    /** The nodes on the proven path: the leaf, its parent, ... in the numbering of {@link #steps}. */
    private Sha256[] provenNodes = new Sha256[0];

    PathProofs(long size, Sha256 root) {
        this.size = size;
        this.root = root;
    }

    Sha256 leafHash(byte[] leaf) {
        return hasher.leaf(leaf);
    }

    Sha256 commitment(byte[] salt, byte[] entry) {
        digest.update(salt);
        return Sha256.adopt(digest.digest(entry));
    }

    Optional<Finding> check(long index, Sha256 leafHash, List<Sha256> proof) {
        if (index < 0 || index >= size || !leadsToTheRoot(index, leafHash, proof)) {
            return whole.inclusion(index, size, leafHash, proof, root);
        }
        return Optional.empty();
    }

    /** How many levels up the two paths are still apart: from this level on they share their nodes. */
    private static int levelsApart(long index, long other) {
        return 64 - Long.numberOfLeadingZeros(index ^ other);
    }

    private boolean leadsToTheRoot(long index, Sha256 leafHash, List<Sha256> proof) {
        int inner = levelsApart(index, size - 1);
        if (proof.size() != inner + Long.bitCount(index >>> inner)) {
            return false;
        }
        var nodes = new Sha256[proof.size() + 1];
        nodes[0] = leafHash;
        // Both paths are inside the same part of the tree only if they leave its right edge at the same level.
        boolean alike = provenIndex >= 0 && levelsApart(provenIndex, size - 1) == inner;
        int meeting = alike ? levelsApart(index, provenIndex) : Integer.MAX_VALUE;
        for (int level = 0; level < proof.size(); level++) {
            if (level >= meeting - 1 && level < inner && isProven(level, meeting, nodes[level], proof)) {
                adopt(index, proof, nodes, level);
                return true;
            }
            Sha256 sibling = proof.get(level);
            boolean siblingIsRight = level < inner && (index >>> level & 1) == 0;
            nodes[level + 1] = siblingIsRight ? hasher.node(nodes[level], sibling) : hasher.node(sibling, nodes[level]);
        }
        if (!nodes[proof.size()].equals(root)) {
            return false;
        }
        provenIndex = index;
        provenProof = proof;
        provenNodes = nodes;
        return true;
    }

    /**
     * At the level below the meeting, this node is the proven one's sibling and the other way round; from the meeting on they
     * are one. Either way the rest of the proofs must be equal.
     */
    private boolean isProven(int level, int meeting, Sha256 node, List<Sha256> proof) {
        if (level == meeting - 1) {
            return node.equals(provenProof.get(level))
                    && proof.get(level).equals(provenNodes[level])
                    && equalFrom(level + 1, proof);
        }
        return node.equals(provenNodes[level]) && equalFrom(level, proof);
    }

    private boolean equalFrom(int level, List<Sha256> proof) {
        for (int i = proof.size() - 1; i >= level; i--) {
            if (!proof.get(i).equals(provenProof.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** This path is proven now, with the upper nodes of the one before. */
    private void adopt(long index, List<Sha256> proof, Sha256[] nodes, int level) {
        int known = level + 1;
        if (index >>> level == provenIndex >>> level) {
            known = level;
        }
        System.arraycopy(provenNodes, known, nodes, known, nodes.length - known);
        provenIndex = index;
        provenProof = proof;
        provenNodes = nodes;
    }
}
