package org.vidimus.server.fleet.handout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.fleet.Camera;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Readiness;
import org.vidimus.server.fleet.Readiness.Lack;
import org.vidimus.server.fleet.ReadySettings;
import org.vidimus.server.fleet.Standing;
import org.vidimus.server.fleet.WantedSettings;

/** Hand-outs in the database. Joins the transaction that is running. Whoever locks a person and a camera locks the person first. */
@Repository
class HandOutTable {
    private static final String OFFERS = """
            select c.id, c.serial, c.asset, c.standing, c.wearer, n.dock, n.dock_name, n.slot, n.slot_since, n.battery_percent,
                n.hand_out, n.holder, n.mode, n.from_at, n.reported_at, n.clock_offset_ms, n.clock_set, n.not_offloaded,
                n.not_secured, n.not_erased, n.slot_problem, n.looked_at, n.gaps, n.not_found
            from camera c join camera_now n on n.camera = c.id
            """;
    private static final int TRIED_MOST = 10;
    private static final int READ_MOST = 500;

    private final JdbcClient sql;
    private final ReadySettings settings;
    private final WantedSettings wanted;

    HandOutTable(JdbcClient sql, ReadySettings settings, WantedSettings wanted) {
        this.sql = sql;
        this.settings = settings;
        this.wanted = wanted;
    }

