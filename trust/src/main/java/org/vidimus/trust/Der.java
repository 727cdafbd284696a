package org.vidimus.trust;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One value in DER (X.690): as much of it as a timestamp token needs. Strict about lengths, bounded by the bytes it was given;
 * nested values are read only when asked for, so depth cannot hurt.
 *
 * @param tag first byte; tags above 30 are not read
 * @param bytes of the whole, shared; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a view on the token's bytes; never compared
record Der(int tag, byte[] bytes, int start, int contentStart, int end) {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** Context-specific, constructed: {@code [number]}. */
    static int context(int number) {
        return 0xA0 | number;
    }

    /** Reads bytes that are one value and nothing else. */
    static Der read(byte[] bytes) {
        Der whole = at(bytes, 0, bytes.length);
        if (whole.end != bytes.length) {
            throw malformed("bytes after the value");
        }
        return whole;
    }

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.TIMESTAMP_MALFORMED, message);
    }

    private static Der at(byte[] bytes, int start, int limit) {
        if (limit - start < 2) {
            throw malformed("a value is cut off");
        }
        int tag = bytes[start] & 0xff;
        if ((tag & 0x1f) == 0x1f) {
            throw malformed("a tag above 30");
        }
        int first = bytes[start + 1] & 0xff;
        if (first < 0x80) {
            return checked(tag, bytes, start, start + 2, first, limit);
        }
        int count = first & 0x7f;
        if (count == 0 || count > 4 || limit - start < 2 + count) {
            throw malformed("a length without end, too long or cut off");
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | bytes[start + 2 + i] & 0xff;
        }
        if (length < 0x80 || length >> 8 * (count - 1) == 0) {
            throw malformed("a length is not in its shortest form");
        }
        return checked(tag, bytes, start, start + 2 + count, length, limit);
    }

    private static Der checked(int tag, byte[] bytes, int start, int contentStart, long length, int limit) {
        if (length > limit - contentStart) {
            throw malformed("a value of " + length + " bytes is cut off");
        }
        return new Der(tag, bytes, start, contentStart, (int) (contentStart + length));
    }

    /** The values inside. */
    List<Der> children() {
        if ((tag & 0x20) == 0) {
            throw malformed("a value that is not constructed has nothing inside");
        }
        var children = new ArrayList<Der>();
        for (int next = contentStart; next < end; ) {
            Der child = at(bytes, next, end);
            children.add(child);
            next = child.end;
        }
        return children;
    }

    boolean is(int wanted) {
        return tag == wanted;
    }

    /** This value, if it has this tag. */
    Der require(int wanted, String name) {
        if (tag != wanted) {
            throw malformed(name + " has tag " + Integer.toHexString(tag) + ", want " + Integer.toHexString(wanted));
        }
        return this;
    }

    /** The value at a place inside. */
    Der child(int index, String name) {
        List<Der> children = children();
        if (index >= children.size()) {
            throw malformed(name + " is missing");
        }
        return children.get(index);
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, contentStart, end);
    }

    /** Tag, length and content. */
    byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    BigInteger integer(String name) {
        require(INTEGER, name);
        if (contentStart == end) {
            throw malformed(name + " is empty");
        }
        return new BigInteger(content());
    }

    String ascii() {
        return new String(content(), StandardCharsets.US_ASCII);
    }

    /** An object identifier in dots. */
    String objectId(String name) {
        require(OBJECT_ID, name);
        var text = new StringBuilder();
        long arc = 0;
        for (int i = contentStart; i < end; i++) {
            if (arc > Long.MAX_VALUE >> 8) {
                throw malformed(name + " has an absurd number");
            }
            arc = arc << 7 | bytes[i] & 0x7f;
            if ((bytes[i] & 0x80) == 0) {
                if (text.isEmpty()) {
                    long top = Math.min(arc / 40, 2);
                    text.append(top).append('.').append(arc - 40 * top);
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            } else if (i + 1 == end) {
                throw malformed(name + " is cut off");
            }
        }
        return text.toString();
    }
}
