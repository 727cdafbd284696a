package org.vidimus.server.media.track;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.mp4.Movie;
import org.vidimus.server.media.mp4.Track.Sample;

/**
 * Reads positions from the telemetry that GoPro cameras write beside their video (GPMF). Follows the published format: nested
 * entries of key, type, size and repeat, big-endian, padded to four bytes.
 *
 * <pre>
 * | key: 4 | type: 1 | bytes of one: 1 | how many: 2 | values, padded to 4 |
 * </pre>
 *
 * {@code DEVC} holds streams {@code STRM}; a stream of positions has {@code SCAL} (divisors), and {@code GPS5} (Hero 5 to 11: latitude,
 * longitude, altitude, two speeds; with {@code GPSF} fix, {@code GPSU} time, {@code GPSP} precision beside it) or {@code GPS9} (Hero 11 on:
 * the same with day, second, precision and fix in each). Without a fix the camera writes old or invented positions: they are left
 * out.
 */
public final class Gpmf {
    private static final int LARGEST_PAYLOAD_BYTES = 4 * 1024 * 1024;
    private static final int MOST_PAYLOADS = 100_000;
    private static final int DEEPEST = 6;
    private static final int FIX_2D = 2;
    private static final LocalDateTime DAY_ZERO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final List<TrackPoint> points = new ArrayList<>();
    private final List<Duration> starts = new ArrayList<>();

    private Gpmf() {}

    /** Positions of the movie's telemetry tracks; none if it has no such track, or never had a fix. */
    public static Track read(Bytes file, Movie movie) throws IOException {
        Gpmf reader = new Gpmf();
        for (org.vidimus.server.media.mp4.Track track : movie.tracks("gpmd")) {
            for (Sample sample : track.samples(MOST_PAYLOADS)) {
                boolean there = sample.lengthBytes() <= LARGEST_PAYLOAD_BYTES
                        && sample.offsetBytes() >= 0
                        && sample.offsetBytes() <= file.lengthBytes() - sample.lengthBytes();
                if (there && reader.points.size() < Track.MOST_POINTS) {
                    reader.payload(
                            file.read(sample.offsetBytes(), sample.lengthBytes()),
                            sample.seconds(),
                            sample.durationSeconds());
                }
            }
        }
        return new Track(List.copyOf(reader.points), "GoPro", reader.start());
    }

    /** One payload as it lies in a file of telemetry alone. */
    static Track read(byte[] payload) {
        Gpmf reader = new Gpmf();
        reader.payload(payload, 0, 1);
        return new Track(List.copyOf(reader.points), "GoPro", reader.start());
    }

    private void payload(byte[] bytes, double seconds, double duration) {
        stream(ByteBuffer.wrap(bytes), new Stream(seconds, duration), 0);
    }

    private void stream(ByteBuffer entries, Stream stream, int depth) {
        while (entries.remaining() >= 8) {
            int key = entries.getInt();
            char type = (char) (entries.get() & 0xff);
            int each = entries.get() & 0xff;
            int repeat = Short.toUnsignedInt(entries.getShort());
            int length = each * repeat;
            int padded = (length + 3) / 4 * 4;
            if (key == 0 || length > entries.remaining()) {
                return;
            }
            ByteBuffer value = entries.slice(entries.position(), length);
            entries.position(entries.position() + Math.min(padded, entries.remaining()));
            if (type == 0) {
                if (depth < DEEPEST) {
                    stream(value, new Stream(stream.seconds, stream.duration), depth + 1);
                }
            } else {
                value(name(key), new Value(type, each, repeat, value), stream);
            }
        }
    }

    private void value(String key, Value value, Stream stream) {
        switch (key) {
            case "SCAL" -> stream.scale = value.numbers();
            case "GPSF" -> stream.fix = value.numbers().length > 0 ? (int) value.numbers()[0] : 0;
            case "GPSU" -> stream.time = value.time();
            case "GPSP" ->
                stream.precision =
                        value.numbers().length > 0 ? Optional.of(value.numbers()[0] / 100) : Optional.empty();
            case "GPS5" -> gps5(value, stream);
            case "GPS9" -> gps9(value, stream);
            default -> {
                // Acceleration, exposure, temperature: not ours.
            }
        }
    }

    private void gps5(Value value, Stream stream) {
        if (value.each() != 20 || stream.fix < FIX_2D) {
            return;
        }
        stream.time.ifPresent(at -> starts.add(sinceEpoch(at).minusMillis(Math.round(stream.seconds * 1000))));
        for (int i = 0; i < value.repeat(); i++) {
            ByteBuffer v = value.at(i);
            double part = stream.duration * i / value.repeat();
            Optional<Instant> at = stream.time.map(t -> t.plusMillis(Math.round(part * 1000)));
            double[] fields = new double[5];
            for (int f = 0; f < fields.length; f++) {
                fields[f] = v.getInt() / stream.scale(f);
            }
            add(fields, at, stream.precision, stream.seconds + part);
        }
    }

