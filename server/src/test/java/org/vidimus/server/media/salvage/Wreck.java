package org.vidimus.server.media.salvage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.vidimus.server.media.salvage.repair.Damaged;

/**
 * A file while it is being broken, with what of the original is not there any more: the truth that salvage is measured by. Places
 * are those of the original; what moves bytes comes last.
 */
final class Wreck {
    private byte[] bytes;
    private final List<long[]> lost = new ArrayList<>();

    Wreck(byte[] original) {
        bytes = original.clone();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Stretches of the original that are gone or changed. */
    List<long[]> lost() {
        return lost;
    }

    boolean touched(long from, long until) {
        return lost.stream().anyMatch(stretch -> from < stretch[1] && until > stretch[0]);
    }

    Wreck filled(long at, int length, int with) {
        int from = (int) Math.clamp(at, 0, bytes.length);
        int until = Math.min(bytes.length, from + length);
        Arrays.fill(bytes, from, until, (byte) with);
        lost.add(new long[] {from, until});
        return this;
    }

    Wreck noise(long at, int length, long seed) {
        int from = (int) Math.clamp(at, 0, bytes.length);
        int n = Math.min(length, bytes.length - from);
        System.arraycopy(Damaged.noise(n, seed), 0, bytes, from, n);
        lost.add(new long[] {from, from + n});
        return this;
    }

    /** Whole sectors somewhere in a stretch. */
    Wreck sectors(long from, long until, int size, int count, int with, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            long at = from + (long) (random.nextDouble() * Math.max(1, until - from - size));
            long start = Math.max(from, at / 512 * 512);
            if (with < 0) {
                noise(start, size, seed + i);
            } else {
                filled(start, size, with);
            }
        }
        return this;
    }

    Wreck flips(long from, long until, int count, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int at = (int) (from + (long) (random.nextDouble() * (until - from)));
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            lost.add(new long[] {at, at + 1});
        }
        return this;
    }

    Wreck swapped(long one, long other, int length) {
        byte[] kept = Arrays.copyOfRange(bytes, (int) one, (int) one + length);
        System.arraycopy(bytes, (int) other, bytes, (int) one, length);
        System.arraycopy(kept, 0, bytes, (int) other, length);
        lost.add(new long[] {one, one + length});
        lost.add(new long[] {other, other + length});
        return this;
    }

    Wreck cut(long at) {
        lost.add(new long[] {at, bytes.length});
        bytes = Arrays.copyOf(bytes, (int) at);
        return this;
    }

    Wreck removed(long at, int length) {
        lost.add(new long[] {at, at + length});
        bytes = Damaged.without(bytes, (int) at, length);
        return this;
    }

    Wreck before(byte[] prefix) {
        bytes = Damaged.joined(prefix, bytes);
        return this;
    }

    Wreck replaced(byte[] by) {
        bytes = by;
        return this;
    }

    /** Where four characters or bytes stand, from there on; -1 if nowhere. */
    static int find(byte[] bytes, int from, int... wanted) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            int same = 0;
            while (same < wanted.length && (bytes[at + same] & 0xff) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    static int find(byte[] bytes, int from, String wanted) {
        byte[] name = wanted.getBytes(StandardCharsets.ISO_8859_1);
        int[] values = new int[name.length];
        for (int i = 0; i < name.length; i++) {
            values[i] = name[i] & 0xff;
        }
        return find(bytes, from, values);
    }

    static boolean holds(byte[] bytes, String box) {
        try {
            Damaged.box(bytes, box);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
