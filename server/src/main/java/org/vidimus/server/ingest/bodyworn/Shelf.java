package org.vidimus.server.ingest.bodyworn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.ingest.Deliveries.Reason;
import org.vidimus.server.vault.ObjectId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The containers and objects of all doors. Whoever changes one joins a transaction and locks its container first. */
@Repository
class Shelf {
    private static final String CONTAINERS = """
            select c.id, c.door, c.name, c.kind, c.meta, c.wearer, c.evidence, c.status, c.made_at, c.changed_at
            from integration_container c
            """;
    private static final String OBJECTS = """
            select o.id, o.container, o.name, o.version, o.kind, o.state, o.etag, o.length_bytes, o.content_type, o.meta, o.content,
                o.object, o.upload, o.evidence, o.original, o.part, o.problem, o.problem_detail, o.made_at
            from integration_object o
            """;
    private static final TypeReference<Map<String, String>> META = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    Shelf(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Container> find(DoorId door, String name) {
        return sql.sql(CONTAINERS + "where c.door = ? and c.name = ?")
                .params(door.value(), name)
                .query(this::container)
                .optional();
    }

    /** The same, and nobody else changes it or what is in it until this transaction ends. */
    Optional<Container> locked(DoorId door, String name) {
        return sql.sql(CONTAINERS + "where c.door = ? and c.name = ? for update")
                .params(door.value(), name)
                .query(this::container)
                .optional();
    }

    /** @return whether it was not there before */
    boolean add(DoorId door, String name, Instant now) {
        return sql.sql("""
                                insert into integration_container (id, door, name, kind, made_at, changed_at)
                                values (:id, :door, :name, :kind, :now, :now) on conflict (door, name) do nothing
                                """)
                        .param("id", UUID.randomUUID())
                        .param("door", door.value())
                        .param("name", name)
                        .param("kind", Container.Kind.of(name, Meta.NONE).name())
                        .param("now", Doors.time(now))
                        .update()
                == 1;
    }

    int containers(DoorId door) {
        return sql.sql("select count(*) from integration_container where door = ?")
                .param(door.value())
                .query(Integer.class)
                .single();
    }

    int objects(UUID container) {
        return sql.sql("select count(*) from integration_object where container = ?")
                .param(container)
                .query(Integer.class)
                .single();
    }

    /** What is said of it now. A recording that was complete stays so. */
    void describe(Container container, Meta meta, Container.Kind kind, Optional<PersonId> wearer, Instant now) {
        boolean recording = kind == Container.Kind.RECORDING;
        boolean says = meta.text("Status").filter("complete"::equalsIgnoreCase).isPresent();
        sql.sql("""
                        update integration_container set meta = cast(:meta as jsonb), kind = :kind, serial = :serial,
                            user_key = :user, wearer = :wearer, changed_at = :now, status = case when not :recording then null
                                when :complete or status = 'COMPLETE' then 'COMPLETE' else 'TRANSFERRING' end,
                            completed_at = case when :complete then coalesce(completed_at, :now) else completed_at end
                        where id = :id
                        """)
                .param("meta", json.writeValueAsString(meta.sent()))
                .param("kind", kind.name())
                .param(
                        "serial",
                        recording
                                ? Container.serial(container.name(), meta)
                                        .map(Doors::storable)
                                        .orElse(null)
                                : null,
                        Types.VARCHAR)
                .param(
                        "user",
                        recording
                                ? Container.userKey(container.name(), meta)
                                        .map(Doors::storable)
                                        .orElse(null)
                                : null,
                        Types.VARCHAR)
                .param("wearer", wearer.map(PersonId::value).orElse(null), Types.OTHER)
                .param("recording", recording)
                .param("complete", recording && says)
                .param("now", Doors.time(now))
                .param("id", container.id())
                .update();
    }

    void became(Container container, EvidenceId evidence, Instant now) {
        sql.sql(
                        "update integration_container set evidence = coalesce(evidence, :evidence), changed_at = :now where id = :id")
                .param("evidence", evidence.value())
                .param("now", Doors.time(now))
                .param("id", container.id())
                .update();
    }

    void touched(Container container, Instant now) {
        sql.sql("update integration_container set changed_at = ? where id = ?")
                .params(Doors.time(now), container.id())
                .update();
    }

    Optional<Thing> current(UUID container, String name) {
        return sql.sql(OBJECTS + "where o.container = ? and o.name = ? and o.current")
                .params(container, name)
                .query(this::thing)
                .optional();
    }

    List<Thing> current(UUID container) {
        return sql.sql(OBJECTS + "where o.container = ? and o.current order by o.name")
                .param(container)
                .query(this::thing)
                .list();
    }

    /** Every clip that became an original of the evidence, once each, as its newest version describes it. */
    List<Thing> clips(UUID container, EvidenceId evidence) {
        return sql.sql("select distinct on (o.original) " + OBJECTS.strip().substring("select ".length())
                        + " where o.container = ? and o.kind = 'CLIP' and o.evidence = ? and o.original is not null"
                        + " order by o.original, o.state <> 'SEALED', o.current desc, o.made_at desc")
                .params(container, evidence.value())
                .query(this::thing)
                .list();
    }

    /** An object of the container that became evidence and whose stored copy is known to be broken since. */
    Optional<String> broken(UUID container) {
        return sql.sql("""
                        select o.name from integration_object o
                        join upload u on u.evidence_id = o.evidence and u.original_n = o.original
                        where o.container = ? and u.state = 'SEALED' and u.problem is not null order by o.name limit 1
                        """).param(container).query(String.class).optional();
    }

    /** What came of these uploads, where that waits in quarantine for its camera to be known. */
    List<Thing> strangers(Collection<UUID> uploads) {
        return sql.sql(
                        OBJECTS
                                + "where o.upload = any(?) and o.state = 'QUARANTINED' and o.problem = 'camera-unknown' order by o.id")
                .param(uploads.toArray(UUID[]::new))
                .query(this::thing)
                .list();
    }

    Container get(UUID container) {
        return sql.sql(CONTAINERS + "where c.id = ?")
                .param(container)
                .query(this::container)
                .single();
    }

    Container locked(UUID container) {
        return sql.sql(CONTAINERS + "where c.id = ? for update")
                .param(container)
                .query(this::container)
                .single();
    }

    /** It left the quarantine, or is there for another reason. */
    void ended(Thing thing) {
        sql.sql("""
                        update integration_object set state = :state, object = :object, evidence = :evidence, original = :original,
                            part = :part, problem = :problem, problem_detail = :detail
                        where id = :id
                        """)
                .param("id", thing.id())
                .param("state", thing.state().name())
                .param("object", thing.object().map(ObjectId::value).orElse(null), Types.OTHER)
                .param("evidence", thing.evidence().map(EvidenceId::value).orElse(null), Types.OTHER)
                .param("original", thing.original().orElse(null), Types.INTEGER)
                .param("part", thing.part().orElse(null), Types.INTEGER)
                .param("problem", thing.problem().map(Reason::code).orElse(null), Types.VARCHAR)
                .param(
                        "detail",
                        thing.problem().map(Reason::detail).map(Doors::storable).orElse(null),
                        Types.VARCHAR)
                .update();
    }

    /** Those whose names begin like this, in the order of their names. */
    List<Thing> beginning(UUID container, String prefix, int most) {
        return sql.sql(OBJECTS
                        + "where o.container = ? and o.current and starts_with(o.name, ?) order by o.name limit ?")
                .params(container, prefix, most)
                .query(this::thing)
                .list();
    }

    /** Every version that went into evidence as this original, with its container's other objects reachable by it. */
    Optional<Thing> ofOriginal(OriginalId original) {
        return sql.sql(OBJECTS
                        + "where o.evidence = ? and o.original = ? order by o.state <> 'SEALED', o.made_at limit 1")
                .params(original.evidence().value(), original.n())
                .query(this::thing)
                .optional();
    }

    /** The highest part of the recording that a clip took. */
    int lastPart(UUID container) {
        return sql.sql("select coalesce(max(part), 0) from integration_object where container = ?")
                .param(container)
                .query(Integer.class)
                .single();
    }

    int lastVersion(UUID container, String name) {
        return sql.sql("select coalesce(max(version), 0) from integration_object where container = ? and name = ?")
                .params(container, name)
                .query(Integer.class)
                .single();
    }

    /** The version that counts from now on; the one before stays. */
    void put(Thing thing) {
        sql.sql("update integration_object set current = false where container = ? and name = ? and current")
                .params(thing.container(), thing.name())
                .update();
        sql.sql("""
                        insert into integration_object (id, container, name, version, current, kind, state, etag, length_bytes,
                            content_type, meta, content, object, upload, evidence, original, part, problem, problem_detail, made_at)
                        values (:id, :container, :name, :version, true, :kind, :state, :etag, :length, :type,
                            cast(:meta as jsonb), :content, :object, :upload, :evidence, :original, :part, :problem, :detail, :at)
                        """)
                .param("id", thing.id())
                .param("container", thing.container())
                .param("name", thing.name())
                .param("version", thing.version())
                .param("kind", thing.kind().name())
                .param("state", thing.state().name())
                .param("etag", thing.etag())
                .param("length", thing.lengthBytes())
                .param("type", thing.contentType())
                .param("meta", json.writeValueAsString(thing.meta().sent()))
                .param("content", thing.content(), Types.BINARY)
                .param("object", thing.object().map(ObjectId::value).orElse(null), Types.OTHER)
                .param("upload", thing.upload().orElse(null), Types.OTHER)
                .param("evidence", thing.evidence().map(EvidenceId::value).orElse(null), Types.OTHER)
                .param("original", thing.original().orElse(null), Types.INTEGER)
                .param("part", thing.part().orElse(null), Types.INTEGER)
                .param("problem", thing.problem().map(Reason::code).orElse(null), Types.VARCHAR)
                .param(
                        "detail",
                        thing.problem().map(Reason::detail).map(Doors::storable).orElse(null),
                        Types.VARCHAR)
                .param("at", Doors.time(thing.madeAt()))
                .update();
    }

    /** The same bytes again, or new words about them. */
    void describe(UUID object, Meta meta, @Nullable String contentType, Instant at) {
        sql.sql("""
                        update integration_object set meta = cast(:meta as jsonb), content_type = coalesce(:type, content_type),
                            made_at = :at
                        where id = :id
                        """)
                .param("meta", json.writeValueAsString(meta.sent()))
                .param("type", contentType, Types.VARCHAR)
                .param("at", Doors.time(at))
                .param("id", object)
                .update();
    }

    void joined(UUID object) {
        sql.sql("update integration_object set state = 'JOINED', object = null where id = ?")
                .param(object)
                .update();
    }

    void draft(ObjectId object, DoorId door, Instant now) {
        sql.sql("insert into integration_draft (object, door, since) values (?, ?, ?)")
                .params(object.value(), door.value(), Doors.time(now))
                .update();
    }

    /** @return whether it was one */
    boolean undraft(ObjectId object) {
        return sql.sql("delete from integration_draft where object = ?")
                        .param(object.value())
                        .update()
                == 1;
    }

    List<ObjectId> draftsBefore(Instant at) {
        return sql.sql("select object from integration_draft where since < ? order by since limit 1000")
                .param(Doors.time(at))
                .query((row, i) -> new ObjectId(row.getObject("object", UUID.class)))
                .list();
    }

    private Container container(ResultSet row, int i) throws SQLException {
        return new Container(
                row.getObject("id", UUID.class),
                new DoorId(row.getObject("door", UUID.class)),
                row.getString("name"),
                Container.Kind.valueOf(row.getString("kind")),
                new Meta(json.readValue(row.getString("meta"), META)),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("evidence", UUID.class)).map(EvidenceId::new),
                "COMPLETE".equals(row.getString("status")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private Thing thing(ResultSet row, int i) throws SQLException {
        String problem = row.getString("problem");
        return new Thing(
                row.getObject("id", UUID.class),
                row.getObject("container", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                Thing.Kind.valueOf(row.getString("kind")),
                Thing.State.valueOf(row.getString("state")),
                row.getString("etag"),
                row.getLong("length_bytes"),
                row.getString("content_type"),
                new Meta(json.readValue(row.getString("meta"), META)),
                row.getBytes("content"),
                Optional.ofNullable(row.getObject("object", UUID.class)).map(ObjectId::new),
                Optional.ofNullable(row.getObject("upload", UUID.class)),
                Optional.ofNullable(row.getObject("evidence", UUID.class)).map(EvidenceId::new),
                Optional.ofNullable(row.getObject("original", Integer.class)),
                Optional.ofNullable(row.getObject("part", Integer.class)),
                problem == null ? Optional.empty() : Optional.of(new Reason(problem, row.getString("problem_detail"))),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
