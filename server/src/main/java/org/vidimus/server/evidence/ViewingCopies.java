package org.vidimus.server.evidence;

import java.util.List;
import java.util.Optional;
import org.vidimus.server.vault.ObjectId;

/** Machine-made copies of originals for viewing, for rooms that hand them out. Media is the one implementation. */
public interface ViewingCopies {
    /** What a browser shows where it does not show the original; empty where it does, or where none is ready. */
    Optional<Copy> of(OriginalId original);

    /**
     * Where a copy's bytes are.
     *
     * @param name file name with its extension
     * @param recipe how it was made from its original
     * @param stretches of the object, in the order in which they make the file
     */
    record Copy(String name, Recipe recipe, ObjectId object, List<Stretch> stretches) {
        public Copy {
            stretches = List.copyOf(stretches);
        }
    }

    /** How a copy is made from an original. */
    enum Recipe {
        /**
         * First picture and first sound track as H.264 and AAC in MP4: taken over where they were that, else encoded anew, the
         * picture at most 1280 pixels on its longer edge. Everything else is left out.
         */
        MP4,
        /** Decoded and encoded anew as JPEG, at most 4096 pixels on its longer edge. Everything else is left out. */
        JPEG
    }

    /** A run of an object's bytes. */
    record Stretch(long offsetBytes, long lengthBytes) {}
}
