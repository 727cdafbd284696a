package org.vidimus.server.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/** Every upload. Only ingest writes it. */
@Repository
class Uploads {
    /** A copy that a reader found broken after it was read back is not safe: nothing of the camera goes because of it. */
    private static final String ROWS = """
            select u.*, coalesce(u.received_bytes, o.length_bytes, 0) as offset_bytes, safe.secured_at as safe_at,
                coalesce(u.problem, copy.problem) as trouble, coalesce(u.problem_detail, copy.problem_detail) as trouble_detail
            from upload u left join vault_object o on o.id = u.object_id
                left join lateral (select s.* from upload s where s.evidence_id = u.evidence_id and s.original_n = u.original_n
                    and s.object_id is not null order by s.secured_at nulls last limit 1) copy on u.state = 'DUPLICATE'
                left join lateral (select coalesce(copy.secured_at, u.secured_at) as secured_at
                    where not exists (select from vault_finding f where f.object_id = coalesce(copy.object_id, u.object_id)
                        and f.found_at > coalesce(copy.secured_at, u.secured_at))) safe on true
            """;

    private static final Columns COLUMNS = Columns.of("(u.wearer = :me or u.made_by = :me)", "u.unit");
    private static final String QUARANTINED =
            "(u.state = 'REFUSED' or u.state = 'EXPIRED' and u.object_id is not null)";
    private static final int MOST_LISTED = 200;

    private final JdbcClient sql;

    Uploads(JdbcClient sql) {
        this.sql = sql;
    }

    /** Asked for by a list; every present one must hold. */
    record Filter(
            Optional<String> camera, Optional<String> recording, Optional<Integer> part, Optional<Sha256> sha256) {}