    private void gps9(Value value, Stream stream) {
        if (value.each() != 32) {
            return;
        }
        for (int i = 0; i < value.repeat(); i++) {
            ByteBuffer v = value.at(i);
            double[] fields = new double[5];
            for (int f = 0; f < fields.length; f++) {
                fields[f] = v.getInt() / stream.scale(f);
            }
            double days = v.getInt() / stream.scale(5);
            double second = v.getInt() / stream.scale(6);
            double precision = Short.toUnsignedInt(v.getShort()) / stream.scale(7);
            int fix = (int) (Short.toUnsignedInt(v.getShort()) / stream.scale(8));
            if (fix < FIX_2D) {
                continue;
            }
            double offset = stream.seconds + stream.duration * i / value.repeat();
            Optional<Instant> at = day(days, second);
            at.ifPresent(t -> starts.add(sinceEpoch(t).minusMillis(Math.round(offset * 1000))));
            add(fields, at, Optional.of(precision), offset);
        }
    }

    /** @param fields latitude, longitude, altitude, speed over ground, speed in space */
    private void add(double[] fields, Optional<Instant> at, Optional<Double> precision, double seconds) {
        if (points.size() == Track.MOST_POINTS) {
            return;
        }
        // Dilution of precision, times the five metres a plain receiver has in the open.
        TrackPoint.of(fields[0], fields[1], at)
                .map(point -> point.elevated(Optional.of(fields[2]))
                        .moving(Optional.of(fields[3]))
                        .within(precision.map(p -> p * 5))
                        .during(Math.round(seconds * 1000)))
                .ifPresent(points::add);
    }

    /** The beginning of the recording, by the middle of all clocks read: the first ones after a fix are often off. */
    private Optional<Instant> start() {
        List<Duration> sorted = starts.stream().sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(Instant.EPOCH.plus(sorted.get(sorted.size() / 2)));
    }

    private static Duration sinceEpoch(Instant at) {
        return Duration.between(Instant.EPOCH, at);
    }

    private static Optional<Instant> day(double days, double seconds) {
        boolean possible = days >= 0 && days < 40_000 && seconds >= 0 && seconds < 86_401;
        return possible
                ? Optional.of(
                        DAY_ZERO.plusDays((long) days).toInstant(ZoneOffset.UTC).plusMillis(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    private static String name(int key) {
        return Places.latin(ByteBuffer.allocate(4).putInt(key).array(), 0, 4);
    }

    /** What holds for one stream of one payload. */
    private static final class Stream {
        private final double seconds;
        private final double duration;
        private double[] scale = {};
        private int fix;
        private Optional<Instant> time = Optional.empty();
        private Optional<Double> precision = Optional.empty();

        Stream(double seconds, double duration) {
            this.seconds = seconds;
            this.duration = duration;
        }

        /** One divisor for all, or one for each field. */
        double scale(int field) {
            double divisor = scale.length == 0 ? 1 : scale[Math.min(field, scale.length - 1)];
            return divisor == 0 ? 1 : divisor;
        }
    }

    /** The values of one entry. */
    private record Value(char type, int each, int repeat, ByteBuffer bytes) {
        ByteBuffer at(int i) {
            return bytes.slice(i * each, each);
        }

        double[] numbers() {
            int width =
                    switch (type) {
                        case 'l', 'L' -> 4;
                        case 's', 'S' -> 2;
                        default -> 0;
                    };
            if (width == 0) {
                return new double[0];
            }
            double[] numbers = new double[bytes.limit() / width];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = switch (type) {
                    case 'l' -> bytes.getInt(i * 4);
                    case 'L' -> Integer.toUnsignedLong(bytes.getInt(i * 4));
                    case 's' -> bytes.getShort(i * 2);
                    default -> Short.toUnsignedInt(bytes.getShort(i * 2));
                };
            }
            return numbers;
        }

        /** {@code yymmddhhmmss.sss} */
        Optional<Instant> time() {
            byte[] text = new byte[bytes.limit()];
            bytes.get(0, text);
            String digits = Places.latin(text, 0, text.length);
            if (!digits.matches("\\d{12}(?:\\.\\d{1,3})?.*")) {
                return Optional.empty();
            }
            try {
                LocalDateTime at = LocalDateTime.of(
                        2000 + two(digits, 0),
                        two(digits, 2),
                        two(digits, 4),
                        two(digits, 6),
                        two(digits, 8),
                        Math.min(59, two(digits, 10)));
                String fraction = digits.length() >= 16 ? digits.substring(13, 16) : "0";
                return Optional.of(at.toInstant(ZoneOffset.UTC).plusMillis(Long.parseLong(fraction)));
            } catch (DateTimeException | NumberFormatException e) {
                return Optional.empty();
            }
        }

        private static int two(String digits, int at) {
            return Integer.parseInt(digits.substring(at, at + 2));
        }
    }
}
