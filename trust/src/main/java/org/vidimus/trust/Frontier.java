package org.vidimus.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a tree: one partial tile for each level, all that is needed to append. At most 64 KiB, whatever the size.
 *
 * <p>Immutable: appending gives a new frontier, so that a caller whose transaction fails simply keeps the old one.
 */
public final class Frontier {
    private final long size;
    /** By level, the hashes that do not fill a tile yet; shorter than {@code 256 × 32} bytes each. */
    private final List<byte[]> edges;

    private Frontier(long size, List<byte[]> edges) {
        this.size = size;
        this.edges = edges;
    }

    /** The edge of a tree without leaves. */
    public static Frontier empty() {
        return new Frontier(0, List.of());
    }

    /**
     * Reads the edge of a stored tree.
     *
     * @param size number of leaves; the source must have the tiles of exactly this size or more
     */
    public static Frontier read(long size, TileSource source) {
        if (size < 0) {
            throw new IllegalArgumentException("tree size is " + size + ", want >= 0");
        }
        var edges = new ArrayList<byte[]>();
        for (int level = 0; size >>> TileId.HEIGHT * level > 0; level++) {
            long hashes = size >>> TileId.HEIGHT * level;
            int width = (int) (hashes & (TileId.FULL_WIDTH - 1));
            edges.add(width == 0 ? new byte[0] : readEdge(new TileId(level, hashes >>> TileId.HEIGHT, width), source));
        }
        return new Frontier(size, edges);
    }

    private static byte[] readEdge(TileId tile, TileSource source) {
        byte[] hashes = source.read(tile);
        int wanted = tile.width() * Sha256.LENGTH_BYTES;
        if (hashes.length < wanted) {
            throw new IllegalStateException(tile.path() + " has " + hashes.length + " bytes, want at least " + wanted);
        }
        return Arrays.copyOf(hashes, wanted);
    }

    public long size() {
        return size;
    }

    /** The root of the tree: its complete subtrees joined from the right, RFC 9162 §2.1.1. */
    public Sha256 root() {
        var hasher = new NodeHasher();
        var fromRight = new ArrayList<Sha256>();
        for (byte[] edge : edges) {
            int end = edge.length / Sha256.LENGTH_BYTES;
            while (end > 0) {
                int count = Integer.lowestOneBit(end);
                fromRight.add(complete(hasher, edge, end - count, count));
                end -= count;
            }
        }
        return fromRight.stream()
                .reduce((right, left) -> hasher.node(left, right))
                .orElseGet(() -> Sha256.of());
    }

    private static Sha256 complete(NodeHasher hasher, byte[] hashes, int first, int count) {
        byte[] row = Arrays.copyOfRange(hashes, first * Sha256.LENGTH_BYTES, (first + count) * Sha256.LENGTH_BYTES);
        for (int width = count; width > 1; width /= 2) {
            for (int column = 0; column < width / 2; column++) {
                hasher.node(row, 2 * column * Sha256.LENGTH_BYTES, row, column * Sha256.LENGTH_BYTES);
            }
        }
        return Sha256.copyOf(row, 0);
    }

    /**
     * Appends leaf hashes in order. Pure: what is not stored by the caller has not happened.
     *
     * @return the tree after it, with every tile that is new or grew
     */
    public Growth append(List<Sha256> leafHashes) {
        var growing = new Growing();
        for (Sha256 leaf : leafHashes) {
            growing.add(0, leaf);
        }
        return growing.finish(leafHashes.size());
    }

    /**
     * A tree after an append.
     *
     * @param frontier the new right edge, to append to next
     * @param root the root of the grown tree
     * @param changed tiles that are new or grew, each once, in no order a reader may rely on; a partial tile replaces the
     *     narrower one of the same level and index
     */
    public record Growth(Frontier frontier, Sha256 root, List<Tile> changed) {
        public long size() {
            return frontier.size();
        }
    }

    private final class Growing {
        private final NodeHasher hasher = new NodeHasher();
        private final List<byte[]> rows = new ArrayList<>();
        private final List<Integer> widths = new ArrayList<>();
        private final List<Long> tileIndexes = new ArrayList<>();
        private final List<Integer> widthsBefore = new ArrayList<>();
        private final List<Tile> changed = new ArrayList<>();

        Growing() {
            for (byte[] edge : edges) {
                open(Arrays.copyOf(edge, TileId.FULL_WIDTH * Sha256.LENGTH_BYTES), edge.length / Sha256.LENGTH_BYTES);
            }
        }

        private void open(byte[] row, int width) {
            int level = rows.size();
            rows.add(row);
            widths.add(width);
            widthsBefore.add(width);
            tileIndexes.add(size >>> TileId.HEIGHT * (level + 1));
        }

        void add(int level, Sha256 hash) {
            if (level == rows.size()) {
                open(new byte[TileId.FULL_WIDTH * Sha256.LENGTH_BYTES], 0);
            }
            int width = widths.get(level);
            hash.copyTo(rows.get(level), width * Sha256.LENGTH_BYTES);
            widths.set(level, width + 1);
            if (width + 1 == TileId.FULL_WIDTH) {
                close(level);
            }
        }

        /** A full tile is done for ever; its root is one hash of the level above. */
        private void close(int level) {
            byte[] row = rows.get(level);
            long index = tileIndexes.get(level);
            changed.add(new Tile(new TileId(level, index, TileId.FULL_WIDTH), row));
            rows.set(level, new byte[TileId.FULL_WIDTH * Sha256.LENGTH_BYTES]);
            widths.set(level, 0);
            widthsBefore.set(level, 0);
            tileIndexes.set(level, index + 1);
            add(level + 1, complete(hasher, row, 0, TileId.FULL_WIDTH));
        }

        Growth finish(int added) {
            var after = new ArrayList<byte[]>();
            for (int level = 0; level < rows.size(); level++) {
                int width = widths.get(level);
                byte[] edge = Arrays.copyOf(rows.get(level), width * Sha256.LENGTH_BYTES);
                if (width > widthsBefore.get(level)) {
                    changed.add(new Tile(new TileId(level, tileIndexes.get(level), width), edge));
                }
                after.add(edge);
            }
            var frontier = new Frontier(Math.addExact(size, added), List.copyOf(after));
            return new Growth(frontier, frontier.root(), List.copyOf(changed));
        }
    }
}
