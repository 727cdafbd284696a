package org.vidimus.trust;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One file of a zip in the only form a bundle has, and the exact bytes that stand for it ({@code docs/spec/bundle.md}, The
 * zip). Writer and checker both get their bytes from here, so that there is nothing left over to change.
 *
 * @param name path with forward slashes
 * @param lengthBytes stored, so the same in and out of the zip
 * @param crc32 of the content, 0 to 2^32 - 1
 * @param offset of the local header
 * @param tailed whether CRC and lengths follow the content instead of preceding it: so for what is streamed
 */
record ZipItem(String name, long lengthBytes, long crc32, long offset, boolean tailed) {
    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int TAIL_SIGNATURE = 0x08074b50;
    static final int CENTRAL_SIGNATURE = 0x02014b50;
    static final int END_SIGNATURE = 0x06054b50;
    static final int END64_SIGNATURE = 0x06064b50;
    static final int LOCATOR_SIGNATURE = 0x07064b50;

    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_BYTES = 46;
    static final int END_BYTES = 22;
    static final int END64_BYTES = 56;
    static final int LOCATOR_BYTES = 20;

    static final long MAX32 = 0xFFFF_FFFFL;
    static final int MAX16 = 0xFFFF;

    /** Bit 11: names are UTF-8. */
    private static final int UTF8_NAMES = 0x0800;
    /** Bit 3: CRC and lengths follow the content. */
    private static final int TAILED = 0x0008;
    /** 1 January 1980, 00:00, the first moment a zip can say. */
    private static final int DATE = 0x0021;
    /** Unix, version 4.5 of the format. */
    private static final int MADE_BY = 0x032D;
    /** A regular file, {@code rw-r--r--}. */
    private static final int ATTRIBUTES = 0x81A4_0000;

    private static final int PLAIN_VERSION = 20;
    private static final int ZIP64_VERSION = 45;
    private static final short ZIP64_EXTRA = 0x0001;

    private boolean isLong() {
        return lengthBytes >= MAX32;
    }

    private int version(boolean zip64) {
        return zip64 ? ZIP64_VERSION : PLAIN_VERSION;
    }

    private int flags() {
        return UTF8_NAMES | (tailed ? TAILED : 0);
    }

    /** The local header, in front of the content. */
    byte[] local() {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        int length32 = isLong() ? -1 : tailed ? 0 : (int) lengthBytes;
        ByteBuffer bytes = allocate(LOCAL_BYTES + path.length + (isLong() ? 20 : 0))
                .putInt(LOCAL_SIGNATURE)
                .putShort((short) version(isLong()))
                .putShort((short) flags())
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) DATE)
                .putInt(tailed ? 0 : (int) crc32)
                .putInt(length32)
                .putInt(length32)
                .putShort((short) path.length)
                .putShort((short) (isLong() ? 20 : 0))
                .put(path);
        if (isLong()) {
            long length64 = tailed ? 0 : lengthBytes;
            bytes.putShort(ZIP64_EXTRA).putShort((short) 16).putLong(length64).putLong(length64);
        }
        return bytes.array();
    }

    /** What follows the content: nothing, or CRC and lengths. */
    byte[] tail() {
        if (!tailed) {
            return new byte[0];
        }
        ByteBuffer bytes = allocate(isLong() ? 24 : 16).putInt(TAIL_SIGNATURE).putInt((int) crc32);
        if (isLong()) {
            bytes.putLong(lengthBytes).putLong(lengthBytes);
        } else {
            bytes.putInt((int) lengthBytes).putInt((int) lengthBytes);
        }
        return bytes.array();
    }

    /** The record in the central directory. */
    byte[] central() {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        boolean far = offset >= MAX32;
        int extra = (isLong() ? 16 : 0) + (far ? 8 : 0);
        int length32 = isLong() ? -1 : (int) lengthBytes;
        ByteBuffer bytes = allocate(CENTRAL_BYTES + path.length + (extra > 0 ? 4 + extra : 0))
                .putInt(CENTRAL_SIGNATURE)
                .putShort((short) MADE_BY)
                .putShort((short) version(extra > 0))
                .putShort((short) flags())
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) DATE)
                .putInt((int) crc32)
                .putInt(length32)
                .putInt(length32)
                .putShort((short) path.length)
                .putShort((short) (extra > 0 ? 4 + extra : 0))
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(ATTRIBUTES)
                .putInt(far ? -1 : (int) offset)
                .put(path);
        if (extra > 0) {
            bytes.putShort(ZIP64_EXTRA).putShort((short) extra);
        }
        if (isLong()) {
            bytes.putLong(lengthBytes).putLong(lengthBytes);
        }
        if (far) {
            bytes.putLong(offset);
        }
        return bytes.array();
    }

    /** Bytes from the local header to the end of the tail. */
    long spanBytes() {
        return local().length + lengthBytes + tail().length;
    }

    /** What closes the zip: the end record, after the two of zip64 where a number does not fit otherwise. */
    static byte[] end(long count, long centralOffset, long centralBytes) {
        var end = new ByteArrayOutputStream();
        boolean zip64 = count >= MAX16 || centralOffset >= MAX32 || centralBytes >= MAX32;
        if (zip64) {
            end.writeBytes(allocate(END64_BYTES)
                    .putInt(END64_SIGNATURE)
                    .putLong(END64_BYTES - 12)
                    .putShort((short) MADE_BY)
                    .putShort((short) ZIP64_VERSION)
                    .putInt(0)
                    .putInt(0)
                    .putLong(count)
                    .putLong(count)
                    .putLong(centralBytes)
                    .putLong(centralOffset)
                    .array());
            end.writeBytes(allocate(LOCATOR_BYTES)
                    .putInt(LOCATOR_SIGNATURE)
                    .putInt(0)
                    .putLong(centralOffset + centralBytes)
                    .putInt(1)
                    .array());
        }
        end.writeBytes(allocate(END_BYTES)
                .putInt(END_SIGNATURE)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) Math.min(count, MAX16))
                .putShort((short) Math.min(count, MAX16))
                .putInt((int) Math.min(centralBytes, MAX32))
                .putInt((int) Math.min(centralOffset, MAX32))
                .putShort((short) 0)
                .array());
        return end.toByteArray();
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
