package org.vidimus.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directory of a zip as it stands in the file, read without believing it: where it is, what it lists, and what is in front
 * of and after it.
 *
 * @param base bytes in front of the zip, by which all offsets in it are off; 0 in a good one
 * @param start offset of the directory in the file
 * @param lengthBytes of the records
 * @param end everything from behind the records to the end of the file
 */
record ZipDirectory(long base, long start, long lengthBytes, List<Listed> files, byte[] end) {
    static final int MAX_FILES = 250_000;
    static final long MAX_DIRECTORY_BYTES = 128L << 20;
    private static final int MAX_COMMENT_BYTES = 0xFFFF;

    /**
     * One record, with its bytes as they are.
     *
     * @param name empty if it is not UTF-8
     * @param stored whether the content is neither compressed nor encrypted
     */
    record Listed(Optional<String> name, boolean stored, long lengthBytes, long crc32, long offset, byte[] record) {}

    private record End(long position, long count, long centralBytes, long centralOffset) {}

    /** Reads the directory; empty, with a finding, if there is none. */
    static Optional<ZipDirectory> read(FileBytes file, Findings findings) throws IOException {
        Optional<End> found = findEnd(file);
        if (found.isEmpty()) {
            findings.add(FindingCode.ZIP_DIRECTORY_MISSING, "", "no end record in the last bytes of the file");
            return Optional.empty();
        }
        End end = found.get();
        if (end.count() > MAX_FILES || end.centralBytes() > MAX_DIRECTORY_BYTES) {
            findings.add(
                    FindingCode.ZIP_TOO_LARGE,
                    "",
                    end.count() + " files in a directory of " + end.centralBytes() + " bytes, at most " + MAX_FILES
                            + " in " + MAX_DIRECTORY_BYTES);
            return Optional.empty();
        }
        long start = end.position() - end.centralBytes();
        long base = start - end.centralOffset();
        if (start < 0 || base < 0) {
            findings.add(
                    FindingCode.ZIP_DIRECTORY_BROKEN,
                    "",
                    "a directory of " + end.centralBytes() + " bytes at " + end.centralOffset()
                            + " does not fit before its end at " + end.position());
            return Optional.empty();
        }
        ByteBuffer records = file.read(start, (int) end.centralBytes());
        var files = new ArrayList<Listed>();
        while (records.hasRemaining()) {
            Optional<Listed> listed = record(records);
            if (listed.isEmpty()) {
                findings.add(FindingCode.ZIP_DIRECTORY_BROKEN, "", "record " + (files.size() + 1) + " cannot be read");
                return Optional.empty();
            }
            files.add(listed.get());
        }
        byte[] rest = file.read(end.position(), (int) (file.length() - end.position()))
                .array();
        return Optional.of(new ZipDirectory(base, start, end.centralBytes(), files, rest));
    }

    /** Looks for the last end record; {@code position} is that of the first byte behind the directory. */
    private static Optional<End> findEnd(FileBytes file) throws IOException {
        int window = (int) Math.min(file.length(), ZipItem.END_BYTES + MAX_COMMENT_BYTES);
        long windowStart = file.length() - window;
        ByteBuffer tail = file.read(windowStart, window);
        for (int at = window - ZipItem.END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == ZipItem.END_SIGNATURE) {
                var end = new End(
                        windowStart + at,
                        Short.toUnsignedInt(tail.getShort(at + 10)),
                        Integer.toUnsignedLong(tail.getInt(at + 12)),
                        Integer.toUnsignedLong(tail.getInt(at + 16)));
                return Optional.of(isSaturated(end) ? end64(file, end) : end);
            }
        }
        return Optional.empty();
    }

    private static boolean isSaturated(End end) {
        return end.count() == ZipItem.MAX16
                || end.centralBytes() == ZipItem.MAX32
                || end.centralOffset() == ZipItem.MAX32;
    }

    /** The zip64 end record in front of the end record, where ours would be; else the end record as it is. */
    private static End end64(FileBytes file, End end) throws IOException {
        long at = end.position() - ZipItem.LOCATOR_BYTES - ZipItem.END64_BYTES;
        if (at < 0) {
            return end;
        }
        ByteBuffer bytes = file.read(at, ZipItem.END64_BYTES);
        if (bytes.getInt(0) != ZipItem.END64_SIGNATURE) {
            return end;
        }
        long count = bytes.getLong(32);
        long centralBytes = bytes.getLong(40);
        long centralOffset = bytes.getLong(48);
        // Numbers with the top bit set are beyond any limit; they must not turn negative.
        return new End(at, clamped(count), clamped(centralBytes), clamped(centralOffset));
    }

    private static long clamped(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }

    private static Optional<Listed> record(ByteBuffer records) {
        int at = records.position();
        if (records.remaining() < ZipItem.CENTRAL_BYTES || records.getInt(at) != ZipItem.CENTRAL_SIGNATURE) {
            return Optional.empty();
        }
        int nameBytes = Short.toUnsignedInt(records.getShort(at + 28));
        int extraBytes = Short.toUnsignedInt(records.getShort(at + 30));
        int commentBytes = Short.toUnsignedInt(records.getShort(at + 32));
        int all = ZipItem.CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
        if (records.remaining() < all) {
            return Optional.empty();
        }
        var bytes = new byte[all];
        records.get(bytes);
        var name = new byte[nameBytes];
        System.arraycopy(bytes, ZipItem.CENTRAL_BYTES, name, 0, nameBytes);
        int flags = records.getShort(at + 8);
        int method = records.getShort(at + 10);
        var longs = new Longs(records, at + ZipItem.CENTRAL_BYTES + nameBytes, extraBytes);
        long length = longs.orElse(Integer.toUnsignedLong(records.getInt(at + 24)));
        long packed = longs.orElse(Integer.toUnsignedLong(records.getInt(at + 20)));
        long offset = longs.orElse(Integer.toUnsignedLong(records.getInt(at + 42)));
        boolean stored = method == 0 && (flags & 1) == 0 && packed == length;
        return Optional.of(new Listed(
                Text.utf8(name), stored, length, Integer.toUnsignedLong(records.getInt(at + 16)), offset, bytes));
    }

    /** Takes 8-byte numbers, in their order, from a zip64 extra field that stands first, for 4-byte ones that are all ones. */
    private static final class Longs {
        private final ByteBuffer records;
        private int next;
        private final int end;

        Longs(ByteBuffer records, int at, int extraBytes) {
            this.records = records;
            this.next = at + 4;
            this.end = extraBytes >= 4 && records.getShort(at) == 1
                    ? at + Math.min(extraBytes, 4 + Short.toUnsignedInt(records.getShort(at + 2)))
                    : 0;
        }

        long orElse(long small) {
            if (small != ZipItem.MAX32 || next + 8 > end) {
                return small;
            }
            next += 8;
            return clamped(records.getLong(next - 8));
        }
    }
}