    /** Keeps others from giving this person something meanwhile. False for somebody who is not here. */
    boolean lockPerson(PersonId person) {
        return sql.sql("select 1 from person where id = ? and left_at is null for update")
                .param(person.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Keeps others from giving it away meanwhile, and reads it afterwards: as whoever came first has left it. */
    Optional<Offer> lock(CameraId camera) {
        sql.sql("select 1 from camera where id = ? for update")
                .param(camera.value())
                .query(row -> {});
        return offer(camera);
    }

    private Optional<Offer> offer(CameraId camera) {
        return sql.sql(OFFERS + "where c.id = ?")
                .param(camera.value())
                .query(this::read)
                .optional()
                .map(offer -> checked(List.of(offer)).getFirst());
    }

    private List<Offer> checked(List<Offer> offers) {
        Set<CameraId> differing =
                wanted.notAsWanted(offers.stream().map(Offer::camera).toList());
        return offers.stream()
                .map(offer -> differing.contains(offer.camera()) ? offer.lacking(Lack.SETTINGS_DIFFER) : offer)
                .toList();
    }

    /** What the person has; one camera unless an exception was made. */
    List<Offer> heldBy(PersonId person) {
        return checked(sql.sql(OFFERS + "where n.holder = ? order by n.from_at")
                .param(person.value())
                .query(this::read)
                .list());
    }

    /** Somebody was sent to its slot and did not find it. Counts until it comes into a slot anew. */
    void notFound(CameraId camera, Instant slotSince, Instant at, UUID kiosk) {
        sql.sql("""
                        insert into camera_not_found (camera, slot_since, said_at, kiosk) values (:camera, :since, :at, :kiosk)
                        on conflict (camera) do update set slot_since = excluded.slot_since, said_at = excluded.said_at,
                            kiosk = excluded.kiosk
                        """)
                .param("camera", camera.value())
                .param("since", slotSince.atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("kiosk", kiosk)
                .update();
    }

    /**
     * Ready cameras in slots without a problem that the person may take, the best first: one that is kept for them, then what has rested
     * longest, then what is charged most. Only in slots that are heard of: in others it may stand no more. A camera of a unit is for
     * those of that unit and below.
     *
     * @param within what whoever gives it may give
     * @param site only there; null for anywhere
     */
    List<CameraId> best(PersonId person, Scope within, @Nullable UUID site) {
        ScopeCondition seen = ScopeCondition.of(within, Columns.of("c.wearer = :me", "c.unit"));
        List<CameraId> able = sql
                .sql("""
                        with recursive up as (
                            select u.id, u.parent from unit u join person p on p.unit = u.id where p.id = :person
                            union select u.id, u.parent from unit u join up on u.id = up.parent)
                        select c.id from camera c join camera_now n on n.camera = c.id
                            left join lateral (select h.until_at as since from hand_out h where h.camera = c.id
                                order by h.from_at desc limit 1) rest on true
                        where c.standing = 'IN_SERVICE' and n.hand_out is null and n.slot_heard and n.report is not null
                            and n.looked_at
                            and n.not_offloaded = 0 and n.not_secured = 0 and n.not_erased = 0
                            and n.slot_problem is null and not n.not_found
                            and (n.clock_set or abs(coalesce(n.clock_offset_ms, 0)) <= :tolerance)
                            and coalesce(n.battery_percent, 100) >= :charged
                            and (c.wearer is null or c.wearer = :person)
                            and (c.unit is null or c.unit in (select id from up) or c.wearer = :person)
                            and (cast(:site as uuid) is null or n.site = :site) and
                        """ + seen.text() + """

                        order by c.wearer nulls last, rest.since nulls first, n.battery_percent desc nulls last, c.serial
                        limit :most
                        """)
                .param("person", person.value())
                .param("tolerance", settings.clockTolerance().toMillis())
                .param("charged", settings.chargedPercent())
                .param("site", site)
                .param("most", READ_MOST)
                .params(seen.values())
                .query(UUID.class)
                .list()
                .stream()
                .map(CameraId::new)
                .toList();
        Set<CameraId> differing = wanted.notAsWanted(able);
        return able.stream()
                .filter(camera -> !differing.contains(camera))
                .limit(TRIED_MOST)
                .toList();
    }

    /** What is given out as a single issue and has been put into a slot since. */
    List<Offer> docked() {
        return checked(sql.sql(OFFERS + "where n.mode = 'SINGLE_ISSUE' and n.slot_since > n.from_at")
                .query(this::read)
                .list());
    }

    Optional<CameraId> cameraOf(UUID handOut) {
        return sql.sql("select camera from hand_out where id = ?")
                .param(handOut)
                .query(UUID.class)
                .optional()
                .map(CameraId::new);
    }

    /** @param by null for a kiosk */
    UUID begin(
            Offer offer,
            PersonId person,
            Camera.Mode mode,
            Instant from,
            @Nullable UUID by,
            @Nullable String exception) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                        insert into hand_out (id, camera, person, mode, from_at, given_by, battery_percent, exception)
                        values (:id, :camera, :person, :mode, :from, :by, :battery, :exception)
                        """)
                .param("id", id)
                .param("camera", offer.camera().value())
                .param("person", person.value())
                .param("mode", mode.name())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("battery", offer.batteryPercent().orElse(null))
                .param("exception", exception)
                .update();
        return id;
    }

    /** One of another time; whoever is told of it twice keeps it once. */
    void takeOver(PastHandOuts.Past past) {
        sql.sql("""
                        insert into hand_out (id, camera, person, mode, from_at, until_at)
                        select :id, :camera, :person, 'SINGLE_ISSUE', :from, :until
                        where not exists (select 1 from hand_out where camera = :camera and from_at = :from)
                        """)
                .param("id", UUID.randomUUID())
                .param("camera", past.camera().value())
                .param("person", past.person().value())
                .param("from", past.from().atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        past.until().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
    }

    /**
     * @param by null for a dock and a kiosk
     * @return false if it had ended before
     */
    boolean end(UUID handOut, Instant at, @Nullable UUID by, @Nullable UUID dock, @Nullable String reason) {
        return sql.sql("""
                                update hand_out set until_at = greatest(:at, from_at), taken_by = :by, at_dock = :dock,
                                    end_reason = :reason
                                where id = :id and until_at is null
                                """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("dock", dock)
                        .param("reason", reason)
                        .param("id", handOut)
                        .update()
                == 1;
    }

    Optional<UUID> dockCalled(String name) {
        return sql.sql("select id from dock where name = ?")
                .param(name)
                .query(UUID.class)
                .optional();
    }

    private Offer read(ResultSet row, int n) throws SQLException {
        UUID out = row.getObject("hand_out", UUID.class);
        return new Offer(
                new CameraId(row.getObject("id", UUID.class)),
                row.getString("serial"),
                Optional.ofNullable(row.getString("asset")),
                Standing.valueOf(row.getString("standing")),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                out == null
                        ? Optional.empty()
                        : Optional.of(new Offer.Open(
                                out,
                                new PersonId(row.getObject("holder", UUID.class)),
                                Camera.Mode.valueOf(row.getString("mode")),
                                row.getObject("from_at", OffsetDateTime.class).toInstant())),
                Readiness.of(row, settings),
                Optional.ofNullable(row.getObject("dock", UUID.class)),
                Optional.ofNullable(row.getString("dock_name")),
                Optional.ofNullable(row.getString("slot")),
                instant(row, "slot_since"),
                instant(row, "reported_at"),
                Optional.ofNullable(row.getObject("battery_percent", Integer.class)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
