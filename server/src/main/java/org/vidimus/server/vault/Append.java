package org.vidimus.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One run of appending to one object. Three hands work side by side: the caller reads and hashes, a second seals and writes,
 * a third makes finished parts durable and known.
 *
 * <p>Bytes travel in a few reused chunks. The caller hashes a chunk after handing it to the sealer, and only the caller ever
 * fills one, so both may read it at once.
 */
final class Append {
    private static final int CHUNK_BYTES = 128 << 10;
    private static final int MOST_CHUNKS = 6;
    /** Durable on the way, so that a long request cut at its end has not been for nothing. */
    private static final long SYNC_EVERY_BYTES = 32L << 20;

    private final ObjectId object;
    private final Seal seal;
    private final Backend.Pen pen;
    private final Extension extension;
    private final Executor executor;
    private final @Nullable MessageDigest digest;

    private final BlockingQueue<Chunk> empty = new ArrayBlockingQueue<>(MOST_CHUNKS);
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(MOST_CHUNKS + 1);
    private int chunks;

    private Extent written;
    private long askedToSync;
    private volatile @Nullable Throwable failure;
    private List<Part> finished = new ArrayList<>();
    private CompletableFuture<Extent> durable;
    private @Nullable OpenPart current;

    /** Makes parts known, once they are durable. */
    @FunctionalInterface
    interface Extension {
        void extend(Extent from, List<Part> parts);
    }

    /** @param digest computation to go on with; null where nobody keeps one */
    Append(
            ObjectId object,
            Seal seal,
            Extent before,
            Backend.Pen pen,
            Extension extension,
            Executor executor,
            @Nullable MessageDigest digest) {
        this.object = object;
        this.seal = seal;
        this.pen = pen;
        this.extension = extension;
        this.executor = executor;
        this.digest = digest;
        this.written = before;
        this.askedToSync = before.lengthBytes();
        this.durable = CompletableFuture.completedFuture(before);
    }

    /**
     * @param durable what is on stable storage and known now; empty when a failure left that open, and only the database can
     *     tell
     * @param kept whether what was received counts; false when a condition did not hold
     * @param failed what went wrong with storage or the database, where something did
     */
    record Ended(
            Optional<Extent> durable,
            boolean kept,
            boolean sourceBroke,
            @Nullable Throwable failed) {}

    /** Runs to the end of the source, its break, or the failure of storage. Never throws for any of these. */
    Ended run(InputStream bytes, long atMostBytes, Vault.Condition condition) {
        boolean allOrNothing = condition != Vault.Condition.NONE;
        CompletableFuture<Void> sealing = CompletableFuture.runAsync(() -> seal(allOrNothing), executor);
        boolean sourceBroke = receive(bytes, atMostBytes);
        sealing.join();
        boolean kept = !allOrNothing || (failure == null && !sourceBroke && condition.holds());
        if (kept) {
            commit(false);
        }
        return new Ended(settle(), kept, sourceBroke, failure);
    }

    /** @return whether the source broke */
    private boolean receive(InputStream bytes, long atMostBytes) {
        long left = atMostBytes;
        boolean broke = false;
        while (left > 0 && failure == null) {
            Chunk chunk = nextEmpty();
            chunk.length = 0;
            int want = (int) Math.min(left, CHUNK_BYTES);
            boolean ended = false;
            try {
                while (chunk.length < want && !ended) {
                    int got = bytes.read(chunk.bytes, chunk.length, want - chunk.length);
                    ended = got < 0;
                    chunk.length += Math.max(got, 0);
                }
            } catch (IOException | RuntimeException e) {
                broke = true;
            }
            left -= chunk.length;
            put(full, chunk);
            if (digest != null) {
                digest.update(chunk.bytes, 0, chunk.length);
            }
            if (ended || broke) {
                break;
            }
        }
        put(full, Chunk.END);
        return broke;
    }

    private Chunk nextEmpty() {
        Chunk chunk = empty.poll();
        if (chunk != null) {
            return chunk;
        }
        if (chunks < MOST_CHUNKS) {
            chunks++;
            return new Chunk(CHUNK_BYTES);
        }
        return take(empty);
    }

    private void seal(boolean allOrNothing) {
        for (Chunk chunk = take(full); chunk != Chunk.END; chunk = take(full)) {
            if (failure == null) {
                try {
                    write(ByteBuffer.wrap(chunk.bytes, 0, chunk.length), allOrNothing);
                } catch (Throwable e) { // an Error must reach the caller too, who else waits for its chunks for ever
                    failure = e;
                }
            }
            put(empty, chunk);
        }
        if (failure == null && current != null) {
            try {
                finishPart();
            } catch (Throwable e) {
                failure = e;
            }
        }
    }

    private void write(ByteBuffer bytes, boolean allOrNothing) throws IOException {
        while (bytes.hasRemaining()) {
            if (current == null) {
                int number = written.parts() + 1;
                current = new OpenPart(number, seal.onto(pen.begin(number), object, number));
            }
            int taken = Math.min(bytes.remaining(), Part.MOST_BYTES - current.length);
            current.channel.write(bytes.slice(bytes.position(), taken));
            bytes.position(bytes.position() + taken);
            current.length += taken;
            if (current.length == Part.MOST_BYTES) {
                finishPart();
                if (durable.isDone() && written.lengthBytes() - askedToSync >= SYNC_EVERY_BYTES) {
                    commit(allOrNothing);
                }
            }
        }
    }

    private void finishPart() throws IOException {
        OpenPart part = java.util.Objects.requireNonNull(current);
        current = null;
        part.channel.close();
        Part done = new Part(
                part.number, written.lengthBytes(), part.length, written.storedBytes(), seal.storedBytes(part.length));
        written = Extent.through(done);
        finished.add(done);
    }

    /** Makes the finished parts durable, and then known unless {@code syncOnly}; one such step follows the other. */
    private void commit(boolean syncOnly) {
        if (finished.isEmpty()) {
            return;
        }
        askedToSync = written.lengthBytes();
        List<Part> parts = finished;
        if (!syncOnly) {
            finished = new ArrayList<>();
        }
        durable = durable.thenApplyAsync(from -> syncOnly ? sync(from) : extend(sync(from), parts), executor);
    }

    private Extent sync(Extent from) {
        try {
            pen.sync();
            // Durable. A crash here leaves bytes that the database does not know: cut off at the next opening.
            return from;
        } catch (IOException e) {
            failure = e;
            throw new CompletionException(e);
        }
    }

    private Extent extend(Extent from, List<Part> parts) {
        try {
            extension.extend(from, parts);
            // Durable and known: from here on these bytes are acknowledged, whatever happens to this request.
            return Extent.through(parts.getLast());
        } catch (RuntimeException e) {
            failure = e;
            throw new CompletionException(e);
        }
    }

    private Optional<Extent> settle() {
        try {
            return Optional.of(durable.join());
        } catch (CompletionException e) {
            failure = failure == null ? e : failure;
            return Optional.empty();
        }
    }

    private static <T> void put(BlockingQueue<T> queue, T thing) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(thing);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Chunk {
        static final Chunk END = new Chunk(0);

        final byte[] bytes;
        int length;

        Chunk(int size) {
            bytes = new byte[size];
        }
    }

    private static final class OpenPart {
        final int number;
        final WritableByteChannel channel;
        int length;

        OpenPart(int number, WritableByteChannel channel) {
            this.number = number;
            this.channel = channel;
        }
    }
}
