package org.vidimus.server.ingest.bodyworn;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.Marks;

/** Makes marks of bookmark objects, once there is evidence to mark. */
@Component
class Bookmarks {
    private static final Pattern NAME = Pattern.compile("bookmark_(.+?)(_[^_]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})[T_]?(\\d{2})(\\d{2})(\\d{2})(?:\\.\\d+)?Z?");
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 200;

    private final Shelf shelf;
    private final Marks marks;

    Bookmarks(Shelf shelf, Marks marks) {
        this.shelf = shelf;
        this.marks = marks;
    }

    /** All of the container's. Joins the transaction. */
    void keep(Container container, EvidenceId evidence, Outcome outcome) {
        shelf.current(container.id()).stream()
                .filter(thing -> thing.kind() == Thing.Kind.BOOKMARK)
                .forEach(bookmark -> keep(bookmark, evidence, outcome));
    }

    void keep(Thing bookmark, EvidenceId evidence, Outcome outcome) {
        Meta meta = bookmark.meta();
        byte[] content = bookmark.content();
        marks.say(
                evidence,
                new Marks.Said(
                        Doors.storable(bookmark.name()),
                        meta.time("StartTime").or(() -> named(bookmark.name())),
                        meta.time("EndTime"),
                        content == null ? "" : new String(content, StandardCharsets.UTF_8).strip(),
                        meta.text("CategoryID"),
                        meta.text("CategoryName"),
                        tags(meta)),
                outcome);
    }

    /** A list of {@code key:value}; unknown ones are kept as they come. */
    private static List<String> tags(Meta meta) {
        return meta.text("Tags").stream()
                .flatMap(tags -> Stream.of(tags.split(";")))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty() && tag.length() <= LONGEST_TAG)
                .limit(MOST_TAGS)
                .toList();
    }

    private static Optional<Instant> named(String name) {
        Matcher bookmark = NAME.matcher(name);
        return bookmark.matches() ? moment(bookmark.group(1)) : Optional.empty();
    }

    /**
     * A time as names carry it: {@code 20221102_101010}, {@code 20221102T101010Z}, RFC 3339, or seconds or milliseconds since 1970.
     */
    static Optional<Instant> moment(String text) {
        try {
            Matcher compact = COMPACT.matcher(text);
            if (compact.matches()) {
                return Optional.of(Instant.parse("%s-%s-%sT%s:%s:%sZ"
                        .formatted(
                                compact.group(1),
                                compact.group(2),
                                compact.group(3),
                                compact.group(4),
                                compact.group(5),
                                compact.group(6))));
            }
            if (text.matches("\\d{13}")) {
                return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
            }
            return text.matches("\\d{9,10}")
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                    : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
