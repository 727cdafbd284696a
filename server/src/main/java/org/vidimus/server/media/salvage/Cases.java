package org.vidimus.server.media.salvage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.ingest.Mishaps.Mishap;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** The rows of salvage. A case is never deleted. */
@Repository
class Cases {
    private static final String CASES = """
            select c.id, c.cause, c.opened_at, c.camera, c.camera_id, c.recording, c.part, c.name, c.evidence, c.n, c.upload, c.said,
                c.seen, c.seen_at, c.closed_at, c.closed_by, c.closed_how, c.closed_reason,
                a.state as attempt_state, a.progress,
                (select count(*) from salvage_result r join salvage_attempt b on b.id = r.attempt where b.salvage_case = c.id) as results
            from salvage_case c
            left join lateral (select * from salvage_attempt a where a.salvage_case = c.id order by a.number desc limit 1) a on true
            left join evidence e on e.id = c.evidence
            """;

    private static final ScopeCondition.Columns COLUMNS = new ScopeCondition.Columns(
            Optional.of("c.wearer = :me"),
            Optional.of("c.unit"),
            Optional.of("coalesce(e.level, 'OPEN')"),
            Optional.empty(),
            Optional.empty());

    private final JdbcClient sql;
    private final JsonMapper json;

    Cases(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Why a case was opened. */
    enum Cause {
        NOT_PLAYABLE,
        DAMAGED,
        CARD_IMAGE,
        UPLOAD_REFUSED,
        UPLOAD_EXPIRED,
        MEDIUM
    }

    /** Where an attempt stands. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        NOTHING,
        FAILED
    }

    record Closing(Instant at, Optional<UUID> by, String how, Optional<String> reason) {}

    record Case(
            UUID id,
            Cause cause,
            Instant openedAt,
            Optional<String> camera,
            Optional<UUID> cameraId,
            Optional<String> recording,
            Optional<Integer> part,
            String name,
            Optional<OriginalId> original,
            Optional<UUID> upload,
            String said,
            int seen,
            Instant seenAt,
            Optional<Closing> closing,
            Optional<State> attempt,
            double progress,
            int results) {}

    record Attempt(
            UUID id,
            UUID salvageCase,
            int number,
            Optional<UUID> askedBy,
            Instant askedAt,
            Optional<OriginalId> reference,
            Optional<Sha256> referenceSha256,
            State state,
            double progress,
            Optional<String> step,
            int begun,
            Optional<Instant> nextTryAt,
            Optional<Instant> endedAt,
            Optional<String> said,
            String program) {}

    record Result(UUID attempt, int number, EvidenceId evidence, Report report) {}

    /** Opens a case about an original unless one is open. @return the new case, empty if there was one */
    Optional<UUID> open(Cause cause, OriginalId original, String said, Instant at) {
        return sql.sql("""
                        insert into salvage_case (id, cause, opened_at, camera, unit, wearer, recording, part, name, evidence, n, said,
                            seen_at)
                        select :id, :cause, :at, e.camera, e.unit, e.wearer, e.recording, o.part, o.name, o.evidence, o.n, :said, :at
                        from original o join evidence e on e.id = o.evidence
                        where o.evidence = :evidence and o.n = :n and e.kind <> 'DERIVATIVE'
                        on conflict (evidence, n) where closed_at is null and evidence is not null
                        do update set seen = salvage_case.seen + 1, seen_at = excluded.seen_at
                        returning id, seen
                        """)
                .param("id", UUID.randomUUID())
                .param("cause", cause.name())
                .param("at", time(at))
                .param("evidence", original.evidence().value())
                .param("n", original.n())
                .param("said", shortened(said))
                .query((row, _) ->
                        row.getInt("seen") == 1 ? Optional.of(row.getObject("id", UUID.class)) : Optional.<UUID>empty())
                .optional()
                .flatMap(found -> found);
    }

    /** Opens a case about a file that did not come off, or notes that it was seen again. */
    void open(Mishap mishap, Instant at) {
        sql.sql("""
                        insert into salvage_case (id, cause, opened_at, camera, camera_id, unit, wearer, recording, part, name, upload,
                            said, seen_at)
                        values (:id, :cause, :at, :camera, :cameraId, :unit, :wearer, :recording, :part, :name, :upload, :said, :at)
                        on conflict (camera, coalesce(recording, ''), coalesce(part, 0), name)
                            where closed_at is null and evidence is null
                        do update set seen = salvage_case.seen + 1, seen_at = excluded.seen_at, said = excluded.said,
                            cause = excluded.cause, upload = coalesce(excluded.upload, salvage_case.upload)
                        """)
                .param("id", UUID.randomUUID())
                .param("cause", mishap.cause().name())
                .param("at", time(at))
                .param("camera", mishap.camera().orElse(null))
                .param("cameraId", mishap.cameraId().orElse(null))
                .param("unit", mishap.unit().map(unit -> unit.value()).orElse(null))
                .param("wearer", mishap.wearer().map(person -> person.value()).orElse(null))
                .param("recording", mishap.recording().orElse(null))
                .param("part", mishap.part().orElse(null))
                .param("name", shortened(mishap.file()))
                .param("upload", mishap.upload().orElse(null))
                .param("said", shortened(mishap.said()))
                .update();
    }

    /**
     * Closes the cases of a file of which no bytes were here, now that it came: of this name, with or without the folders it lies
     * in, and of this part, for cameras give one name to many. A case of which nobody knows the part stays for a person.
     */
    int arrived(String camera, String recording, int part, String file, Instant at) {
        return sql.sql("""
                        update salvage_case set closed_at = :at, closed_how = 'ARRIVED' where camera = :camera and closed_at is null
                            and evidence is null and recording = :recording and part = :part
                            and (name = :file or name like '%/' || cast(:pattern as text) escape '!')
                        """)
                .param("at", time(at))
                .param("camera", camera)
                .param("recording", recording)
                .param("part", part)
                .param("file", file)
                .param("pattern", file.replace("!", "!!").replace("%", "!%").replace("_", "!_"))
                .update();
    }

    /** Closes the case of an upload that left the quarantine. */
    void admitted(UUID upload, Instant at) {
        sql.sql("""
                        update salvage_case set closed_at = :at, closed_how = 'ARRIVED'
                        where upload = :upload and closed_at is null and evidence is null
                        """).param("at", time(at)).param("upload", upload).update();
    }

    /**
     * Open ones by their age, for somebody to close them; with those that are closed, the newest first.
     *
     * @param open whether only open ones are wanted
     */
    List<Case> list(Scope scope, boolean open, Optional<UUID> evidence, int limit) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        return sql.sql(CASES + wanted(seen, open, evidence) + " order by c.opened_at" + (open ? "" : " desc")
                        + ", c.id limit :limit")
                .params(seen.values())
                .param("evidence", evidence.orElse(null))
                .param("limit", limit)
                .query(Cases::aCase)
                .list();
    }

