package org.vidimus.trust;

import java.util.List;
import java.util.Optional;

/**
 * The Merkle tree of RFC 9162 §2.1 with SHA-256: hashing, proofs over leaf hashes held in memory, and the checks of proofs.
 * Proofs over stored trees come from {@link TiledTree}.
 *
 * <p>The checks are strict: a proof with a hash too many, too few or in another order is refused, and so is an index outside
 * of the tree.
 */
public final class Merkle {
    private Merkle() {}

    /** SHA-256(0x00 ‖ leaf), §2.1.1. */
    public static Sha256 leafHash(byte[] leaf) {
        return new NodeHasher().leaf(leaf);
    }

    /** SHA-256(0x01 ‖ left ‖ right), §2.1.1. */
    public static Sha256 nodeHash(Sha256 left, Sha256 right) {
        return new NodeHasher().node(left, right);
    }

    /** The root over these leaf hashes; SHA-256 of nothing for an empty tree, §2.1.1. */
    public static Sha256 root(List<Sha256> leafHashes) {
        return new LeafList(leafHashes).root();
    }

    /**
     * The proof that the leaf at {@code index} is under the root of these leaf hashes, §2.1.3.1, lowest sibling first.
     *
     * @throws IllegalArgumentException if there is no such leaf
     */
    public static List<Sha256> inclusionProof(long index, List<Sha256> leafHashes) {
        return new LeafList(leafHashes).inclusionProof(index);
    }

    /**
     * The proof that the tree of the first {@code oldSize} leaves was only appended to, §2.1.4.1.
     *
     * @throws IllegalArgumentException if {@code oldSize} is 0 or more than there are
     */
    public static List<Sha256> consistencyProof(long oldSize, List<Sha256> leafHashes) {
        return new LeafList(leafHashes).consistencyProof(oldSize);
    }

    /**
     * Checks by §2.1.3.2 that {@code leafHash} is at {@code index} of the tree with {@code size} leaves and {@code root}.
     *
     * @return empty if it is, else what is wrong
     */
    public static Optional<Finding> checkInclusion(
            long index, long size, Sha256 leafHash, List<Sha256> proof, Sha256 root) {
        return new ProofChecker().inclusion(index, size, leafHash, proof, root);
    }

    /**
     * Checks by §2.1.4.2 that the tree of {@code newSize} is the tree of {@code oldSize} with leaves appended. Two trees of
     * one size are consistent when their roots are equal, with an empty proof. An empty older tree proves nothing and is
     * refused.
     *
     * @return empty if it is, else what is wrong
     */
    public static Optional<Finding> checkConsistency(
            long oldSize, long newSize, Sha256 oldRoot, Sha256 newRoot, List<Sha256> proof) {
        return new ProofChecker().consistency(oldSize, newSize, oldRoot, newRoot, proof);
    }

    /** The largest power of two smaller than {@code count}, for counts of 2 and more. */
    static long largestPowerOfTwoBelow(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static final class LeafList extends Subtrees {
        private final List<Sha256> leaves;
        private final NodeHasher hasher = new NodeHasher();

        LeafList(List<Sha256> leaves) {
            this.leaves = leaves;
        }

        @Override
        long size() {
            return leaves.size();
        }

        @Override
        Sha256 complete(int height, long index) {
            return height == 0
                    ? leaves.get(Math.toIntExact(index))
                    : hasher.node(complete(height - 1, 2 * index), complete(height - 1, 2 * index + 1));
        }
    }
}
