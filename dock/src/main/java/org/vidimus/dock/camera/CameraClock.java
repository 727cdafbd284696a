package org.vidimus.dock.camera;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import org.vidimus.dock.camera.Layout.Start;

/** When a file's recording began and ended, as the camera's clock had it. */
final class CameraClock {
    private static final Instant EARLIEST = Instant.parse("2005-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Clock clock;
    private final ZoneId zone;

    CameraClock(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** @param length zero where it is not known */
    record Span(Instant start, Duration length) {}

    Optional<Span> of(java.nio.file.Path file, Matcher path, Start start) {
        return switch (start) {
            case Start.Unknown() -> Optional.empty();
            case Start.Mp4Universal() -> Mp4Times.read(file).map(times -> new Span(times.created(), times.length()));
            case Start.Mp4Local() -> Mp4Times.read(file).map(times -> new Span(local(times.created()), times.length()));
            case Start.InName(var format) -> inName(path, format);
        };
    }

    /** Whether a clock that is only somewhat wrong can have shown this. */
    boolean plausible(Instant instant) {
        return instant.isAfter(EARLIEST) && instant.isBefore(clock.instant().plus(AHEAD));
    }

    private Instant local(Instant asIfUniversal) {
        return LocalDateTime.ofInstant(asIfUniversal, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant();
    }

    private Optional<Span> inName(Matcher path, java.time.format.DateTimeFormatter format) {
        if (!path.namedGroups().containsKey("start")) {
            return Optional.empty();
        }
        String digits = path.group("start").replaceAll("\\D", "");
        try {
            return Optional.of(
                    new Span(LocalDateTime.parse(digits, format).atZone(zone).toInstant(), Duration.ZERO));
        } catch (DateTimeException notATime) {
            // A name such as 2024_1399_000000_001.MP4: the number and the bytes still identify the recording.
            return Optional.empty();
        }
    }
}
