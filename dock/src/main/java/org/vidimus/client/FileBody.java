package org.vidimus.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;

/**
 * The rest of a file as a request body, hashed as it goes out. The last buffer leaves only if the whole file, with what went
 * out before, hashes to what it shall be: a file that changed is never completed on the server.
 *
 * <p>For one request. Memory: three buffers.
 */
public final class FileBody implements BodyPublisher, AutoCloseable {
    private static final int RING = 3;

    private final FileChannel file;
    private final long offsetBytes;
    private final long lengthBytes;
    private final MessageDigest before;
    private final Sha256 expected;
    private final LongConsumer progress;
    private final AtomicLong sent = new AtomicLong();
    private final ArrayDeque<ByteBuffer> ring = new ArrayDeque<>(RING);
    private volatile boolean changed;
    private volatile @Nullable IOException readFailure;

    /**
     * @param file open for reading; not closed here
     * @param offsetBytes where to begin
     * @param lengthBytes the length of the whole file
     * @param before the computation over everything before {@code offsetBytes}; used up
     * @param expected the digest of the whole file
     * @param progress told how many bytes went out just now
     */
    public FileBody(
            FileChannel file,
            long offsetBytes,
            long lengthBytes,
            MessageDigest before,
            Sha256 expected,
            LongConsumer progress) {
        this.file = file;
        this.offsetBytes = offsetBytes;
        this.lengthBytes = lengthBytes;
        this.before = before;
        this.expected = expected;
        this.progress = progress;
    }

    /** Bytes handed to the connection so far. */
    public long sentBytes() {
        return sent.get();
    }

    /** Whether the file turned out to be another than expected; the last buffer was then held back. */
    public boolean changed() {
        return changed;
    }

    /** Why the file could not be read on, where that is what broke the request. */
    public Optional<IOException> readFailure() {
        return Optional.ofNullable(readFailure);
    }

    @Override
    public long contentLength() {
        return lengthBytes - offsetBytes;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Reading(subscriber));
    }

    private final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private long position = offsetBytes;
        private volatile boolean over;

        Reading(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (demand.getAndAdd(n) > 0) {
                return;
            }
            try {
                do {
                    if (!over) {
                        emit();
                    }
                } while (demand.decrementAndGet() > 0);
            } catch (IOException | RuntimeException broken) {
                over = true;
                readFailure = broken instanceof IOException io ? io : new IOException(broken);
                subscriber.onError(broken);
            }
        }

        private void emit() throws IOException {
            ByteBuffer buffer = next();
            fill(buffer);
            before.update(buffer.duplicate());
            position += buffer.remaining();
            boolean last = position == lengthBytes;
            if (last) {
                verify();
            }
            ring.addLast(buffer);
            sent.addAndGet(buffer.remaining());
            progress.accept(buffer.remaining());
            subscriber.onNext(buffer);
            if (last) {
                over = true;
                subscriber.onComplete();
            }
        }

        /** The oldest buffer, once the connection has drained it. */
        private ByteBuffer next() {
            ByteBuffer oldest = ring.peekFirst();
            if (ring.size() >= RING && oldest != null) {
                ring.removeFirst();
                return oldest.hasRemaining() ? Buffers.take() : oldest.clear();
            }
            return Buffers.take();
        }

        private void fill(ByteBuffer buffer) throws IOException {
            buffer.limit((int) Math.min(buffer.capacity(), lengthBytes - position));
            while (buffer.hasRemaining()) {
                if (file.read(buffer, position + buffer.position()) < 0) {
                    changed = true;
                    throw new IOException("the file became shorter while it was sent");
                }
            }
            buffer.flip();
        }

        private void verify() throws IOException {
            if (!Sha256.ofDigest(before.digest()).equals(expected) || file.size() != lengthBytes) {
                changed = true;
                throw new IOException("the file changed while it was sent");
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }

    /** Gives back the buffers that the connection has drained. To be called once the request is over. */
    @Override
    public void close() {
        ring.forEach(Buffers::give);
        ring.clear();
    }
}
