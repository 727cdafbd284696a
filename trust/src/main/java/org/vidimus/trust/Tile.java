package org.vidimus.trust;

/**
 * A tile with its hashes, {@code width × 32} bytes. Not copied, not compared: it travels from the ledger to its store.
 *
 * @param hashes owned by the tile; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a tile is written once and never compared
public record Tile(TileId id, byte[] hashes) {
    public Tile {
        if (hashes.length != id.width() * Sha256.LENGTH_BYTES) {
            throw new IllegalArgumentException(
                    id.path() + " has " + hashes.length + " bytes, want " + id.width() * Sha256.LENGTH_BYTES);
        }
    }
}
