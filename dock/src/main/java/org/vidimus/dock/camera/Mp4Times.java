package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Start and length as the movie header of an MP4 or QuickTime file gives them (ISO/IEC 14496-12 §8.2.2). Reads headers only,
 * and gives nothing for a file it cannot make sense of.
 *
 * @param created as written: seconds since 1904, read as if they were UTC. Most cameras write their own local time
 */
record Mp4Times(Instant created, Duration length) {
    private static final long FROM_1904_TO_1970 = 2_082_844_800L;
    private static final int MOST_BOXES = 1_000;
    private static final Duration LONGEST = Duration.ofDays(30);

    static Optional<Mp4Times> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Optional<Box> movie = find(channel, "moov", 0, channel.size());
            if (movie.isEmpty()) {
                return Optional.empty();
            }
            Optional<Box> header =
                    find(channel, "mvhd", movie.get().body(), movie.get().end());
            return header.isEmpty() ? Optional.empty() : times(channel, header.get());
        } catch (IOException unreadable) {
            // Whether the file can be read at all is found out, and said, when it is hashed.
            return Optional.empty();
        }
    }

    private record Box(long body, long end) {}

    private static Optional<Box> find(FileChannel channel, String type, long from, long to) throws IOException {
        long at = from;
        for (int i = 0; i < MOST_BOXES && at + 8 <= to; i++) {
            ByteBuffer head = bytes(channel, at, 16);
            if (head.remaining() < 8) {
                return Optional.empty();
            }
            long size = head.getInt(0) & 0xffff_ffffL;
            long header = 8;
            if (size == 1 && head.remaining() == 16) {
                size = head.getLong(8);
                header = 16;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < header || size > to - at) {
                return Optional.empty();
            }
            if (StandardCharsets.ISO_8859_1.decode(head.slice(4, 4)).toString().equals(type)) {
                return Optional.of(new Box(at + header, at + size));
            }
            at += size;
        }
        return Optional.empty();
    }

    private static Optional<Mp4Times> times(FileChannel channel, Box box) throws IOException {
        ByteBuffer body = bytes(channel, box.body(), (int) Math.min(32, box.end() - box.body()));
        if (body.remaining() < 20) {
            return Optional.empty();
        }
        boolean wide = body.get(0) == 1;
        if (wide && body.remaining() < 32) {
            return Optional.empty();
        }
        long created = wide ? body.getLong(4) : body.getInt(4) & 0xffff_ffffL;
        long scale = body.getInt(wide ? 20 : 12) & 0xffff_ffffL;
        long length = wide ? body.getLong(24) : body.getInt(16) & 0xffff_ffffL;
        if (created <= 0 || created > FROM_1904_TO_1970 * 4 || scale == 0 || length < 0) {
            return Optional.empty();
        }
        double seconds = (double) length / scale;
        Duration duration =
                seconds > LONGEST.toSeconds() ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1000));
        return Optional.of(new Mp4Times(Instant.ofEpochSecond(created - FROM_1904_TO_1970), duration));
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // reads on until the buffer is full or the file ends
        }
        return buffer.flip();
    }
}
