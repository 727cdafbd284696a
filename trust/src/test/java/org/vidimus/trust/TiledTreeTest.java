package org.vidimus.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledTreeTest {
    private record Place(int level, long index) {}

    /** A store as a database would be: one row for each place, replaced when the tile grows. */
    private static final class Store implements TileSource {
        private final Map<Place, byte[]> rows = new HashMap<>();

        void put(Tile tile) {
            rows.put(new Place(tile.id().level(), tile.id().index()), tile.hashes());
        }

        @Override
        public byte[] read(TileId tile) {
            return Optional.ofNullable(rows.get(new Place(tile.level(), tile.index())))
                    .orElseThrow();
        }
    }

    private static Sha256 leaf(long i) {
        return Merkle.leafHash(ByteBuffer.allocate(8).putLong(i).array());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 66_000, 70_001})
    void rootAndProofsFromTilesEqualThoseOfTheLeaves(int size) {
        var store = new Store();
        var leaves = new ArrayList<Sha256>();
        var random = new Random(size);
        Frontier frontier = Frontier.empty();
        while (leaves.size() < size) {
            int from = leaves.size();
            int batch = Math.min(size - from, 1 + random.nextInt(1500));
            for (int i = 0; i < batch; i++) {
                leaves.add(leaf(from + i));
            }
            var growth = frontier.append(leaves.subList(from, from + batch));
            growth.changed().forEach(store::put);
            frontier = growth.frontier();
        }

        Sha256 root = Merkle.root(leaves);
        assertThat(frontier.root()).isEqualTo(root);
        assertThat(frontier.size()).isEqualTo(size);
        assertThat(Frontier.read(size, store).root()).isEqualTo(root);
        var tree = new TiledTree(size, store);
        assertThat(tree.root()).isEqualTo(root);
        for (int i = 0; i < 50; i++) {
            int index = random.nextInt(size);
            assertThat(tree.leafHash(index)).isEqualTo(leaves.get(index));
            var proof = tree.inclusionProof(index);
            assertThat(Merkle.checkInclusion(index, size, leaves.get(index), proof, root))
                    .isEmpty();
            int oldSize = 1 + random.nextInt(size);
            Sha256 oldRoot = new TiledTree(oldSize, store).root();
            assertThat(oldRoot).isEqualTo(Merkle.root(leaves.subList(0, oldSize)));
            assertThat(Merkle.checkConsistency(oldSize, size, oldRoot, root, tree.consistencyProof(oldSize)))
                    .isEmpty();
        }
    }

    @Test
    void anAppendThatIsNotStoredLeavesTheOldFrontierUsable() {
        var first = Frontier.empty().append(List.of(leaf(0), leaf(1), leaf(2))).frontier();

        first.append(List.of(leaf(77)));

        assertThat(first.append(List.of(leaf(3))).root())
                .isEqualTo(Merkle.root(List.of(leaf(0), leaf(1), leaf(2), leaf(3))));
    }

    @Test
    void onlyTilesThatChangeAreGiven() {
        var store = new Store();
        var leaves = new ArrayList<Sha256>();
        for (int i = 0; i < 256 * 3 + 5; i++) {
            leaves.add(leaf(i));
        }
        Frontier frontier = Frontier.empty().append(leaves).frontier();

        var changed = frontier.append(List.of(leaf(9))).changed();

        assertThat(changed).extracting(tile -> tile.id().path()).containsExactly("tile/0/003.p/6");
        assertThat(store.rows).isEmpty();
    }

    @Test
    void aTileThatIsTooShortIsNotBelieved() {
        assertThatThrownBy(() -> new TiledTree(10, tile -> new byte[32]).root())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tile/0/000.p/10 has 32 bytes, want at least 320");
        assertThatThrownBy(() -> Frontier.read(10, tile -> new byte[32])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tilePathsAreThoseOfTheSpecification() {
        assertThat(new TileId(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TileId(3, 5, 17).path()).isEqualTo("tile/3/005.p/17");
        for (long index : new long[] {0, 1, 999, 1000, 1_000_000, 123_456_789_012L}) {
            for (int width : new int[] {1, 99, 256}) {
                var tile = new TileId(2, index, width);
                assertThat(TileId.parse(tile.path())).isEqualTo(tile);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/1",
                "tile/0/x000/001",
                "tile/8/000",
                "tile/00/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/x001/x2/067",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                ""
            })
    void otherSpellingsOfTilePathsAreRefused(String path) {
        assertThatThrownBy(() -> TileId.parse(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
