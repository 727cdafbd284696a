package org.vidimus.server.fleet.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.fleet.Standing;
import org.vidimus.server.fleet.support.Ticket.Entry;
import org.vidimus.server.fleet.support.Ticket.State;
import tools.jackson.databind.json.JsonMapper;

/** Tickets in the database. Joins the transaction that is running. */
@Repository
class TicketTable {
    private static final String TICKETS = """
            select t.*, c.serial, s.serial as spare_serial, d.name as dock_name from ticket t
            left join camera c on c.id = t.camera left join camera s on s.id = t.spare left join dock d on d.id = t.dock
            """;
    private static final int MOST = 500;

    private final JdbcClient sql;
    private final JsonMapper json;

    TicketTable(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** @return false where the same pattern has an open ticket already; nothing was changed then */
    boolean add(Ticket ticket, Optional<String> patternKey) {
        return sql.sql("""
                insert into ticket (id, state, camera, dock, slot, title, pattern_key, pattern, opened_at, opened_by)
                values (:id, :state, :camera, :dock, :slot, :title, :key, :pattern::jsonb, :at, :by)
                on conflict (pattern_key) where closed_at is null and pattern_key is not null do nothing
                """)
                        .param("id", ticket.id())
                        .param("state", ticket.state().name())
                        .param(
                                "camera",
                                ticket.camera().map(Faults.CameraRef::id).orElse(null))
                        .param("dock", ticket.dock().map(Ticket.DockRef::id).orElse(null))
                        .param("slot", ticket.slot().orElse(null))
                        .param("title", ticket.title())
                        .param("key", patternKey.orElse(null))
                        .param(
                                "pattern",
                                ticket.pattern().map(json::writeValueAsString).orElse(null))
                        .param("at", at(ticket.openedAt()))
                        .param("by", ticket.openedBy().orElse(null))
                        .update()
                == 1;
    }

    void append(UUID ticket, Entry entry) {
        sql.sql("""
                insert into ticket_entry (ticket, n, at, by_person, state, text, parts)
                select :ticket, coalesce(max(n), 0) + 1, :at, :by, :state, :text, :parts from ticket_entry where ticket = :ticket
                """)
                .param("ticket", ticket)
                .param("at", at(entry.at()))
                .param("by", entry.by().orElse(null))
                .param("state", entry.state().map(State::name).orElse(null))
                .param("text", entry.text().orElse(null))
                .param("parts", entry.parts().orElse(null))
                .update();
    }

    void change(UUID ticket, State state, Optional<String> reference, Optional<UUID> spare, Optional<Instant> closed) {
        sql.sql("update ticket set state = ?, supplier_reference = ?, spare = ?, closed_at = ? where id = ?")
                .param(state.name())
                .param(reference.orElse(null))
                .param(spare.orElse(null))
                .param(closed.map(TicketTable::at).orElse(null))
                .param(ticket)
                .update();
    }

    Optional<Ticket> lock(UUID id) {
        return sql.sql(TICKETS + "where t.id = ? for update of t")
                .param(id)
                .query(this::ticket)
                .optional();
    }

    Optional<Ticket> find(UUID id) {
        return sql.sql(TICKETS + "where t.id = ?")
                .param(id)
                .query(this::ticket)
                .optional()
                .map(ticket -> with(ticket, entries(List.of(id))));
    }

    enum Shown {
        OPEN,
        ALL
    }

    List<Ticket> list(Scope scope, Shown shown, Optional<UUID> camera) {
        ScopeCondition seen = seen(scope);
        List<Ticket> tickets = sql.sql(TICKETS + "where " + seen.text()
                        + (shown == Shown.OPEN ? " and t.closed_at is null" : "")
                        + camera.map(_ -> " and t.camera = :camera").orElse("")
                        + " order by t.number desc limit " + MOST)
                .params(seen.values())
                .param("camera", camera.orElse(null))
                .query(this::ticket)
                .list();
        Map<UUID, List<Entry>> entries =
                entries(tickets.stream().map(Ticket::id).toList());
        return tickets.stream().map(ticket -> with(ticket, entries)).toList();
    }

    boolean isSeen(Scope scope, UUID id) {
        ScopeCondition seen = seen(scope);
        return sql.sql(TICKETS + "where t.id = :id and " + seen.text())
                .params(seen.values())
                .param("id", id)
                .query(this::ticket)
                .optional()
                .isPresent();
    }

    private static ScopeCondition seen(Scope scope) {
        return ScopeCondition.of(scope, Columns.of("c.wearer = :me", "coalesce(c.unit, d.unit)"));
    }

    /** When the newest ticket about the same pattern was closed. */
    Optional<Instant> closed(String patternKey) {
        return sql.sql("select max(closed_at) from ticket where pattern_key = ?")
                .param(patternKey)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    record Held(String serial, Standing standing, boolean out) {}

    /** The camera's row is held until the transaction ends, so that two tickets do not decide about it at once. */
    Held hold(UUID camera) {
        return sql.sql("select serial, standing, exists (select 1 from hand_out h where h.camera = camera.id"
                        + " and h.until_at is null) as out from camera where id = ? for update")
                .param(camera)
                .query((row, _) -> new Held(
                        row.getString("serial"), Standing.valueOf(row.getString("standing")), row.getBoolean("out")))
                .single();
    }

    boolean isRepairedElsewhere(UUID camera, UUID otherThan) {
        return sql.sql("select exists (select 1 from ticket where camera = ? and id <> ? and closed_at is null"
                        + " and state in ('AT_SUPPLIER', 'WAITING_FOR_PARTS'))")
                .params(camera, otherThan)
                .query(Boolean.class)
                .single();
    }

    /** Mean days from opening to mended, by the camera's maker and model. */
    Map<String, Double> repairDays(Instant from) {
        Map<String, Double> days = new HashMap<>();
        sql.sql("select trim(concat(c.maker, ' ', c.model)) as kind,"
                        + " avg(extract(epoch from t.closed_at - t.opened_at)) / 86400 as days from ticket t"
                        + " join camera c on c.id = t.camera where t.state = 'MENDED' and t.closed_at >= ? group by 1")
                .param(at(from))
                .query(row -> {
                    days.put(row.getString("kind"), row.getDouble("days"));
                });
        return days;
    }

    private Map<UUID, List<Entry>> entries(List<UUID> tickets) {
        Map<UUID, List<Entry>> entries = new HashMap<>();
        sql.sql("select * from ticket_entry where ticket = any(?) order by ticket, n")
                .param(tickets.toArray(UUID[]::new))
                .query(row -> {
                    entries.computeIfAbsent(row.getObject("ticket", UUID.class), _ -> new ArrayList<>())
                            .add(new Entry(
                                    row.getObject("at", OffsetDateTime.class).toInstant(),
                                    Optional.ofNullable(row.getObject("by_person", UUID.class)),
                                    Optional.ofNullable(row.getString("state")).map(State::valueOf),
                                    Optional.ofNullable(row.getString("text")),
                                    Optional.ofNullable(row.getString("parts"))));
                });
        return entries;
    }

    private static Ticket with(Ticket t, Map<UUID, List<Entry>> entries) {
        return new Ticket(
                t.id(),
                t.number(),
                t.state(),
                t.title(),
                t.camera(),
                t.dock(),
                t.slot(),
                t.supplierReference(),
                t.spare(),
                t.pattern(),
                t.openedAt(),
                t.openedBy(),
                t.closedAt(),
                entries.getOrDefault(t.id(), List.of()));
    }

    private Ticket ticket(ResultSet row, int n) throws SQLException {
        return new Ticket(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                State.valueOf(row.getString("state")),
                row.getString("title"),
                camera(row, "camera", "serial"),
                row.getObject("dock", UUID.class) == null
                        ? Optional.empty()
                        : Optional.of(
                                new Ticket.DockRef(row.getObject("dock", UUID.class), row.getString("dock_name"))),
                Optional.ofNullable(row.getString("slot")),
                Optional.ofNullable(row.getString("supplier_reference")),
                camera(row, "spare", "spare_serial"),
                Optional.ofNullable(row.getString("pattern")).map(text -> json.readValue(text, Pattern.class)),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("opened_by", UUID.class)),
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                List.of());
    }

    private static Optional<Faults.CameraRef> camera(ResultSet row, String id, String serial) throws SQLException {
        UUID camera = row.getObject(id, UUID.class);
        return camera == null ? Optional.empty() : Optional.of(new Faults.CameraRef(camera, row.getString(serial)));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
