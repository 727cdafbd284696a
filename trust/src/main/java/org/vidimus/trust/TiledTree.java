package org.vidimus.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of a given size read from its tiles (C2SP tlog-tiles, height 8): root, inclusion and consistency proofs.
 *
 * <p>Keeps the tiles it read last, some 4 MiB, so that the proofs of a whole history cost few reads. For one thread.
 */
public final class TiledTree {
    private static final int KEPT_TILES = 256;

    private final TileSubtrees subtrees;

    /**
     * @param size number of leaves; the source must have the tiles of at least this size
     */
    public TiledTree(long size, TileSource source) {
        if (size < 0) {
            throw new IllegalArgumentException("tree size is " + size + ", want >= 0");
        }
        this.subtrees = new TileSubtrees(size, source);
    }

    public long size() {
        return subtrees.size();
    }

    /** The root, as in the checkpoint of this size. */
    public Sha256 root() {
        return subtrees.root();
    }

    /**
     * The hash of one leaf.
     *
     * @throws IllegalArgumentException if there is no such leaf
     */
    public Sha256 leafHash(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size());
        }
        return subtrees.complete(0, index);
    }

    /**
     * See {@link Merkle#inclusionProof}.
     *
     * @throws IllegalArgumentException if there is no such leaf
     */
    public List<Sha256> inclusionProof(long index) {
        return subtrees.inclusionProof(index);
    }

    /**
     * See {@link Merkle#consistencyProof}.
     *
     * @throws IllegalArgumentException if {@code oldSize} is 0 or more than the tree's size
     */
    public List<Sha256> consistencyProof(long oldSize) {
        return subtrees.consistencyProof(oldSize);
    }

    /** The tile at this place as a tree of {@code size} has it; for a place that it has. */
    static TileId tileAt(int level, long index, long size) {
        long hashes = size >>> TileId.HEIGHT * level;
        return new TileId(level, index, (int) Math.min(TileId.FULL_WIDTH, hashes - (index << TileId.HEIGHT)));
    }

    private static final class TileSubtrees extends Subtrees {
        private final long size;
        private final TileSource source;
        private final NodeHasher hasher = new NodeHasher();
        private final Map<TileId, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<TileId, byte[]> eldest) {
                return size() > KEPT_TILES;
            }
        };

        TileSubtrees(long size, TileSource source) {
            this.size = size;
            this.source = source;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        Sha256 complete(int height, long index) {
            int level = height / TileId.HEIGHT;
            int inTile = height % TileId.HEIGHT;
            long first = index << inTile;
            TileId tile = tileAt(level, first >>> TileId.HEIGHT, size);
            byte[] nodes = kept.computeIfAbsent(tile, this::load);
            int row = rowStart(inTile);
            int column = (int) (index & ((TileId.FULL_WIDTH >>> inTile) - 1));
            return Sha256.copyOf(nodes, (row + column) * Sha256.LENGTH_BYTES);
        }

        /** Rows of a tile one above the other: 256 hashes, 128, 64 ... 2 (its own root is a hash of the level above). */
        private static int rowStart(int height) {
            return 2 * TileId.FULL_WIDTH - (2 * TileId.FULL_WIDTH >>> height);
        }

        private byte[] load(TileId tile) {
            byte[] hashes = source.read(tile);
            int wanted = tile.width() * Sha256.LENGTH_BYTES;
            if (hashes.length < wanted) {
                throw new IllegalStateException(
                        tile.path() + " has " + hashes.length + " bytes, want at least " + wanted);
            }
            var nodes = new byte[2 * TileId.FULL_WIDTH * Sha256.LENGTH_BYTES];
            System.arraycopy(hashes, 0, nodes, 0, wanted);
            for (int height = 1; height < TileId.HEIGHT; height++) {
                for (int column = 0; column < tile.width() >>> height; column++) {
                    int children = (rowStart(height - 1) + 2 * column) * Sha256.LENGTH_BYTES;
                    hasher.node(nodes, children, nodes, (rowStart(height) + column) * Sha256.LENGTH_BYTES);
                }
            }
            return nodes;
        }
    }
}