    long count(Scope scope, boolean open, Optional<UUID> evidence) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        return sql.sql("select count(*) from salvage_case c left join evidence e on e.id = c.evidence "
                        + wanted(seen, open, evidence))
                .params(seen.values())
                .param("evidence", evidence.orElse(null))
                .query(Long.class)
                .single();
    }

    private static String wanted(ScopeCondition seen, boolean open, Optional<UUID> evidence) {
        return "where " + seen.text() + (open ? " and c.closed_at is null" : "")
                + (evidence.isPresent() ? " and c.evidence = :evidence" : "");
    }

    Optional<Case> find(UUID id) {
        return sql.sql(CASES + "where c.id = ?").param(id).query(Cases::aCase).optional();
    }

    /**
     * Open cases of one camera that nobody has closed and that no attempt is at work on.
     *
     * @param camera empty for cases of files that no known camera made
     * @param since when the oldest was opened
     */
    record Waiting(Optional<UUID> camera, String serial, Instant since, int cases) {}

    List<Waiting> waiting(Instant openedBefore) {
        return sql.sql("""
                        select m.id, coalesce(m.serial, '') as serial, min(c.opened_at) as since, count(*) as cases
                        from salvage_case c left join camera m on m.id = c.camera_id or c.camera_id is null and m.serial = c.camera
                        where c.closed_at is null and c.opened_at < ? and not exists (
                            select 1 from salvage_attempt a where a.salvage_case = c.id and a.state in ('WAITING', 'RUNNING'))
                        group by m.id, m.serial
                        """)
                .param(time(openedBefore))
                .query((row, _) -> new Waiting(
                        Optional.ofNullable(row.getObject("id", UUID.class)),
                        row.getString("serial"),
                        instant(row, "since").orElseThrow(),
                        row.getInt("cases")))
                .list();
    }

    void lock(UUID id) {
        sql.sql("select 1 from salvage_case where id = ? for update")
                .param(id)
                .query(Integer.class)
                .single();
    }

    void close(UUID id, UUID by, String reason, Instant at) {
        sql.sql(
                        "update salvage_case set closed_at = ?, closed_by = ?, closed_how = 'PERSON', closed_reason = ? where id = ?")
                .params(time(at), by, reason, id)
                .update();
    }

    UUID begin(
            UUID salvageCase,
            Optional<UUID> by,
            Optional<OriginalId> reference,
            Optional<Sha256> sha256,
            String program,
            Instant at) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                        insert into salvage_attempt (id, salvage_case, number, asked_by, asked_at, reference, reference_n,
                            reference_sha256, state, program)
                        values (:id, :case, (select coalesce(max(number), 0) + 1 from salvage_attempt where salvage_case = :case), :by,
                            :at, :reference, :n, :sha256, 'WAITING', :program)
                        """)
                .param("id", id)
                .param("case", salvageCase)
                .param("by", by.orElse(null))
                .param("at", time(at))
                .param(
                        "reference",
                        reference.map(original -> original.evidence().value()).orElse(null))
                .param("n", reference.map(OriginalId::n).orElse(null))
                .param("sha256", sha256.map(Sha256::bytes).orElse(null))
                .param("program", program)
                .update();
        return id;
    }

    List<Attempt> attempts(UUID salvageCase) {
        return sql.sql("select * from salvage_attempt where salvage_case = ? order by number desc limit 100")
                .param(salvageCase)
                .query(Cases::attempt)
                .list();
    }

    Optional<Attempt> attempt(UUID id) {
        return sql.sql("select * from salvage_attempt where id = ?")
                .param(id)
                .query(Cases::attempt)
                .optional();
    }

    /** Notes that it begins, once more perhaps. */
    void running(UUID attempt) {
        sql.sql(
                        "update salvage_attempt set state = 'RUNNING', begun = begun + 1, next_try_at = null, progress = 0 where id = ?")
                .param(attempt)
                .update();
    }

    void progressed(UUID attempt, double progress, String step) {
        sql.sql("update salvage_attempt set progress = ?, step = ? where id = ?")
                .params(progress, step, attempt)
                .update();
    }

    void later(UUID attempt, String said, Instant next) {
        sql.sql("update salvage_attempt set state = 'WAITING', said = ?, next_try_at = ? where id = ?")
                .params(shortened(said), time(next), attempt)
                .update();
    }

    void ended(UUID attempt, State state, String said, Instant at) {
        sql.sql(
                        "update salvage_attempt set state = ?, said = ?, ended_at = ?, progress = 1, step = null, next_try_at = null where id = ?")
                .params(state.name(), shortened(said), time(at), attempt)
                .update();
    }

    void result(UUID attempt, int number, EvidenceId evidence, Report report) {
        sql.sql("insert into salvage_result (attempt, number, evidence, report) values (?, ?, ?, ?::jsonb)")
                .params(attempt, number, evidence.value(), json.writeValueAsString(report))
                .update();
    }

    List<Result> results(UUID salvageCase) {
        return sql.sql("""
                        select r.* from salvage_result r join salvage_attempt a on a.id = r.attempt where a.salvage_case = ?
                        order by a.number desc, r.number limit 500
                        """).param(salvageCase).query(this::result).list();
    }

    Optional<Result> resultOf(EvidenceId evidence) {
        return sql.sql("select * from salvage_result where evidence = ?")
                .param(evidence.value())
                .query(this::result)
                .optional();
    }

    void draft(UUID attempt, ObjectId object) {
        sql.sql("insert into salvage_draft (object, attempt) values (?, ?)")
                .params(object.value(), attempt)
                .update();
    }

    void kept(ObjectId object) {
        sql.sql("delete from salvage_draft where object = ?")
                .param(object.value())
                .update();
    }

    List<ObjectId> drafts(UUID attempt) {
        return sql.sql("select object from salvage_draft where attempt = ?")
                .param(attempt)
                .query((row, _) -> new ObjectId(row.getObject("object", UUID.class)))
                .list();
    }

    private Result result(ResultSet row, int i) throws SQLException {
        return new Result(
                row.getObject("attempt", UUID.class),
                row.getInt("number"),
                new EvidenceId(row.getObject("evidence", UUID.class)),
                json.readValue(row.getString("report"), Report.class));
    }

    private static Case aCase(ResultSet row, int i) throws SQLException {
        Optional<Instant> closed = instant(row, "closed_at");
        return new Case(
                row.getObject("id", UUID.class),
                Cause.valueOf(row.getString("cause")),
                instant(row, "opened_at").orElseThrow(),
                Optional.ofNullable(row.getString("camera")),
                Optional.ofNullable(row.getObject("camera_id", UUID.class)),
                Optional.ofNullable(row.getString("recording")),
                Optional.ofNullable(row.getObject("part", Integer.class)),
                row.getString("name"),
                original(row, "evidence", "n"),
                Optional.ofNullable(row.getObject("upload", UUID.class)),
                row.getString("said"),
                row.getInt("seen"),
                instant(row, "seen_at").orElseThrow(),
                closed.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Closing(
                                closed.get(),
                                Optional.ofNullable(row.getObject("closed_by", UUID.class)),
                                row.getString("closed_how"),
                                Optional.ofNullable(row.getString("closed_reason")))),
                Optional.ofNullable(row.getString("attempt_state")).map(State::valueOf),
                row.getDouble("progress"),
                row.getInt("results"));
    }

    private static Attempt attempt(ResultSet row, int i) throws SQLException {
        return new Attempt(
                row.getObject("id", UUID.class),
                row.getObject("salvage_case", UUID.class),
                row.getInt("number"),
                Optional.ofNullable(row.getObject("asked_by", UUID.class)),
                instant(row, "asked_at").orElseThrow(),
                original(row, "reference", "reference_n"),
                Optional.ofNullable(row.getBytes("reference_sha256")).map(Sha256::ofDigest),
                State.valueOf(row.getString("state")),
                row.getDouble("progress"),
                Optional.ofNullable(row.getString("step")),
                row.getInt("begun"),
                instant(row, "next_try_at"),
                instant(row, "ended_at"),
                Optional.ofNullable(row.getString("said")),
                row.getString("program"));
    }

    private static Optional<OriginalId> original(ResultSet row, String evidence, String n) throws SQLException {
        UUID id = row.getObject(evidence, UUID.class);
        return id == null ? Optional.empty() : Optional.of(new OriginalId(new EvidenceId(id), row.getInt(n)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String shortened(String text) {
        String kept = text.replace('\0', '\u2400');
        return kept.length() <= 2_000 ? kept : kept.substring(0, 1_999) + "…";
    }
}
