package org.vidimus.server.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps ciphertext on stable storage. Knows nothing of keys, plain bytes or the database. One writer an object at a time,
 * which the caller sees to; any number of readers.
 */
interface Backend {
    /**
     * Opens an object for writing behind {@code known}. Whatever is stored beyond that was never acknowledged, and is removed
     * before this returns.
     *
     * @throws IOException if less than {@code known} is stored; nothing was changed
     */
    Pen write(ObjectId object, Extent known) throws IOException;

    /** Removes what is stored of the object beyond {@code known}, where anything is. The caller is its only writer. */
    void trim(ObjectId object, Extent known) throws IOException;

    /**
     * Opens what is stored of an object.
     *
     * @throws java.nio.file.NoSuchFileException if nothing is
     */
    Copy read(ObjectId object, From from) throws IOException;

    /** Removes all that is stored of the object, durably. Nothing happens where nothing is stored. */
    void remove(ObjectId object) throws IOException;

    /** How many bytes are stored of the object; empty where nothing is. */
    OptionalLong storedBytes(ObjectId object) throws IOException;

    /** Names everything stored, one after the other, and everything that lies there without being an object. */
    void list(Consumer<ObjectId> objects, Consumer<String> strangers) throws IOException;

    /** Bytes that can still be stored, as far as storage tells. */
    long roomBytes() throws IOException;

    /** Whether a reader may be served from memory, or wants to know what stable storage holds. */
    enum From {
        ANYWHERE,
        STABLE_STORAGE
    }

    /** Writes parts of one object, one after the other. Used by one thread, except for {@link #sync}. */
    interface Pen extends Closeable {
        /** Starts the next part's ciphertext; closing the channel ends it. */
        WritableByteChannel begin(int part) throws IOException;

        /** Makes every part that ended before this call durable. May run while another part is being written. */
        void sync() throws IOException;

        /** Removes what was written beyond {@code end}. */
        void cut(Extent end) throws IOException;
    }

    /** Gives the parts of one object. */
    interface Copy extends Closeable {
        /**
         * The ciphertext of one part. Valid until this copy closes; closing the channel itself does nothing.
         *
         * @throws java.io.EOFException from its {@code read}, if storage ends before the part does
         */
        SeekableByteChannel part(Part part) throws IOException;
    }
}
