package org.vidimus.server.vault;

import java.util.Optional;

/**
 * One thing that is not as it should be in the vault.
 *
 * @param object what it was found on; empty for stored bytes that belong to nothing known
 * @param part number of the part from 1; 0 for the object as a whole
 * @param message which thing, what was expected, what came
 */
public record Finding(Code code, Optional<ObjectId> object, int part, String message) {
    /** Stable names; each has a fixture of its name in the tests. */
    public enum Code {
        /** The database knows the object; storage has nothing of it. */
        OBJECT_MISSING("object-missing"),
        /** Storage has an object that the database does not know. */
        OBJECT_UNKNOWN("object-unknown"),
        /** Storage ends before the part does. */
        PART_TRUNCATED("part-truncated"),
        /** The part's seal does not hold: at least one bit of it is not what was sealed. */
        PART_CHANGED("part-changed"),
        /** The part's seal holds, but as another part of the same object. */
        PART_SWAPPED("part-swapped"),
        /** Storage goes on after the last part of a sealed object. */
        BYTES_EXTRA("bytes-extra"),
        /** Every part's seal holds, but together they do not hash to the digest noted when the object was sealed. */
        DIGEST_DIFFERS("digest-differs"),
        /** The parts that the database lists do not join up to the length that it notes. */
        PARTS_INCONSISTENT("parts-inconsistent"),
        /** Storage gives an error instead of bytes. */
        STORAGE_UNREADABLE("storage-unreadable"),
        /** The data key does not open with the master key. */
        KEY_UNREADABLE("key-unreadable");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
