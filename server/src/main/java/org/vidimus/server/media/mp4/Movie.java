package org.vidimus.server.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The index ({@code moov}) of a file, in memory, as far as it is needed: when it was made, where, and where samples lie.
 *
 * @param created as the file claims; empty for the zero that cameras without a clock write
 */
public record Movie(Bytes bytes, Box moov, Optional<Instant> created, List<Track> tracks) {
    /** Seconds from 1904-01-01, the epoch of QuickTime, to 1970-01-01. */
    private static final long QUICKTIME_EPOCH = 2_082_844_800L;

    private static final int MOST_TRACKS = 64;

    static Movie read(Bytes bytes, Box moov) throws IOException {
        List<Track> tracks = new ArrayList<>();
        for (Box trak : moov.all(bytes, "trak")) {
            if (tracks.size() < MOST_TRACKS) {
                tracks.add(Track.read(bytes, trak));
            }
        }
        return new Movie(bytes, moov, created(bytes, moov), tracks);
    }

    /** Tracks whose samples are described as of this format. */
    public List<Track> tracks(String format) {
        return tracks.stream().filter(track -> track.format().equals(format)).toList();
    }

    /** The body of the box at the end of the path, if it is there and no longer than {@code most} bytes. */
    public Optional<byte[]> content(int most, String... path) throws IOException {
        Optional<Box> box = moov.find(bytes, path);
        if (box.isEmpty() || box.get().bodyLength() > most) {
            return Optional.empty();
        }
        return Optional.of(bytes.read(box.get().body(), (int) box.get().bodyLength()));
    }

    /** Text of a user data box ({@code ©…}): length, language, then UTF-8. */
    public Optional<String> userText(String type) throws IOException {
        return content(4096, "udta", type).flatMap(body -> {
            ByteBuffer text = ByteBuffer.wrap(body);
            if (text.remaining() < 4) {
                return Optional.empty();
            }
            int length = Math.min(Short.toUnsignedInt(text.getShort()), text.remaining() - 2);
            text.getShort();
            return Optional.of(new String(body, text.position(), length, StandardCharsets.UTF_8));
        });
    }

    /** A value of the QuickTime metadata of the movie ({@code meta/keys} and {@code ilst}), as text. */
    public Optional<String> keyedText(String key) throws IOException {
        Optional<Box> meta = moov.find(bytes, "meta");
        if (meta.isEmpty()) {
            return Optional.empty();
        }
        // In MP4 the box has version and flags before its children, in QuickTime it has none.
        for (int skip : new int[] {0, 4}) {
            Box inner = new Box(
                    "meta",
                    meta.get().start(),
                    meta.get().body() + skip,
                    meta.get().end());
            Optional<Box> keys = inner.find(bytes, "keys");
            Optional<Box> list = inner.find(bytes, "ilst");
            if (keys.isPresent() && list.isPresent()) {
                return keyedText(key, keys.get(), list.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> keyedText(String key, Box keys, Box list) throws IOException {
        int number = 0;
        for (Box entry : Box.between(bytes, keys.body() + 8, keys.end())) {
            number++;
            String name = new String(
                    bytes.read(entry.body(), (int) Math.min(256, entry.bodyLength())), StandardCharsets.UTF_8);
            if (name.equals(key)) {
                return value(list, number);
            }
        }
        return Optional.empty();
    }

    /** In the list, the type of an entry is the number of its key, from 1. */
    private Optional<String> value(Box list, int number) throws IOException {
        byte[] type = ByteBuffer.allocate(4).putInt(number).array();
        Optional<Box> data = list.find(bytes, new String(type, StandardCharsets.ISO_8859_1), "data");
        if (data.isEmpty() || data.get().bodyLength() < 8 || data.get().bodyLength() > 4096) {
            return Optional.empty();
        }
        byte[] body = bytes.read(data.get().body(), (int) data.get().bodyLength());
        return Optional.of(new String(body, 8, body.length - 8, StandardCharsets.UTF_8));
    }

    private static Optional<Instant> created(Bytes bytes, Box moov) throws IOException {
        Optional<Box> head = moov.find(bytes, "mvhd");
        if (head.isEmpty() || head.get().bodyLength() < 12) {
            return Optional.empty();
        }
        ByteBuffer body = ByteBuffer.wrap(bytes.read(head.get().body(), 12));
        boolean wide = body.getInt() >>> 24 == 1;
        long seconds = wide ? body.getLong() : Integer.toUnsignedLong(body.getInt());
        // A wide field may hold anything; only what could be a time of this century is one.
        return seconds <= QUICKTIME_EPOCH || seconds > QUICKTIME_EPOCH * 4
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds - QUICKTIME_EPOCH));
    }
}
