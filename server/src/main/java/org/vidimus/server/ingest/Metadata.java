package org.vidimus.server.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;

/**
 * Reads the header {@code Upload-Metadata}: pairs of key and Base64 value, comma-separated. Keys that nobody here knows are left
 * aside; values of those known are bounded and refused with the key's name where they are unfit.
 */
final class Metadata {
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_TYPE = 255;
    private static final int LONGEST_SERIAL = 128;
    private static final int LONGEST_RECORDING = 256;
    private static final int LAST_PART = 1_000_000;
    private static final Duration FARTHEST_CLOCK = Duration.ofDays(366L * 200);
    /** A database keeps years of four digits, and so does every format that these facts go into. */
    private static final Instant FIRST_TIME =
            OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

    private static final Instant LAST_TIME =
            OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC).toInstant();

    private final Map<String, String> values;

    private Metadata(Map<String, String> values) {
        this.values = values;
    }

    static Description parse(@Nullable String header) {
        return new Metadata(header == null || header.isBlank() ? Map.of() : pairs(header)).description();
    }

    private Description description() {
        return new Description(
                text("filename", LONGEST_NAME)
                        .or(() -> text("name", LONGEST_NAME))
                        .orElse("unnamed"),
                text("filetype", LONGEST_TYPE),
                text("camera", LONGEST_SERIAL),
                text("recording", LONGEST_RECORDING),
                part(),
                time("start"),
                time("end"),
                clockOffset(),
                sha256(),
                text("sidecarOf", LONGEST_NAME));
    }

    /** Empty for a missing or empty value. */
    private Optional<String> text(String key, int longest) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        int characters = value.codePointCount(0, value.length());
        if (characters > longest) {
            throw unfit(key, "has " + characters + " characters, want at most " + longest);
        }
        if (value.indexOf('\0') >= 0) {
            throw unfit(key, "has a NUL character, which no file system takes and nobody could store");
        }
        return Optional.of(value);
    }

    private int part() {
        String value = values.getOrDefault("part", "1");
        if (!value.matches("[0-9]{1,7}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > LAST_PART) {
            throw unfit("part", "want a number from 1 to " + LAST_PART + ", got " + shown(value));
        }
        return Integer.parseInt(value);
    }

    private Optional<Instant> time(String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant at = OffsetDateTime.parse(value).toInstant();
            if (!at.isBefore(FIRST_TIME) && !at.isAfter(LAST_TIME)) {
                return Optional.of(at);
            }
        } catch (DateTimeException e) {
            // Said below, as for a time out of range.
        }
        throw unfit(key, "want a time such as 2026-11-21T20:15:30Z, got " + shown(value));
    }

    private Optional<Duration> clockOffset() {
        String value = values.get("clockOffsetMs");
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.matches("-?[0-9]{1,15}")) {
            Duration offset = Duration.ofMillis(Long.parseLong(value));
            if (offset.abs().compareTo(FARTHEST_CLOCK) <= 0) {
                return Optional.of(offset);
            }
        }
        throw unfit("clockOffsetMs", "want milliseconds, at most 200 years of them, got " + shown(value));
    }

    private Optional<Sha256> sha256() {
        String value = values.get("sha256");
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.matches("[0-9a-fA-F]{64}")) {
            throw unfit("sha256", "want 64 hexadecimal digits, got " + shown(value));
        }
        return Optional.of(Sha256.parse(value));
    }

    private static Map<String, String> pairs(String header) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] words = pair.strip().split(" +");
            if (words.length > 2 || words[0].isEmpty()) {
                throw unfit(shown(words[0]), "want pairs of key and Base64 value, separated by commas");
            }
            String before = pairs.put(words[0], words.length == 1 ? "" : decoded(words[0], words[1]));
            if (before != null) {
                throw unfit(shown(words[0]), "is there twice");
            }
        }
        return pairs;
    }

    private static String decoded(String key, String base64) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException e) {
            throw unfit(shown(key), "its value is not Base64");
        } catch (CharacterCodingException e) {
            throw unfit(shown(key), "its value is not UTF-8");
        }
    }

    private static RuntimeException unfit(String key, String why) {
        return new IngestProblem.MetadataUnfit(key, why).refused();
    }

    /** A value as a message may show it: short, and without anything that moves a cursor. */
    private static String shown(String value) {
        String clean = value.codePoints()
                .limit(64)
                .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() < value.length() ? clean + "…" : clean;
    }
}