    void add(Upload upload) {
        Description description = upload.description();
        sql.sql("""
                insert into upload (id, state, object_id, evidence_id, length_bytes, received_bytes, name, file_type, camera,
                    camera_id, recording, part, sidecar_of, start_at, end_at, clock_offset_ms, declared_sha256, flags, made_by,
                    wearer, unit, problem, problem_detail, created_at, expires_at, ended_at)
                values (:id, :state, :object, :evidence, :length, :received, :name, :type, :camera, :cameraId, :recording, :part,
                    :sidecarOf, :start, :end, :clockOffset, :sha256, :flags, :madeBy, :wearer, :unit, :problem, :detail,
                    :createdAt, :expiresAt, :endedAt)
                """)
                .param("id", upload.id().value())
                .param("state", upload.state().name())
                .param("object", upload.object().map(ObjectId::value).orElse(null), Types.OTHER)
                .param("evidence", upload.evidence().value())
                .param("length", upload.lengthBytes())
                .param("received", upload.state() == UploadState.RECEIVING ? null : upload.offsetBytes(), Types.BIGINT)
                .param("name", description.name())
                .param("type", description.fileType().orElse(null))
                .param("camera", description.camera().orElse(null))
                .param("cameraId", upload.cameraId().orElse(null), Types.OTHER)
                .param("recording", description.recording().orElse(null))
                .param("part", description.part())
                .param("sidecarOf", description.sidecarOf().orElse(null))
                .param("start", time(description.start()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("end", time(description.end()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "clockOffset",
                        description.clockOffset().map(Duration::toMillis).orElse(null),
                        Types.BIGINT)
                .param("sha256", description.sha256().map(Sha256::bytes).orElse(null), Types.BINARY)
                .param("flags", upload.flags().toArray(String[]::new))
                .param("madeBy", upload.madeBy())
                .param("wearer", upload.wearer().map(PersonId::value).orElse(null), Types.OTHER)
                .param("unit", upload.unit().map(UnitId::value).orElse(null), Types.OTHER)
                .param("problem", upload.problem().map(Upload.Trouble::code).orElse(null))
                .param("detail", upload.problem().map(Upload.Trouble::detail).orElse(null))
                .param("createdAt", time(upload.createdAt()))
                .param("expiresAt", time(upload.expiresAt()))
                .param(
                        "endedAt",
                        upload.state() == UploadState.RECEIVING ? null : time(upload.createdAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    Optional<Upload> find(UploadId id) {
        return sql.sql(ROWS + "where u.id = :id")
                .param("id", id.value())
                .query(Uploads::row)
                .optional();
    }

    /** @throws org.vidimus.server.Refused if there is none */
    Upload get(UploadId id) {
        return find(id).orElseThrow(() -> new IngestProblem.UploadUnknown(id).refused());
    }

    /** As {@link #get}, and nobody else changes it until this transaction ends. */
    Upload locked(UploadId id) {
        return sql.sql(ROWS + "where u.id = :id for update of u")
                .param("id", id.value())
                .query(Uploads::row)
                .optional()
                .orElseThrow(() -> new IngestProblem.UploadUnknown(id).refused());
    }

    /** The newest first. */
    List<Upload> list(Filter filter, Scope scope) {
        List<String> conditions = new ArrayList<>();
        filter.camera().ifPresent(camera -> conditions.add("u.camera = :camera"));
        filter.recording().ifPresent(recording -> conditions.add("u.recording = :recording"));
        filter.part().ifPresent(part -> conditions.add("u.part = :part"));
        filter.sha256().ifPresent(sha256 -> conditions.add("u.declared_sha256 = :sha256"));
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        conditions.add(seen.text());
        return sql.sql(ROWS + "where " + String.join(" and ", conditions)
                        + " order by u.created_at desc, u.id limit :most")
                .param("camera", filter.camera().orElse(null))
                .param("recording", filter.recording().orElse(null))
                .param("part", filter.part().orElse(null), Types.INTEGER)
                .param("sha256", filter.sha256().map(Sha256::bytes).orElse(null), Types.BINARY)
                .params(seen.values())
                .param("most", MOST_LISTED)
                .query(Uploads::row)
                .list();
    }

    /** What was not taken as evidence, bytes kept; the newest first, as many as a screen takes. */
    List<Upload> quarantine(Scope scope, int skip) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        return sql.sql(ROWS + "where " + QUARANTINED + " and " + seen.text()
                        + " order by u.created_at desc, u.id offset :skip limit :most")
                .params(seen.values())
                .param("skip", skip)
                .param("most", MOST_LISTED)
                .query(Uploads::row)
                .list();
    }

    long quarantined(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        return sql.sql("select count(*) from upload u where " + QUARANTINED + " and " + seen.text())
                .params(seen.values())
                .query(Long.class)
                .single();
    }

    /** Every byte is here, and yet nobody has sealed them: the server died in between. */
    List<UploadId> unsealed() {
        return ids(sql.sql("""
                select u.id from upload u join vault_object o on o.id = u.object_id
                where u.state = 'RECEIVING' and o.length_bytes = u.length_bytes
                """));
    }

    List<UploadId> expired(Instant now) {
        return ids(sql.sql("select id from upload where state = 'RECEIVING' and expires_at < :now order by expires_at")
                .param("now", time(now)));
    }

    private static List<UploadId> ids(JdbcClient.StatementSpec query) {
        return query.query((row, i) -> new UploadId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Evidence of the camera's recording; the first upload of it fixes which. Joins the transaction. */
    EvidenceId reserve(String camera, String recording) {
        UUID id = sql.sql("""
                insert into recording_reservation (camera, recording, evidence_id) values (:camera, :recording, :id)
                on conflict (camera, recording) do update set camera = excluded.camera returning evidence_id
                """)
                .param("camera", camera)
                .param("recording", recording)
                .param("id", EvidenceId.random().value())
                .query(UUID.class)
                .single();
        return new EvidenceId(id);
    }

    /**
     * Another upload that is this part of the recording, with other bytes. Waits for whoever is sealing a part of the same
     * recording, and keeps others waiting until the transaction ends.
     */
    Optional<Upload> conflicting(Upload upload, Sha256 sha256) {
        Description description = upload.description();
        if (description.camera().isEmpty()
                || description.recording().isEmpty()
                || description.sidecarOf().isPresent()) {
            return Optional.empty();
        }
        sql.sql(
                        "select evidence_id from recording_reservation where camera = :camera and recording = :recording for update")
                .param("camera", description.camera().get())
                .param("recording", description.recording().get())
                .query(UUID.class)
                .single();
        return sql.sql(ROWS + """
                where u.camera = :camera and u.recording = :recording and u.part = :part and u.state in ('SEALED', 'SECURED')
                    and u.sidecar_of is null and not exists (select from upload same where same.camera = :camera
                        and same.state in ('SEALED', 'SECURED') and same.sha256 = :sha256)
                order by u.created_at limit 1
                """)
                .param("camera", description.camera().get())
                .param("recording", description.recording().get())
                .param("part", description.part())
                .param("sha256", sha256.bytes())
                .query(Uploads::row)
                .optional();
    }

    void sealed(UploadId id, EvidenceId evidence, int original, Sha256 sha256, Instant at) {
        end(id, UploadState.SEALED, sha256, at);
        sql.sql("update upload set evidence_id = :evidence, original_n = :n where id = :id")
                .param("id", id.value())
                .param("evidence", evidence.value())
                .param("n", original)
                .update();
    }

    void duplicate(UploadId id, EvidenceId evidence, int original, Sha256 sha256, Instant at) {
        end(id, UploadState.DUPLICATE, sha256, at);
        sql.sql("update upload set evidence_id = :evidence, original_n = :n, object_id = null where id = :id")
                .param("id", id.value())
                .param("evidence", evidence.value())
                .param("n", original)
                .update();
    }

    /**
     * What keeps bytes of the original: the first is the stored copy in use, others shall take its place. Nobody else changes
     * them until this transaction ends.
     */
    List<Upload> copiesOf(EvidenceId evidence, int original) {
        return sql.sql(ROWS + """
                where u.evidence_id = :evidence and u.original_n = :n and u.state in ('SEALED', 'SECURED')
                order by u.ended_at, u.id for update of u
                """)
                .param("evidence", evidence.value())
                .param("n", original)
                .query(Uploads::row)
                .list();
    }

    /** Another upload keeps these bytes. */
    void givenUp(UploadId id) {
        sql.sql("""
                update upload set state = 'DUPLICATE', object_id = null, secured_at = null, problem = null, problem_detail = null
                where id = :id
                """).param("id", id.value()).update();
    }

    void refused(UploadId id, Upload.Trouble trouble, Sha256 sha256, Instant at) {
        end(id, UploadState.REFUSED, sha256, at);
        trouble(id, trouble);
    }

    /** What was refused begins anew, as it is known to be now; its bytes stay where they are, and so does their digest. */
    void again(Upload upload) {
        Description description = upload.description();
        sql.sql("""
                        update upload set state = 'RECEIVING', evidence_id = :evidence, camera = :camera, camera_id = :cameraId,
                            recording = :recording, part = :part, sidecar_of = :sidecarOf, start_at = :start, end_at = :end,
                            flags = :flags, wearer = :wearer, unit = :unit, problem = null, problem_detail = null, ended_at = null
                        where id = :id and state = 'REFUSED'
                        """)
                .param("id", upload.id().value())
                .param("evidence", upload.evidence().value())
                .param("camera", description.camera().orElse(null))
                .param("cameraId", upload.cameraId().orElse(null), Types.OTHER)
                .param("recording", description.recording().orElse(null))
                .param("part", description.part())
                .param("sidecarOf", description.sidecarOf().orElse(null))
                .param("start", time(description.start()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("end", time(description.end()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("flags", upload.flags().toArray(String[]::new))
                .param("wearer", upload.wearer().map(PersonId::value).orElse(null), Types.OTHER)
                .param("unit", upload.unit().map(UnitId::value).orElse(null), Types.OTHER)
                .update();
    }

    void expired(Upload upload, Upload.Trouble trouble, Instant at) {
        sql.sql("update upload set state = 'EXPIRED', received_bytes = :received, ended_at = :at where id = :id")
                .param("id", upload.id().value())
                .param("received", upload.offsetBytes())
                .param("at", time(at))
                .update();
        trouble(upload.id(), trouble);
    }

    void withoutBytes(UploadId id) {
        sql.sql("update upload set object_id = null where id = :id")
                .param("id", id.value())
                .update();
    }

    private void end(UploadId id, UploadState state, Sha256 sha256, Instant at) {
        sql.sql("""
                update upload set state = :state, sha256 = :sha256, received_bytes = length_bytes, ended_at = :at
                where id = :id and state = 'RECEIVING'
                """)
                .param("id", id.value())
                .param("state", state.name())
                .param("sha256", sha256.bytes())
                .param("at", time(at))
                .update();
    }

    private void trouble(UploadId id, Upload.Trouble trouble) {
        sql.sql("update upload set problem = :code, problem_detail = :detail where id = :id")
                .param("id", id.value())
                .param("code", trouble.code())
                .param("detail", trouble.detail())
                .update();
    }

    void secured(UploadId id, Instant at) {
        sql.sql("""
                update upload set state = 'SECURED', secured_at = :at, problem = null, problem_detail = null where id = :id
                """).param("id", id.value()).param("at", time(at)).update();
    }

    /** @param why the latest that a reader said of it */
    record Doubt(UploadId upload, String why) {}

    /** Copies that were read back and found broken since. */
    List<Doubt> doubted() {
        return sql.sql("""
                select distinct on (u.id) u.id, f.message from vault_finding f join upload u on u.object_id = f.object_id
                where u.state = 'SECURED' and f.found_at > u.secured_at order by u.id, f.id desc
                """)
                .query((row, i) -> new Doubt(new UploadId(row.getObject("id", UUID.class)), row.getString("message")))
                .list();
    }

    /** The stored copy is not what was received, or nobody can say; does nothing where another has taken its place. */
    void unsecured(UploadId id, Upload.Trouble trouble) {
        sql.sql("""
                update upload set state = 'SEALED', secured_at = null, problem = :code, problem_detail = :detail
                where id = :id and state in ('SEALED', 'SECURED')
                """)
                .param("id", id.value())
                .param("code", trouble.code())
                .param("detail", trouble.detail())
                .update();
    }

    /** The first word of it counts. */
    void erased(UploadId id, Instant at, Instant toldAt) {
        sql.sql("update upload set erased_at = :at, erased_told_at = :told where id = :id and erased_at is null")
                .param("id", id.value())
                .param("at", time(at))
                .param("told", time(toldAt))
                .update();
    }

    void rest(UploadId id, Instant until) {
        sql.sql("update upload set expires_at = :until where id = :id and state = 'RECEIVING'")
                .param("id", id.value())
                .param("until", time(until))
                .update();
    }

    void remove(UploadId id) {
        sql.sql("delete from upload where id = :id").param("id", id.value()).update();
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> at) {
        return at.map(Uploads::time).orElse(null);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Upload row(ResultSet row, int i) throws SQLException {
        return new Upload(
                new UploadId(row.getObject("id", UUID.class)),
                UploadState.valueOf(row.getString("state")),
                uuid(row, "object_id").map(ObjectId::new),
                new EvidenceId(row.getObject("evidence_id", UUID.class)),
                Optional.ofNullable(row.getObject("original_n", Integer.class)),
                row.getLong("length_bytes"),
                row.getLong("offset_bytes"),
                description(row),
                uuid(row, "camera_id"),
                List.of((String[]) row.getArray("flags").getArray()),
                row.getObject("made_by", UUID.class),
                uuid(row, "wearer").map(PersonId::new),
                uuid(row, "unit").map(UnitId::new),
                sha256(row, "sha256"),
                Optional.ofNullable(row.getString("trouble")).map(code -> new Upload.Trouble(code, detail(row))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "safe_at"),
                instant(row, "erased_at"));
    }

    private static String detail(ResultSet row) {
        try {
            return row.getString("trouble_detail");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Description description(ResultSet row) throws SQLException {
        return new Description(
                row.getString("name"),
                Optional.ofNullable(row.getString("file_type")),
                Optional.ofNullable(row.getString("camera")),
                Optional.ofNullable(row.getString("recording")),
                row.getInt("part"),
                instant(row, "start_at"),
                instant(row, "end_at"),
                Optional.ofNullable(row.getObject("clock_offset_ms", Long.class))
                        .map(Duration::ofMillis),
                sha256(row, "declared_sha256"),
                Optional.ofNullable(row.getString("sidecar_of")));
    }

    private static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    private static Optional<Sha256> sha256(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(Sha256::ofDigest);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
