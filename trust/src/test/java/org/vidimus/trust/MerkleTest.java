package org.vidimus.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MerkleTest {
    private static List<Sha256> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Merkle.leafHash(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList();
    }

    @Test
    void rootOfNothingIsTheHashOfNothing() {
        assertThat(Merkle.root(List.of()))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void everyLeafOfEverySmallTreeIsProven() {
        for (int size = 1; size <= 70; size++) {
            var leaves = leaves(size);
            Sha256 root = Merkle.root(leaves);
            for (int index = 0; index < size; index++) {
                var proof = Merkle.inclusionProof(index, leaves);
                assertThat(Merkle.checkInclusion(index, size, leaves.get(index), proof, root))
                        .as("leaf %d of %d", index, size)
                        .isEmpty();
            }
        }
    }

    @Test
    void aProofHoldsForNoOtherIndex() {
        int size = 33;
        var leaves = leaves(size);
        Sha256 root = Merkle.root(leaves);
        for (int index = 0; index < size; index++) {
            var proof = Merkle.inclusionProof(index, leaves);
            for (int other = -1; other <= size + 1; other++) {
                if (other != index) {
                    assertThat(Merkle.checkInclusion(other, size, leaves.get(index), proof, root))
                            .isPresent();
                }
            }
        }
    }

    @Test
    void aProofWithAHashMoreOrLessIsRefused() {
        var leaves = leaves(21);
        Sha256 root = Merkle.root(leaves);
        var proof = Merkle.inclusionProof(7, leaves);
        var longer = new ArrayList<>(proof);
        longer.add(root);

        assertThat(Merkle.checkInclusion(7, 21, leaves.get(7), longer, root)
                        .orElseThrow()
                        .code())
                .isEqualTo(FindingCode.PROOF_LENGTH);
        assertThat(Merkle.checkInclusion(7, 21, leaves.get(7), proof.subList(1, proof.size()), root)
                        .orElseThrow()
                        .code())
                .isEqualTo(FindingCode.PROOF_LENGTH);
    }

    @Test
    void everyPairOfSmallTreesIsConsistentAndNothingElseIs() {
        var all = leaves(70);
        for (int newSize = 1; newSize <= 70; newSize++) {
            var leaves = all.subList(0, newSize);
            Sha256 newRoot = Merkle.root(leaves);
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                Sha256 oldRoot = Merkle.root(all.subList(0, oldSize));
                var proof = Merkle.consistencyProof(oldSize, leaves);
                assertThat(Merkle.checkConsistency(oldSize, newSize, oldRoot, newRoot, proof))
                        .as("%d to %d", oldSize, newSize)
                        .isEmpty();
                assertThat(Merkle.checkConsistency(oldSize, newSize, all.get(0), newRoot, proof))
                        .as("%d to %d with another old root", oldSize, newSize)
                        .matches(found -> found.isPresent() || oldRoot.equals(all.get(0)));
                assertThat(Merkle.checkConsistency(oldSize, newSize, oldRoot, Sha256.of(), proof))
                        .isPresent();
            }
        }
    }

    @Test
    void anEmptyOlderTreeProvesNothing() {
        assertThat(Merkle.checkConsistency(0, 3, Sha256.of(), Merkle.root(leaves(3)), List.of())
                        .orElseThrow()
                        .code())
                .isEqualTo(FindingCode.CONSISTENCY_SIZES);
        assertThatThrownBy(() -> Merkle.consistencyProof(0, leaves(3))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizesAtTheEndOfTheNumbersAreRefusedOrAskForTheRightLength() {
        Sha256 hash = Sha256.of();
        LongStream.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 62).forEach(size -> {
            assertThat(Merkle.checkInclusion(size - 1, size, hash, List.of(), hash)
                            .orElseThrow()
                            .code())
                    .isIn(FindingCode.PROOF_LENGTH);
            assertThat(Merkle.checkInclusion(size, size, hash, List.of(), hash)
                            .orElseThrow()
                            .code())
                    .isEqualTo(FindingCode.PROOF_INDEX_BEYOND_SIZE);
            assertThat(Merkle.checkConsistency(size - 1, size, hash, hash, List.of())
                            .orElseThrow()
                            .code())
                    .isEqualTo(FindingCode.PROOF_LENGTH);
        });
    }
}
