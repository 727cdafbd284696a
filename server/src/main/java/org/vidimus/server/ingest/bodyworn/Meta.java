package org.vidimus.server.ingest.bodyworn;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vidimus.server.Refused;

/**
 * What a system says of a container or object: header names without their prefix, in lower case, each with its value as it was
 * sent. Swift does not tell {@code BWCSerialNumber} from {@code Bwcserialnumber}, and neither do we.
 */
record Meta(Map<String, String> sent) {
    static final Meta NONE = new Meta(Map.of());
    private static final String CONTAINER = "x-container-meta-";
    private static final String CONTAINER_REMOVED = "x-remove-container-meta-";
    private static final String OBJECT = "x-object-meta-";
    private static final int MOST = 90;
    private static final int LONGEST_NAME = 128;
    /** Swift takes 256; strings of a hundred characters, all of them percent-encoded, are longer than that. */
    private static final int LONGEST_VALUE = 2048;

    private static final int LONGEST_ALL = 16 << 10;

    Meta {
        sent = Collections.unmodifiableMap(new TreeMap<>(sent));
    }

    /**
     * What a request changes of a container's: an empty value takes one away. The maker's own example service also hears what is called
     * an object's there; so do we, where nothing else is said.
     */
    static Meta ofContainer(HttpServletRequest request) {
        Map<String, String> changes = new TreeMap<>(read(request, OBJECT));
        changes.putAll(read(request, CONTAINER));
        read(request, CONTAINER_REMOVED).keySet().forEach(key -> changes.put(key, ""));
        return new Meta(changes).fit();
    }

    static Meta ofObject(HttpServletRequest request) {
        Map<String, String> given = new TreeMap<>(read(request, OBJECT));
        given.values().removeIf(String::isEmpty);
        return new Meta(given).fit();
    }

    private static Map<String, String> read(HttpServletRequest request, String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (String header : Collections.list(request.getHeaderNames())) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                found.put(
                        name.substring(prefix.length()),
                        request.getHeader(header).strip());
            }
        }
        return found;
    }

    private Meta fit() {
        int all = 0;
        for (Map.Entry<String, String> each : sent.entrySet()) {
            all += each.getKey().length() + each.getValue().length();
            if (each.getKey().length() > LONGEST_NAME || each.getValue().length() > LONGEST_VALUE) {
                throw new BodywornProblem.Unfit(
                                "metadata",
                                "names of at most " + LONGEST_NAME + " and values of at most " + LONGEST_VALUE
                                        + " bytes")
                        .refused();
            }
        }
        if (sent.size() > MOST || all > LONGEST_ALL) {
            throw new BodywornProblem.Unfit(
                            "metadata", "at most " + MOST + " items with " + LONGEST_ALL + " bytes together")
                    .refused();
        }
        return this;
    }

    Meta changedBy(Meta changes) {
        Map<String, String> merged = new TreeMap<>(sent);
        changes.sent().forEach((key, value) -> {
            if (value.isEmpty()) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return new Meta(merged).fit();
    }

    /** The value in words: percent-encoded UTF-8 as the specification says, or UTF-8 as it is. */
    Optional<String> text(String key) {
        return Optional.ofNullable(sent.get(key.toLowerCase(Locale.ROOT)))
                .map(Meta::decoded)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String decoded(String value) {
        try {
            return Place.decoded(value);
        } catch (Refused odd) {
            return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                    .replace('\0', '\u2400');
        }
    }

    /** A time that comes as {@code keyISO} in RFC 3339, or as {@code key} in seconds since 1970 or in RFC 3339. */
    Optional<Instant> time(String key) {
        return text(key + "iso").flatMap(Meta::instant).or(() -> text(key).flatMap(Meta::instant));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?")
                    ? Optional.of(Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)))
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The header name of a key, as Swift writes it. */
    static String header(String prefix, String key) {
        StringBuilder name = new StringBuilder(prefix);
        boolean first = true;
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            name.append(first ? Character.toUpperCase(letter) : letter);
            first = letter == '-';
        }
        return name.toString();
    }
}
