package org.vidimus.server.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Viewing.Media;
import org.vidimus.server.evidence.Viewing.Playback.Kind;
import org.vidimus.server.evidence.Viewing.Playback.State;
import org.vidimus.server.media.Examination.Plays;
import tools.jackson.databind.json.JsonMapper;

/** What was found of each original; the last look stands. */
@Repository
class Examinations {
    private static final String COLUMNS =
            "select evidence, n, format, kind, facts, playback, plays, plays_type, progress, reason from examination ";

    private final JdbcClient sql;
    private final JsonMapper json;

    Examinations(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Examination> find(OriginalId id) {
        return sql.sql(COLUMNS + "where evidence = ? and n = ?")
                .params(id.evidence().value(), id.n())
                .query(this::row)
                .optional();
    }

    List<Examination> of(EvidenceId evidence) {
        return sql.sql(COLUMNS + "where evidence = ? order by n")
                .param(evidence.value())
                .query(this::row)
                .list();
    }

    void keep(Examination found, Instant at) {
        sql.sql("""
                        insert into examination (evidence, n, format, kind, facts, playback, plays, plays_type, progress, reason,
                            examined_at)
                        values (:evidence, :n, :format, :kind, :facts::jsonb, :playback, :plays, :type, :progress, :reason, :at)
                        on conflict (evidence, n) do update set format = excluded.format, kind = excluded.kind,
                            facts = excluded.facts, playback = excluded.playback, plays = excluded.plays,
                            plays_type = excluded.plays_type, progress = excluded.progress, reason = excluded.reason,
                            examined_at = excluded.examined_at
                        """)
                .param("evidence", found.id().evidence().value())
                .param("n", found.id().n())
                .param("format", found.format().name())
                .param("kind", found.kind().name())
                .param("facts", found.facts().map(json::writeValueAsString).orElse(null))
                .param("playback", found.playback().name())
                .param("plays", found.plays().map(Plays::name).orElse(null))
                .param("type", found.playsType().orElse(null))
                .param("progress", found.progress().orElse(null))
                .param("reason", found.reason().orElse(null))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param part of the work that is done, from 0 to 1 */
    void progressed(OriginalId id, double part) {
        sql.sql("update examination set progress = ? where evidence = ? and n = ? and playback = 'PREPARING'")
                .params(Math.clamp(part, 0, 1), id.evidence().value(), id.n())
                .update();
    }

    private Examination row(ResultSet row, int i) throws SQLException {
        return new Examination(
                new OriginalId(new EvidenceId(row.getObject("evidence", UUID.class)), row.getInt("n")),
                Format.valueOf(row.getString("format")),
                Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("facts")).map(text -> json.readValue(text, Media.class)),
                State.valueOf(row.getString("playback")),
                Optional.ofNullable(row.getString("plays")).map(Plays::valueOf),
                Optional.ofNullable(row.getString("plays_type")),
                Optional.ofNullable(row.getObject("progress", Float.class)).map(Float::doubleValue),
                Optional.ofNullable(row.getString("reason")));
    }
}
