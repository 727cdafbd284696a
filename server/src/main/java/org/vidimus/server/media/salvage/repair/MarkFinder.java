package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds samples that tell themselves by how they begin: GoPro's measurements (GPMF, {@code DEVC} and a length), JPEG pictures,
 * AMR and AC-3 frames, and whatever else begins with the same bytes in every sample of the sound file.
 */
final class MarkFinder implements Finder {
    private static final int[] AMR_BYTES = {13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1};

    private final Source source;
    private final Kind kind;
    private final byte[] prefix;
    private final int[] sizes;

    enum Kind {
        GPMF,
        JPEG,
        AMR,
        PREFIX
    }

    private MarkFinder(Source source, Kind kind, byte[] prefix, int[] sizes) {
        this.source = source;
        this.kind = kind;
        this.prefix = prefix;
        this.sizes = sizes;
    }

    /** @return null if nothing about the samples tells them from others */
    static @Nullable MarkFinder of(TrackShape.Indexed like, Source reference, Source source) throws IOException {
        switch (like.shape().format()) {
            case "gpmd" -> {
                return new MarkFinder(source, Kind.GPMF, new byte[] {'D', 'E', 'V', 'C'}, new int[0]);
            }
            case "jpeg", "mjpa", "mjpb" -> {
                return new MarkFinder(
                        source, Kind.JPEG, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, new int[0]);
            }
            case "samr" -> {
                return new MarkFinder(source, Kind.AMR, new byte[0], new int[0]);
            }
            default -> {
                return prefixed(like.tables(), reference, source);
            }
        }
    }

    private static @Nullable MarkFinder prefixed(Tables tables, Source reference, Source source) throws IOException {
        if (tables.count() < 3) {
            return null;
        }
        byte[] prefix = null;
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int i = 0; i < Math.min(tables.count(), 500); i++) {
            byte[] start = reference.upTo(tables.offsets()[i], Math.min(8, tables.lengths()[i]));
            prefix = prefix == null ? start : Arrays.copyOf(prefix, Math.max(0, common(prefix, start)));
            sizes.merge(tables.lengths()[i], 1, Integer::sum);
        }
        if (prefix == null || prefix.length < 3 || sizes.size() > 16 || allZero(prefix)) {
            return null;
        }
        int[] likely = sizes.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .mapToInt(Map.Entry::getKey)
                .toArray();
        return new MarkFinder(source, Kind.PREFIX, prefix, likely);
    }

    private static int common(byte[] one, byte[] other) {
        int n = Arrays.mismatch(one, other);
        return n < 0 ? one.length : n;
    }

    private static boolean allZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean maybe(long offset) throws IOException {
        for (int i = 0; i < prefix.length; i++) {
            if (source.u8(offset + i) != (prefix[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean strong(Hit hit) {
        return kind == Kind.GPMF || kind == Kind.JPEG;
    }

    /** Of samples that tell only their beginning, the most common length is taken. */
    @Override
    public @Nullable Hit at(long offset, long limit) throws IOException {
        if (!maybe(offset)) {
            return null;
        }
        int length =
                switch (kind) {
                    case GPMF -> measurements(offset, limit);
                    case JPEG -> picture(offset, limit);
                    case AMR -> speech(offset);
                    case PREFIX -> sizes[0];
                };
        return length > 0 && offset + length <= limit ? Hit.plain(length) : null;
    }

    /** One or more blocks of a device: key, type, size of a value, how many; rounded up to four bytes. */
    private int measurements(long offset, long limit) throws IOException {
        long at = offset;
        while (at + 8 <= limit && maybe(at)) {
            int type = source.u8(at + 4);
            long bytes = (long) source.u8(at + 5) * source.number(at + 6, 2) + 3 & ~3L;
            boolean nested = type == 0 && bytes >= 8 && at + 8 + bytes <= limit;
            if (!nested || !printable(at + 8)) {
                break;
            }
            at += 8 + bytes;
        }
        return (int) (at - offset);
    }

    private boolean printable(long at) throws IOException {
        for (int i = 0; i < 4; i++) {
            int c = source.u8(at + i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private int picture(long offset, long limit) throws IOException {
        for (long at = offset + 2; at + 1 < limit && at - offset < 32 << 20; at++) {
            if (source.u8(at) == 0xff && source.u8(at + 1) == 0xd9) {
                return (int) (at + 2 - offset);
            }
        }
        return 0;
    }

    private int speech(long offset) throws IOException {
        int head = source.u8(offset);
        return head < 0 || (head & 0x83) != 0 || (head & 4) == 0 ? 0 : AMR_BYTES[head >> 3 & 15];
    }
}
