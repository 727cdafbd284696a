package org.vidimus.server.media.salvage.repair;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Does to a file what falls, water and dying batteries do, reproducibly. */
public final class Damaged {
    private Damaged() {}

    /** Where the box of that type at the top level begins, and how long it is. */
    public static int[] box(byte[] file, String type) {
        int at = 0;
        while (at + 8 <= file.length) {
            int size = ByteBuffer.wrap(file).getInt(at);
            String here = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (here.equals(type)) {
                return new int[] {at, size};
            }
            if (size < 8) {
                break;
            }
            at += size;
        }
        throw new IllegalArgumentException("no " + type + " at the top level");
    }

    /** The index was never written: the file ends with its media. */
    public static byte[] withoutIndex(byte[] file) {
        int[] moov = box(file, "moov");
        byte[] cut = new byte[file.length - moov[1]];
        System.arraycopy(file, 0, cut, 0, moov[0]);
        System.arraycopy(file, moov[0] + moov[1], cut, moov[0], cut.length - moov[0]);
        return cut;
    }

    /** Power was lost: no index, the length of the media is not filled in, and zeros that were set aside follow. */
    public static byte[] lostPower(byte[] file, int zeros) {
        byte[] cut = withoutIndex(file);
        ByteBuffer.wrap(cut).putInt(box(cut, "mdat")[0], 0);
        return Arrays.copyOf(cut, cut.length + zeros);
    }

    public static byte[] zeroed(byte[] file, int from, int length) {
        byte[] damaged = file.clone();
        Arrays.fill(damaged, from, Math.min(damaged.length, from + length), (byte) 0);
        return damaged;
    }

    /** Bytes are missing from the middle, and what comes after moved up. */
    public static byte[] without(byte[] file, int from, int length) {
        byte[] damaged = new byte[file.length - length];
        System.arraycopy(file, 0, damaged, 0, from);
        System.arraycopy(file, from + length, damaged, from, damaged.length - from);
        return damaged;
    }

    public static byte[] joined(byte[]... files) {
        int length = Arrays.stream(files).mapToInt(file -> file.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] file : files) {
            all.put(file);
        }
        return all.array();
    }

    public static byte[] noise(int length, long seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /** All places in every table of chunks, moved. */
    public static byte[] placesMoved(byte[] file, int by) {
        byte[] damaged = file.clone();
        ByteBuffer bytes = ByteBuffer.wrap(damaged);
        byte[] name = "stco".getBytes(StandardCharsets.ISO_8859_1);
        int[] moov = box(file, "moov");
        for (int at = moov[0]; at < moov[0] + moov[1] - 12; at++) {
            if (Arrays.equals(damaged, at, at + 4, name, 0, 4)) {
                int count = bytes.getInt(at + 8);
                for (int i = 0; i < count; i++) {
                    bytes.putInt(at + 12 + i * 4, bytes.getInt(at + 12 + i * 4) + by);
                }
            }
        }
        return damaged;
    }
}
