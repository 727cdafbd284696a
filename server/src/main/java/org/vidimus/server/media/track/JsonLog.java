package org.vidimus.server.media.track;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads points from JSON as apps and our own camera write them: a list of objects, alone or under {@code points}, {@code track} or
 * {@code locations}, each with a latitude, a longitude and mostly a time, by one of their usual names.
 */
public final class JsonLog {
    private static final int DEEPEST = 20;
    private static final double MOST_SECONDS = 10_000_000;
    private static final Pattern WELL_KNOWN =
            Pattern.compile("(?i)\\s*POINT\\s*Z?\\s*\\(\\s*(\\S{1,30})\\s+(\\S{1,30})(?:\\s+\\S{1,30})?\\s*\\)\\s*");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(10_000)
                            .build())
                    .build())
            .build();

    private JsonLog() {}

    /**
     * Reads the points; none if it is JSON about something else.
     *
     * @throws Unreadable if it is no JSON
     */
    public static Track read(byte[] json) throws Unreadable {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new Unreadable("not a well-formed JSON file");
        }
        JsonNode list = root.isArray() ? root : first(root, "points", "track", "locations", "CoordinateEntries");
        List<TrackPoint> points = new ArrayList<>();
        for (JsonNode node : list) {
            if (node.isObject() && points.size() < Track.MOST_POINTS) {
                point(node).ifPresent(points::add);
            }
        }
        return Track.of(points, "JSON");
    }

    private static Optional<TrackPoint> point(JsonNode node) {
        if (node.has("LocationWKT")) {
            return wellKnown(node);
        }
        double lat = number(first(node, "lat", "latitude")).orElse(Double.NaN);
        double lon = number(first(node, "lon", "lng", "long", "longitude")).orElse(Double.NaN);
        return TrackPoint.of(lat, lon, time(first(node, "t", "time", "timestamp", "at")))
                .map(point -> point.elevated(number(first(node, "ele", "alt", "altitude", "elevation")))
                        .moving(number(first(node, "speed")))
                        .within(number(first(node, "accuracy", "acc"))));
    }

    /** As Axis body worn systems write it: {@code POINT(longitude latitude)}, and seconds since the recording began. */
    private static Optional<TrackPoint> wellKnown(JsonNode node) {
        Matcher point = WELL_KNOWN.matcher(node.path("LocationWKT").asString(""));
        if (!point.matches()) {
            return Optional.empty();
        }
        double lon = Numbers.of(point.group(1)).orElse(Double.NaN);
        double lat = Numbers.of(point.group(2)).orElse(Double.NaN);
        Optional<Double> seconds = number(node.path("SecondsFromStart")).filter(s -> s >= 0 && s < MOST_SECONDS);
        return TrackPoint.of(lat, lon, time(node.path("Timestamp")))
                .map(at -> seconds.map(s -> at.during(Math.round(s * 1000))).orElse(at));
    }

    private static JsonNode first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) {
                return node.path(name);
            }
        }
        return node.path(names[0]);
    }

    private static Optional<Double> number(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.asDouble())
                ? Optional.of(node.asDouble())
                : Numbers.of(node.asString(""));
    }

    /** Seconds or milliseconds since 1970, or a text. */
    private static Optional<Instant> time(JsonNode node) {
        if (!node.isNumber()) {
            return Gpx.time(node.asString(""));
        }
        double number = node.asDouble();
        if (!(number > 0) || number > 1e14) {
            return Optional.empty();
        }
        boolean millis = number > 1e11;
        return Optional.of(Instant.ofEpochMilli(Math.round(millis ? number : number * 1000)))
                .filter(Numbers::ofThisAge);
    }
}
