package org.vidimus.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A backend over a real one that does what disks do on a bad day. */
final class Faults implements Backend {
    private final Backend real;
    private boolean failingReads;
    private Trouble trouble = Trouble.NONE;
    private long bytesUntil;

    /** What happens to a writer. */
    enum Trouble {
        NONE,
        /** No room after so many more bytes. */
        FULL,
        /** The sync is told to have failed, and nothing is known of what it did. */
        SYNC_FAILS
    }

    Faults(Backend real) {
        this.real = real;
    }

    static Faults thatFailToRead(Backend real) {
        Faults faults = new Faults(real);
        faults.failingReads = true;
        return faults;
    }

    void from(long bytes, Trouble what) {
        bytesUntil = bytes;
        trouble = what;
    }

    @Override
    public Pen write(ObjectId object, Extent known) throws IOException {
        return new FaultyPen(real.write(object, known));
    }

    @Override
    public void trim(ObjectId object, Extent known) throws IOException {
        real.trim(object, known);
    }

    @Override
    public Copy read(ObjectId object, From from) throws IOException {
        if (!failingReads) {
            return real.read(object, from);
        }
        return new Copy() {
            @Override
            public java.nio.channels.SeekableByteChannel part(Part part) throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void remove(ObjectId object) throws IOException {
        real.remove(object);
    }

    @Override
    public OptionalLong storedBytes(ObjectId object) throws IOException {
        return real.storedBytes(object);
    }

    @Override
    public void list(Consumer<ObjectId> objects, Consumer<String> strangers) throws IOException {
        real.list(objects, strangers);
    }

    @Override
    public long roomBytes() throws IOException {
        return real.roomBytes();
    }

    private final class FaultyPen implements Pen {
        private final Pen pen;

        FaultyPen(Pen pen) {
            this.pen = pen;
        }

        @Override
        public WritableByteChannel begin(int part) throws IOException {
            WritableByteChannel channel = pen.begin(part);
            return new WritableByteChannel() {
                @Override
                public int write(ByteBuffer from) throws IOException {
                    bytesUntil -= from.remaining();
                    if (trouble == Trouble.FULL && bytesUntil < 0) {
                        throw new VaultFull("stable storage has no room: No space left on device");
                    }
                    return channel.write(from);
                }

                @Override
                public boolean isOpen() {
                    return channel.isOpen();
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }

        @Override
        public void sync() throws IOException {
            pen.sync();
            if (trouble == Trouble.SYNC_FAILS && bytesUntil < 0) {
                throw new IOException("Input/output error");
            }
        }

        @Override
        public void cut(Extent end) throws IOException {
            pen.cut(end);
        }

        @Override
        public void close() throws IOException {
            pen.close();
        }
    }
}
