package org.vidimus.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Steps through a stream line by line without making strings. Memory is bounded by the longest line. For one thread. */
final class ByteLines {
    private static final int MAX_LINE_BYTES = 1 << 20;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int end;
    private int lineStart;
    private int lineEnd = -1;
    private long number;
    private boolean over;
    private boolean unended;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /** Steps to the next line; false when there is none. */
    boolean advance() throws IOException {
        lineStart = lineEnd + 1;
        int searched = lineStart;
        while (true) {
            int found = lineFeed(searched);
            if (found < end) {
                lineEnd = found;
                number++;
                return true;
            }
            searched = end - lineStart;
            if (!fill()) {
                over = true;
                unended = lineStart < end;
                lineEnd = lineStart - 1;
                return false;
            }
            searched += lineStart;
        }
    }

    /** Where the next line feed is from here on; {@code end} if there is none. Eight bytes at a time: it is most of the work. */
    private int lineFeed(int from) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long zeroAtLineFeed = (long) EIGHT_BYTES.get(buffer, i) ^ LINE_FEEDS;
            // The lowest zero byte gets its top bit set (and maybe others above it).
            long marks = (zeroAtLineFeed - LOW_BITS) & ~zeroAtLineFeed & TOP_BITS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Moves the begun line to the front and reads on; false at the end of the stream. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, lineStart, buffer, 0, end - lineStart);
        end -= lineStart;
        lineStart = 0;
        if (end == buffer.length) {
            if (end >= MAX_LINE_BYTES) {
                throw new Malformed(
                        FindingCode.CUSTODY_MALFORMED, "line " + (number + 1) + ": longer than " + MAX_LINE_BYTES);
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) {
            end += read;
        }
        return read > 0;
    }

    /** Whether the stream is at its end, so that there is no line. */
    boolean isOver() {
        return over;
    }

    /** Whether the stream ended in the middle of a line. */
    boolean endedInALine() {
        return unended;
    }

    /** From 1. */
    long number() {
        return number;
    }

    boolean isEmpty() {
        return lineStart == lineEnd;
    }

    boolean is(byte[] line) {
        return lineEnd - lineStart == line.length && startsWith(line);
    }

    boolean startsWith(byte[] prefix) {
        return lineEnd - lineStart >= prefix.length
                && Arrays.equals(buffer, lineStart, lineStart + prefix.length, prefix, 0, prefix.length);
    }

    /** What follows a prefix of {@code from} bytes, as Latin-1: the caller wants digits. */
    String rest(int from) {
        return new String(buffer, lineStart + from, lineEnd - lineStart - from, StandardCharsets.ISO_8859_1);
    }

    /** 32 bytes from the 64 lower-case hexadecimal digits that fill the line from {@code from} on; false if they do not. */
    boolean readHash(int from, byte[] target) {
        if (lineEnd - lineStart - from != 2 * Sha256.LENGTH_BYTES) {
            return false;
        }
        int wrong = 0;
        for (int i = 0; i < Sha256.LENGTH_BYTES; i++) {
            int high = Text.hexDigit(buffer[lineStart + from + 2 * i]);
            int low = Text.hexDigit(buffer[lineStart + from + 2 * i + 1]);
            wrong |= high | low;
            target[i] = (byte) (high << 4 | low);
        }
        return wrong >= 0;
    }

    /** Whether the line equals {@code length} bytes kept of another. */
    boolean equalsKept(byte[] kept, int length) {
        return lineEnd - lineStart == length && Arrays.equals(buffer, lineStart, lineEnd, kept, 0, length);
    }

    /** Keeps the line, which must fit. */
    void keepIn(byte[] kept) {
        System.arraycopy(buffer, lineStart, kept, 0, lineEnd - lineStart);
    }

    /** Appends the line with its line feed. */
    void appendTo(ByteArrayOutputStream target) {
        target.write(buffer, lineStart, lineEnd - lineStart + 1);
    }
}
