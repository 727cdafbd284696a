package org.vidimus.server.fleet.support;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.handout.Visitors;

/** Faults that people report, and all that are known. Who reported one is for the ledger; the list says only that a person did. */
@Service
public class Faults {
    /** Whose camera it is, or who has it in their hands. */
    private static final String MINE = "(c.wearer = :me or exists (select 1 from hand_out h where h.camera = c.id"
            + " and h.until_at is null and h.person = :me))";

    private final Gate gate;
    private final Scopes scopes;
    private final Visitors visitors;
    private final JdbcClient sql;
    private final Clock clock;

    Faults(Gate gate, Scopes scopes, Visitors visitors, JdbcClient sql, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.visitors = visitors;
        this.sql = sql;
        this.clock = clock;
    }

    /** What a person can point at. Cameras and docks have codes of their own beside these. */
    public enum Code {
        NO_START,
        BATTERY_SHORT,
        BUTTON_OR_CLIP,
        LENS,
        SOUND,
        SCREEN,
        NOT_SEEN_BY_DOCK,
        OTHER
    }

    record CameraRef(UUID id, String serial) {}

    /**
     * Notes that a person says a camera is faulty.
     *
     * @param camera its id or its serial, whichever the caller has
     * @throws org.vidimus.server.Refused with {@code not-found} where there is none, or none that they may know of
     */
    public Instant report(Caller caller, String camera, Code code, Optional<String> text) {
        Optional<CameraRef> found = find(camera);
        // Whoever has a camera in their hands may say that it is broken, whosever it is.
        boolean inHand = found.filter(known -> isInHand(caller, known.id())).isPresent();
        Passage passage = (found.isPresent() && !inHand
                        ? Passage.of(
                                caller,
                                Action.FAULT_REPORT,
                                Subject.camera(found.get().id()))
                        : Passage.of(caller, Action.FAULT_REPORT))
                .with("fault", code.name());
        return gate.change(passage, outcome -> {
            CameraRef known = found.orElseThrow(() -> new CustodyProblem.NotFound().refused());
            if (inHand) {
                outcome.about(Subject.camera(known.id()));
            }
            // Told at a kiosk: whoever has just said there who they are.
            visitors.at(caller).ifPresent(person -> outcome.about(Subject.person(person.value()))
                    .note("person", person.toString()));
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            sql.sql("insert into camera_fault (camera, at, code, text, source) values (?, ?, ?, ?, 'PERSON')"
                            + " on conflict do nothing")
                    .param(known.id())
                    .param(at.atOffset(ZoneOffset.UTC))
                    .param(code.name())
                    .param(text.orElse(null))
                    .update();
            return at;
        });
    }

    private Optional<CameraRef> find(String camera) {
        return sql.sql("select id, serial from camera where serial = :camera or id::text = :camera")
                .param("camera", camera)
                .query((row, _) -> new CameraRef(row.getObject("id", UUID.class), row.getString("serial")))
                .optional();
    }

    private boolean isInHand(Caller caller, UUID camera) {
        return caller.person().isPresent()
                && sql.sql(
                                "select exists (select 1 from hand_out where camera = ? and person = ? and until_at is null)")
                        .params(camera, caller.person().get())
                        .query(Boolean.class)
                        .single();
    }

    /** The cameras that the caller has now, first those in their hands. */
    List<CameraRef> mine(Caller caller) {
        return gate.view(Passage.of(caller, Action.FAULT_REPORT), _ -> caller.person()
                .map(person -> sql.sql("""
                        select c.id, c.serial, h.from_at from camera c join hand_out h on h.camera = c.id
                        where h.until_at is null and h.person = :me
                        union
                        select c.id, c.serial, null from camera c where c.wearer = :me and c.standing = 'IN_SERVICE'
                        and not exists (select 1 from hand_out h where h.camera = c.id and h.until_at is null)
                        order by from_at desc nulls last, serial limit 20
                        """)
                        .param("me", person)
                        .query((row, _) -> new CameraRef(row.getObject("id", UUID.class), row.getString("serial")))
                        .list())
                .orElse(List.of()));
    }

    record Ticket(UUID id, long number) {}

    /** @param ticket the newest open one of its camera */
    record Fault(
            CameraRef camera,
            Optional<String> model,
            Instant at,
            String code,
            Optional<String> text,
            String source,
            Optional<Ticket> ticket) {}

    /** Newest first. A page ends between two instants: of one instant it has all, be they more than {@code limit}. */
    List<Fault> list(Caller caller, Optional<UUID> camera, Optional<Instant> before, int limit) {
        return gate.view(Passage.of(caller, Action.FAULT_LIST), _ -> {
            ScopeCondition seen = ScopeCondition.of(scopes.of(caller, Action.FAULT_LIST), Columns.of(MINE, "c.unit"));
            return sql.sql(
                            "select * from (select f.camera, f.at, f.code, f.text, f.source, c.serial, c.model, t.id as ticket, t.number"
                                    + " from camera_fault f join camera c on c.id = f.camera left join lateral (select id, number"
                                    + " from ticket where ticket.camera = f.camera and closed_at is null order by opened_at desc"
                                    + " limit 1) t on true where "
                                    + seen.text()
                                    + camera.map(_ -> " and f.camera = :camera").orElse("")
                                    + before.map(_ -> " and f.at < :before").orElse("")
                                    + " order by f.at desc fetch first (:limit) rows with ties) f"
                                    + " order by f.at desc, f.camera, f.code")
                    .params(seen.values())
                    .param("camera", camera.orElse(null))
                    .param(
                            "before",
                            before.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                    .param("limit", limit)
                    .query((row, _) -> new Fault(
                            new CameraRef(row.getObject("camera", UUID.class), row.getString("serial")),
                            Optional.ofNullable(row.getString("model")),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("code"),
                            Optional.ofNullable(row.getString("text")),
                            row.getString("source"),
                            Optional.ofNullable(row.getObject("ticket", UUID.class))
                                    .map(id -> new Ticket(id, number(row)))))
                    .list();
        });
    }

    private static long number(java.sql.ResultSet row) {
        try {
            return row.getLong("number");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
