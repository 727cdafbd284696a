package org.vidimus.server.ingest.bodyworn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is in an account or in a container, in the order of the names' bytes and page by page, as Swift lists it. */
@Repository
class Listings {
    static final int MOST = 10_000;

    private final JdbcClient sql;

    Listings(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param marker names behind this one; {@code endMarker} before that one; empty for no bound
     * @param delimiter what comes behind it, after the prefix, is folded into one entry
     */
    record Asked(int limit, String marker, String endMarker, String prefix, String delimiter) {}

    /** @param folded whether it stands for all that begin like this */
    record Entry(String name, boolean folded, long count, long bytes, String etag, String type, Instant at) {
        private static Entry folding(String name) {
            return new Entry(name, true, 0, 0, "", "", Instant.EPOCH);
        }
    }

    /** @param count of containers, where there may be some */
    record Sums(long count, long objects, long bytes) {}

    Sums ofContainer(UUID container) {
        return sql.sql("select count(*) as objects, coalesce(sum(length_bytes), 0) as bytes from integration_object"
                        + " where container = ? and current")
                .param(container)
                .query((row, i) -> new Sums(0, row.getLong("objects"), row.getLong("bytes")))
                .single();
    }

    Sums ofAccount(DoorId door) {
        return sql.sql("""
                        select (select count(*) from integration_container where door = :door) as containers, count(*) as objects,
                            coalesce(sum(o.length_bytes), 0) as bytes
                        from integration_container c join integration_object o on o.container = c.id and o.current
                        where c.door = :door
                        """)
                .param("door", door.value())
                .query((row, i) -> new Sums(row.getLong("containers"), row.getLong("objects"), row.getLong("bytes")))
                .single();
    }

    List<Entry> containers(DoorId door, Asked asked) {
        return folded(asked, (marker, most) -> sql.sql("""
                        select c.name, c.changed_at as at, s.n, s.bytes, '' as etag, '' as content_type
                        from integration_container c left join lateral (select count(*) as n, coalesce(sum(o.length_bytes), 0) as bytes
                            from integration_object o where o.container = c.id and o.current) s on true
                        where c.door = :of and c.name > :marker and (:end = '' or c.name < :end) and starts_with(c.name, :prefix)
                        order by c.name limit :most
                        """)
                .param("of", door.value())
                .param("marker", marker)
                .param("end", asked.endMarker())
                .param("prefix", asked.prefix())
                .param("most", most)
                .query(Listings::entry)
                .list());
    }

    List<Entry> objects(UUID container, Asked asked) {
        return folded(asked, (marker, most) -> sql.sql("""
                        select o.name, o.made_at as at, 0 as n, o.length_bytes as bytes, o.etag, o.content_type
                        from integration_object o
                        where o.container = :of and o.current and o.name > :marker and (:end = '' or o.name < :end)
                            and starts_with(o.name, :prefix)
                        order by o.name limit :most
                        """)
                .param("of", container)
                .param("marker", marker)
                .param("end", asked.endMarker())
                .param("prefix", asked.prefix())
                .param("most", most)
                .query(Listings::entry)
                .list());
    }

    @FunctionalInterface
    private interface Page {
        List<Entry> behind(String marker, int most);
    }

    private static List<Entry> folded(Asked asked, Page page) {
        List<Entry> entries = new ArrayList<>();
        String marker = first(asked);
        while (entries.size() < asked.limit()) {
            List<Entry> found = page.behind(marker, asked.limit() - entries.size());
            if (found.isEmpty()) {
                break;
            }
            Optional<String> jump = Optional.empty();
            for (Entry entry : found) {
                Optional<String> fold = fold(entry.name(), asked);
                marker = entry.name();
                if (fold.isPresent()) {
                    if (!fold.get().equals(asked.marker())) {
                        entries.add(Entry.folding(fold.get()));
                    }
                    jump = fold;
                    break;
                }
                entries.add(entry);
            }
            // Behind everything that begins like the fold: no name has a character beyond this one.
            marker = jump.map(fold -> fold + Character.toString(Character.MAX_CODE_POINT))
                    .orElse(marker);
        }
        return entries;
    }

    private static String first(Asked asked) {
        boolean wasFold = !asked.delimiter().isEmpty() && asked.marker().endsWith(asked.delimiter());
        return wasFold ? asked.marker() + Character.toString(Character.MAX_CODE_POINT) : asked.marker();
    }

    private static Optional<String> fold(String name, Asked asked) {
        if (asked.delimiter().isEmpty()) {
            return Optional.empty();
        }
        int at = name.indexOf(asked.delimiter(), asked.prefix().length());
        return at < 0
                ? Optional.empty()
                : Optional.of(name.substring(0, at + asked.delimiter().length()));
    }

    private static Entry entry(ResultSet row, int i) throws SQLException {
        return new Entry(
                row.getString("name"),
                false,
                row.getLong("n"),
                row.getLong("bytes"),
                row.getString("etag"),
                row.getString("content_type"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
