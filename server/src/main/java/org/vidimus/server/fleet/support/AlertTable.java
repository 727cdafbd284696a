package org.vidimus.server.fleet.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.notices.Channel;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and their rules in the database. Joins the transaction that is running. */
@Repository
class AlertTable {
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final String ALERTS = """
            select a.*, coalesce(c.serial, d.name, '') as name from alert a left join camera c on c.id = a.camera
            left join dock d on d.id = a.dock
            """;
    /** Of each kind: thousands of one do not hide the only one of another. */
    private static final String LISTED = """
            select a.*, coalesce(c.serial, d.name, '') as name from unnest(:kinds) with ordinality k (kind, place)
            cross join lateral (select * from alert where alert.kind = k.kind and (:ended or alert.ended_at is null)
                order by ended_at desc, since desc, id limit :most) a
            left join camera c on c.id = a.camera left join dock d on d.id = a.dock
            order by k.place, a.ended_at desc, a.since desc, a.id
            """;

    private static final int MOST = 200;
    private static final Comparator<Alert> WORST_FIRST =
            Comparator.comparing(Alert::kind).thenComparing(Alert::name);

    private final JdbcClient sql;
    private final JsonMapper json;

    AlertTable(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** @param name the camera's serial, the dock's name; the empty text for the house itself */
    record Alert(
            UUID id,
            AlertKind kind,
            String name,
            Optional<UUID> camera,
            Optional<UUID> dock,
            Map<String, Object> facts,
            Instant since,
            Optional<Instant> endedAt,
            Optional<UUID> takenBy,
            Optional<Instant> takenAt) {}

    record Rule(AlertKind kind, boolean active, int threshold) {}

    /** All of them; a kind that nobody changed is as it comes. */
    Map<AlertKind, Rule> rules() {
        Map<AlertKind, Rule> rules = new EnumMap<>(AlertKind.class);
        for (AlertKind kind : AlertKind.values()) {
            rules.put(kind, new Rule(kind, true, kind.threshold()));
        }
        sql.sql("select kind, active, threshold from alert_rule").query(row -> {
            AlertKind kind = AlertKind.valueOf(row.getString("kind"));
            rules.put(kind, new Rule(kind, row.getBoolean("active"), row.getInt("threshold")));
        });
        return rules;
    }

    void set(Rule rule, Instant now, Optional<UUID> by) {
        sql.sql("insert into alert_rule (kind, active, threshold, changed_at, changed_by) values (?, ?, ?, ?, ?)"
                        + " on conflict (kind) do update set active = excluded.active, threshold = excluded.threshold,"
                        + " changed_at = excluded.changed_at, changed_by = excluded.changed_by")
                .param(rule.kind().name())
                .param(rule.active())
                .param(rule.threshold())
                .param(at(now))
                .param(by.orElse(null))
                .update();
    }

    /** One host looks at a time, so that none begins what another is just ending. Until the transaction ends. */
    void waitForOurTurn() {
        sql.sql("select pg_advisory_xact_lock(hashtext('vidimus fleet watch'))").query(row -> {});
    }

    Set<String> open(AlertKind kind) {
        return new HashSet<>(sql.sql("select key from alert where kind = ? and ended_at is null")
                .param(kind.name())
                .query(String.class)
                .list());
    }

    /** Goes on with one that ended after {@code endedAfter}, or begins another: what comes and goes is one alert. */
    void begin(AlertKind kind, Found found, Instant now, Instant endedAfter) {
        int again = sql.sql("update alert set ended_at = null, facts = ?::jsonb where id = (select id from alert"
                        + " where kind = ? and key = ? and ended_at > ? order by ended_at desc limit 1)")
                .params(json.writeValueAsString(found.facts()), kind.name(), found.key(), at(endedAfter))
                .update();
        if (again == 0) {
            sql.sql("insert into alert (id, kind, key, camera, dock, facts, since) values (?, ?, ?, ?, ?, ?::jsonb, ?)"
                            + " on conflict (kind, key) where ended_at is null do nothing")
                    .param(UUID.randomUUID())
                    .param(kind.name())
                    .param(found.key())
                    .param(found.camera().orElse(null))
                    .param(found.dock().orElse(null))
                    .param(json.writeValueAsString(found.facts()))
                    .param(at(now))
                    .update();
        }
    }

    void goesOn(AlertKind kind, Found found) {
        sql.sql("update alert set facts = ?::jsonb where kind = ? and key = ? and ended_at is null"
                        + " and facts is distinct from ?::jsonb")
                .params(
                        json.writeValueAsString(found.facts()),
                        kind.name(),
                        found.key(),
                        json.writeValueAsString(found.facts()))
                .update();
    }

    void end(AlertKind kind, Set<String> keys, Instant now) {
        sql.sql("update alert set ended_at = ? where kind = ? and key = any(?) and ended_at is null")
                .params(at(now), kind.name(), keys.toArray(String[]::new))
                .update();
    }

    enum Shown {
        OPEN,
        ALL
    }

    /** By kind, the worst first: what is so now before what has ended, the newest first. */
    List<Alert> list(Shown shown) {
        return sql.sql(LISTED)
                .param("kinds", Stream.of(AlertKind.values()).map(Enum::name).toArray(String[]::new))
                .param("ended", shown == Shown.ALL)
                .param("most", MOST)
                .query(this::alert)
                .list();
    }

    /** How many there are now, however many of them are listed. */
    Map<AlertKind, Integer> open() {
        Map<AlertKind, Integer> open = new EnumMap<>(AlertKind.class);
        sql.sql("select kind, count(*) as n from alert where ended_at is null group by kind")
                .query(row -> {
                    open.put(AlertKind.valueOf(row.getString("kind")), row.getInt("n"));
                });
        return open;
    }

    /** What began since there is the channel, is still so, and was not told to it yet. */
    List<Alert> untold(Channel channel) {
        return sql
                .sql(ALERTS + "where a.ended_at is null and a.since > :made and not exists"
                        + " (select 1 from alert_told t where t.channel = :channel and t.alert = a.id)")
                .param("made", at(channel.madeAt()))
                .param("channel", channel.id())
                .query(this::alert)
                .stream()
                .sorted(WORST_FIRST)
                .toList();
    }

    /** What the channel was told of, and what ended at {@code endedUntil} or before. */
    List<Alert> over(Channel channel, Instant endedUntil) {
        return sql
                .sql(ALERTS + "join alert_told t on t.alert = a.id where t.channel = ? and a.ended_at <= ?")
                .params(channel.id(), at(endedUntil))
                .query(this::alert)
                .stream()
                .sorted(WORST_FIRST)
                .toList();
    }

    void told(Channel channel, List<Alert> begun, List<Alert> over) {
        sql.sql("insert into alert_told (channel, alert) select ?, unnest(?)")
                .params(channel.id(), ids(begun))
                .update();
        sql.sql("delete from alert_told where channel = ? and alert = any(?)")
                .params(channel.id(), ids(over))
                .update();
    }

    private static UUID[] ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::id).toArray(UUID[]::new);
    }

    boolean take(UUID id, UUID person, Instant now) {
        return sql.sql("update alert set taken_by = ?, taken_at = ? where id = ? and ended_at is null")
                        .params(person, at(now), id)
                        .update()
                == 1;
    }

    Optional<Alert> find(UUID id) {
        return sql.sql(ALERTS + "where a.id = ?").param(id).query(this::alert).optional();
    }

    private Alert alert(ResultSet row, int n) throws SQLException {
        return new Alert(
                row.getObject("id", UUID.class),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("name"),
                Optional.ofNullable(row.getObject("camera", UUID.class)),
                Optional.ofNullable(row.getObject("dock", UUID.class)),
                json.readValue(row.getString("facts"), FACTS),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                Optional.ofNullable(row.getObject("taken_by", UUID.class)),
                instant(row, "taken_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
