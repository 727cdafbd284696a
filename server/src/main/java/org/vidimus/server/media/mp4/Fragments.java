package org.vidimus.server.media.mp4;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks on while a fragmented MP4 of our own making flows by, and keeps its index and the heads of its fragments. What flows by
 * is passed on unchanged.
 */
public final class Fragments extends FilterInputStream {
    private static final int LARGEST_KEPT_BYTES = 64 * 1024 * 1024;

    private final ByteArrayOutputStream boxHead = new ByteArrayOutputStream();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<Head> heads = new ArrayList<>();
    private byte[] fileType = new byte[0];
    private byte[] index = new byte[0];
    private String type = "";
    private long left;
    private long position;
    private long boxStart;
    private long initEnd;

    public Fragments(InputStream in) {
        super(in);
    }

    /** The {@code moof} box of one fragment, and where it began. */
    record Head(long offsetBytes, byte[] moof) {}

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        for (int at = offset; at < offset + read; ) {
            at += look(bytes, at, offset + read - at);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return in.readNBytes((int) Math.min(n, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Whether an index and at least one fragment have flown by. */
    public boolean any() {
        return index.length > 0 && !heads.isEmpty();
    }

    /** How many bytes have flown by. */
    public long lengthBytes() {
        return position;
    }

    /** Where the fragments begin, after the index. */
    public long bodyOffsetBytes() {
        return initEnd;
    }

    byte[] fileType() {
        return fileType;
    }

    byte[] index() {
        return index;
    }

    List<Head> heads() {
        return heads;
    }

    private int look(byte[] bytes, int at, int length) throws IOException {
        if (left == 0) {
            int used = Math.min(length, headLength() - boxHead.size());
            boxHead.write(bytes, at, used);
            position += used;
            if (boxHead.size() == headLength()) {
                begin();
            }
            return used;
        }
        int used = (int) Math.min(length, left);
        if (keeping()) {
            kept.write(bytes, at, used);
        }
        position += used;
        left -= used;
        if (left == 0) {
            end();
        }
        return used;
    }

    /** Eight bytes, and eight more where those say that the size is a long one. */
    private int headLength() {
        boolean wide =
                boxHead.size() >= 8 && ByteBuffer.wrap(boxHead.toByteArray()).getInt() == 1;
        return wide ? 16 : 8;
    }

    private void begin() throws IOException {
        ByteBuffer head = ByteBuffer.wrap(boxHead.toByteArray());
        long size = Integer.toUnsignedLong(head.getInt());
        byte[] letters = new byte[4];
        head.get(letters);
        if (size == 1) {
            size = head.getLong();
        }
        type = new String(letters, StandardCharsets.ISO_8859_1);
        boxStart = position - boxHead.size();
        left = size - boxHead.size();
        if (left < 0 || keeping() && size > LARGEST_KEPT_BYTES) {
            throw new IOException("a box " + type + " of " + size + " bytes does not belong into a proxy");
        }
        if (keeping()) {
            kept.writeBytes(boxHead.toByteArray());
        }
        if (left == 0) {
            end();
        }
        boxHead.reset();
    }

    private void end() {
        switch (type) {
            case "ftyp" -> fileType = kept.toByteArray();
            case "moov" -> {
                index = kept.toByteArray();
                initEnd = position;
            }
            case "moof" -> heads.add(new Head(boxStart, kept.toByteArray()));
            default -> {
                // Media; it flows by.
            }
        }
        kept.reset();
    }

    private boolean keeping() {
        return type.equals("ftyp") || type.equals("moov") || type.equals("moof");
    }
}
