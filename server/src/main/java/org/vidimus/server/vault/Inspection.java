package org.vidimus.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.vidimus.trust.Sha256;

/** Looks at one object as it is stored, and says everything that is wrong with it. Changes nothing. */
final class Inspection {
    private final Reader reader;
    private final Backend backend;
    private final Pace pace;
    private final LongConsumer spend;

    /** @param spend is told of each part, when it was read, how many bytes of it are stored */
    Inspection(Reader reader, Backend backend, Pace pace, LongConsumer spend) {
        this.reader = reader;
        this.backend = backend;
        this.pace = pace;
        this.spend = spend;
    }

    /** @throws ClosedByInterruptException if this thread is told to stop; nothing can be said of the object then */
    List<Finding> of(Reader.Index index) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Objects.Known known = index.object();
        partsJoin(index).ifPresent(findings::add);
        OptionalLong stored = backend.storedBytes(known.id());
        if (stored.isEmpty() && known.extent().storedBytes() > 0) {
            findings.add(finding(Finding.Code.OBJECT_MISSING, known.id(), "nothing is stored of object " + known.id()));
            return findings;
        }
        boolean sealed = known.sealedAs().isPresent();
        long extra = stored.orElse(0) - known.extent().storedBytes();
        if (sealed && extra > 0) {
            findings.add(finding(
                    Finding.Code.BYTES_EXTRA,
                    known.id(),
                    "object " + known.id() + " is sealed, and " + extra + " bytes are stored behind its last part"));
        }
        Optional<Sha256> digest = read(index, findings);
        if (sealed && digest.isPresent() && !digest.equals(known.sealedAs())) {
            findings.add(finding(
                    Finding.Code.DIGEST_DIFFERS,
                    known.id(),
                    "object " + known.id() + ": sealed as SHA-256 "
                            + known.sealedAs().get() + ", stored bytes hash to " + digest.get()));
        }
        return findings;
    }

    private static Optional<Finding> partsJoin(Reader.Index index) {
        Extent end = Extent.EMPTY;
        for (Part part : index.parts()) {
            boolean joins = part.number() == end.parts() + 1
                    && part.offsetBytes() == end.lengthBytes()
                    && part.storedOffsetBytes() == end.storedBytes();
            if (!joins) {
                break;
            }
            end = Extent.through(part);
        }
        Extent known = index.object().extent();
        return end.equals(known)
                ? Optional.empty()
                : Optional.of(finding(
                        Finding.Code.PARTS_INCONSISTENT,
                        index.object().id(),
                        "object " + index.object().id() + " has " + known.lengthBytes() + " bytes in " + known.parts()
                                + " parts, the parts listed join up to " + end.lengthBytes() + " bytes in "
                                + end.parts()));
    }

    /** Opens every part, and goes on behind one that does not open; the digest only where all do. */
    private Optional<Sha256> read(Reader.Index index, List<Finding> findings) throws IOException {
        if (index.parts().isEmpty()) {
            return Optional.of(Sha256.of());
        }
        MessageDigest digest = Sha256.newDigest();
        boolean whole = true;
        try (Backend.Copy copy = reader.copy(index.object().id(), Backend.From.STABLE_STORAGE)) {
            byte[] piece = new byte[Reader.PIECE_BYTES];
            for (Part part : index.parts()) {
                try {
                    pace.run(() -> reader.readPart(index.object(), copy, part, piece, digest::update));
                } catch (ClosedByInterruptException e) {
                    throw e;
                } catch (IOException e) {
                    whole = false;
                    findings.add(broken(index, copy, part, e));
                }
                spend.accept(part.storedBytes());
            }
        }
        return whole ? Optional.of(Sha256.ofDigest(digest.digest())) : Optional.empty();
    }

    private Finding broken(Reader.Index index, Backend.Copy copy, Part part, IOException e) throws IOException {
        ObjectId object = index.object().id();
        if (!(e instanceof SealBroken broken)) {
            return Reader.finding(
                    Finding.Code.STORAGE_UNREADABLE,
                    object,
                    part,
                    "cannot be read: " + e.getClass().getSimpleName());
        }
        if (broken.finding().code() != Finding.Code.PART_CHANGED) {
            return broken.finding();
        }
        return swappedWith(index, copy, part)
                .map(other -> Reader.finding(
                        Finding.Code.PART_SWAPPED, object, part, "holds the bytes of part " + other.number()))
                .orElse(broken.finding());
    }

    /** The other part that the bytes in this part's place open as. */
    private Optional<Part> swappedWith(Reader.Index index, Backend.Copy copy, Part place) throws IOException {
        for (Part other : index.parts()) {
            if (other.number() != place.number()
                    && other.storedBytes() == place.storedBytes()
                    && opens(index, copy, place, other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private boolean opens(Reader.Index index, Backend.Copy copy, Part place, Part as) throws IOException {
        Part misplaced = new Part(
                as.number(), as.offsetBytes(), as.lengthBytes(), place.storedOffsetBytes(), place.storedBytes());
        try (SeekableByteChannel channel = reader.channel(index.object(), copy, misplaced)) {
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    private static Finding finding(Finding.Code code, ObjectId object, String message) {
        return new Finding(code, Optional.of(object), 0, message);
    }
}
