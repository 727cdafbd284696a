package org.vidimus.trust;

/** Where stored tiles are read from. */
@FunctionalInterface
public interface TileSource {
    /**
     * The hashes of a tile that the tree is known to have.
     *
     * @return at least {@code 32 × tile.width()} bytes; what follows (the same tile, grown since) is ignored. The array is
     *     not changed by the reader
     * @throws RuntimeException if the tile cannot be read; it goes through to the caller
     */
    byte[] read(TileId tile);
}
