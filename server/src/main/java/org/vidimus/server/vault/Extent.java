package org.vidimus.server.vault;

/**
 * How far an object reaches: what is durable, and known to the database.
 *
 * @param lengthBytes plain bytes
 * @param storedBytes ciphertext bytes
 * @param parts number of parts
 */
record Extent(long lengthBytes, long storedBytes, int parts) {
    static final Extent EMPTY = new Extent(0, 0, 0);

    static Extent through(Part part) {
        return new Extent(part.endBytes(), part.storedEndBytes(), part.number());
    }
}
