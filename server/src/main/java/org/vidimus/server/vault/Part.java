package org.vidimus.server.vault;

/**
 * A run of an object's bytes, sealed as one ciphertext.
 *
 * @param number from 1, without gaps
 * @param offsetBytes where its plain bytes begin in the object
 * @param storedOffsetBytes where its ciphertext begins in what is stored of the object
 */
record Part(int number, long offsetBytes, int lengthBytes, long storedOffsetBytes, int storedBytes) {
    /** Most plain bytes that one part takes: what a crash can cost an upload that acknowledges only at its end. */
    static final int MOST_BYTES = 8 << 20;

    long endBytes() {
        return offsetBytes + lengthBytes;
    }

    long storedEndBytes() {
        return storedOffsetBytes + storedBytes;
    }
}
