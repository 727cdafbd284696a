package org.vidimus.server.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.vidimus.trust.Sha256;

/** Opens what is sealed, and says what is wrong with it where it does not open. */
final class Reader {
    private static final int REMEMBERED = 1024;
    static final int PIECE_BYTES = 256 << 10;

    private final Objects objects;
    private final DataKeys keys;
    private final Backend backend;
    private final Recent<ObjectId, Index> sealed = new Recent<>(REMEMBERED);

    Reader(Objects objects, DataKeys keys, Backend backend) {
        this.objects = objects;
        this.keys = keys;
        this.backend = backend;
    }

    /** Everything needed to read an object without asking the database again. */
    record Index(Objects.Known object, List<Part> parts) {
        /** Index in {@code parts} of the part that holds the byte. */
        int partAt(long offsetBytes) {
            int low = 0;
            int high = parts.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (parts.get(middle).endBytes() <= offsetBytes) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    Index index(ObjectId object) {
        Optional<Index> known = sealed.get(object);
        if (known.isPresent()) {
            return known.get();
        }
        Index index = fresh(object);
        if (index.object().sealedAs().isPresent()) {
            sealed.put(object, index);
        }
        return index;
    }

    /** From the database, whatever is remembered. */
    Index fresh(ObjectId object) {
        Objects.Known known = objects.get(object);
        // Parts that were added since then are not yet part of what is known here.
        List<Part> parts = objects.parts(object).stream()
                .filter(part -> part.number() <= known.extent().parts())
                .toList();
        return new Index(known, parts);
    }

    void forget(ObjectId object) {
        sealed.forget(object);
    }

    /** Hashes all that is durable. */
    Sha256 hash(ObjectId object, Backend.From from, Pace pace) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        each(index(object), from, pace, digest::update);
        return Sha256.ofDigest(digest.digest());
    }

    /** @throws SealBroken at the first part that is not as it was sealed */
    void each(Index index, Backend.From from, Pace pace, Plain plain) throws IOException {
        if (index.parts().isEmpty()) {
            return;
        }
        ObjectId object = index.object().id();
        byte[] piece = new byte[PIECE_BYTES];
        try (Backend.Copy copy = copy(object, from)) {
            for (Part part : index.parts()) {
                pace.run(() -> readPart(index.object(), copy, part, piece, plain));
            }
        }
    }

    /** Takes plain bytes in order; the array is reused. */
    @FunctionalInterface
    interface Plain {
        void take(byte[] bytes, int from, int length);
    }

    void readPart(Objects.Known object, Backend.Copy copy, Part part, byte[] piece, Plain plain) throws IOException {
        try (SeekableByteChannel channel = channel(object, copy, part)) {
            int left = part.lengthBytes();
            while (left > 0) {
                int got = read(object.id(), part, channel, ByteBuffer.wrap(piece, 0, Math.min(left, piece.length)));
                plain.take(piece, 0, got);
                left -= got;
            }
        }
    }

    Backend.Copy copy(ObjectId object, Backend.From from) throws IOException {
        try {
            return backend.read(object, from);
        } catch (NoSuchFileException e) {
            throw new SealBroken(new Finding(
                    Finding.Code.OBJECT_MISSING, Optional.of(object), 0, "nothing is stored of object " + object));
        }
    }

    /** Opens the part at its beginning. */
    SeekableByteChannel channel(Objects.Known object, Backend.Copy copy, Part part) throws IOException {
        SeekableByteChannel channel =
                keys.seal(object.key(), object.id()).opening(copy.part(part), object.id(), part.number());
        // Before its first use the channel is nowhere, and ranges would come one byte late.
        return channel.position(0);
    }

    /** Reads at least one byte; the caller asks for none beyond the part. */
    int read(ObjectId object, Part part, SeekableByteChannel channel, ByteBuffer into) throws IOException {
        try {
            int got = channel.read(into);
            if (got <= 0) {
                throw new SealBroken(finding(
                        Finding.Code.PARTS_INCONSISTENT,
                        object,
                        part,
                        "ends before its " + part.lengthBytes() + " bytes"));
            }
            return got;
        } catch (SealBroken e) {
            throw e;
        } catch (EOFException e) {
            throw new SealBroken(finding(Finding.Code.PART_TRUNCATED, object, part, "is cut: " + e.getMessage()));
        } catch (IOException e) {
            if (e.getCause() instanceof GeneralSecurityException) {
                throw new SealBroken(finding(
                        Finding.Code.PART_CHANGED,
                        object,
                        part,
                        "does not open: its " + part.storedBytes() + " stored bytes are not what was sealed"));
            }
            throw e;
        }
    }

    static Finding finding(Finding.Code code, ObjectId object, Part part, String how) {
        return new Finding(
                code, Optional.of(object), part.number(), "part " + part.number() + " of object " + object + " " + how);
    }
}
