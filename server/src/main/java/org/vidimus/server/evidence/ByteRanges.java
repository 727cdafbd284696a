package org.vidimus.server.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ranges of bytes that a request asks for (RFC 9110 §14.1.2), cut to the file. */
final class ByteRanges {
    /** More than any player or download tool asks for at once; whoever asks for more gets the whole file. */
    private static final int MOST = 16;

    private static final Pattern SPEC = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

    private ByteRanges() {}

    /** @param end first byte after the range */
    record Range(long start, long end) {
        long lengthBytes() {
            return end - start;
        }
    }

    /**
     * Reads a Range header.
     *
     * @return empty if there is none or it is not understood, and so to be ignored; an empty list if no range lies within
     *     the file; else ranges that neither overlap nor touch, in the order of the file
     */
    static Optional<List<Range>> parse(Optional<String> header, long lengthBytes) {
        Optional<String> specs =
                header.filter(text -> text.startsWith("bytes=")).map(text -> text.substring(6));
        if (specs.isEmpty()) {
            return Optional.empty();
        }
        List<Range> ranges = new ArrayList<>();
        String[] parts = specs.get().split(",", MOST + 2);
        if (parts.length > MOST) {
            return Optional.empty();
        }
        for (String part : parts) {
            Matcher spec = SPEC.matcher(part.strip());
            if (!spec.matches() || spec.group(1).isEmpty() && spec.group(2).isEmpty()) {
                return Optional.empty();
            }
            Range range = range(spec.group(1), spec.group(2), lengthBytes);
            if (range.start() > range.end() && !spec.group(2).isEmpty() && range.start() < lengthBytes) {
                return Optional.empty();
            }
            if (range.start() < range.end()) {
                ranges.add(range);
            }
        }
        return Optional.of(joined(ranges));
    }

    private static Range range(String first, String last, long lengthBytes) {
        if (first.isEmpty()) {
            return new Range(Math.max(0, lengthBytes - Long.parseLong(last)), lengthBytes);
        }
        long end = last.isEmpty() ? lengthBytes : Math.min(lengthBytes, Long.parseLong(last) + 1);
        return new Range(Long.parseLong(first), end);
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingLong(Range::start)).toList()) {
            if (!joined.isEmpty() && range.start() <= joined.getLast().end()) {
                Range before = joined.removeLast();
                joined.add(new Range(before.start(), Math.max(before.end(), range.end())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
