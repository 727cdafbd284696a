package org.vidimus.server.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Level;

/**
 * Holds evidence closest that breaks a rule by how it was recorded, and marks it, until somebody entitled has decided. The mark
 * stays with the evidence; nothing is deleted.
 */
@Component
class SettingApart implements Breaches {
    private static final int MOST_AT_ONCE = 1_000;

    private final JdbcClient sql;
    private final ObjectProvider<Objections> objections;
    private final Holding holding;
    private final Clock clock;

    SettingApart(JdbcClient sql, ObjectProvider<Objections> objections, Holding holding, Clock clock) {
        this.sql = sql;
        this.holding = holding;
        this.objections = objections;
        this.clock = clock;
    }

    /** What is known of one that was set apart. */
    record Mark(Breach breach, Instant since, Optional<Instant> decidedAt, Optional<String> decision) {}

    /** @param held what is held apart by it now: itself, and what was made from it */
    record Apart(Breach breach, List<EvidenceId> held) {}

    /** Asks about evidence that has just arrived, or got another part. The caller holds its lock. */
    Optional<Apart> examine(EvidenceId id) {
        return sql.sql(
                        "select camera, recording, recorded_start from evidence where id = ? and camera is not null and recording is not null")
                .param(id.value())
                .query((row, _) -> asked(id, row))
                .optional()
                .flatMap(this::examine);
    }

    private record Asked(EvidenceId id, String camera, String recording, Optional<Instant> start) {}

    private static Asked asked(EvidenceId id, ResultSet row) throws SQLException {
        return new Asked(
                id, row.getString("camera"), row.getString("recording"), Originals.instant(row, "recorded_start"));
    }

    private Optional<Apart> examine(Asked asked) {
        return objections
                .orderedStream()
                .flatMap(each -> each.to(asked.camera(), asked.recording(), asked.start()).stream())
                .findFirst()
                .flatMap(breach -> mark(asked.id(), breach));
    }

    /** Empty where it is not new: what has a mark keeps it, and what was decided about it. */
    private Optional<Apart> mark(EvidenceId id, Breach breach) {
        boolean marked = sql.sql("""
                                insert into evidence_breach (evidence, rule, profile, basis_en, basis_de, found, seconds,
                                    most_seconds, since)
                                values (:id, :rule, :profile, :en, :de, :found, :seconds, :most, :now)
                                on conflict (evidence) do nothing
                                """)
                        .param("id", id.value())
                        .param("rule", breach.rule())
                        .param("profile", breach.profile())
                        .param("en", breach.basisEn())
                        .param("de", breach.basisDe())
                        .param("found", breach.found().name())
                        .param("seconds", breach.seconds())
                        .param("most", breach.mostSeconds())
                        .param("now", Originals.time(clock.instant()))
                        .update()
                == 1;
        return marked ? Optional.of(new Apart(breach, setApart(id))) : Optional.empty();
    }

    private List<EvidenceId> setApart(EvidenceId id) {
        return Stream.concat(Stream.of(id), holding.raise(id, Level.CONFIDENTIAL).stream())
                .distinct()
                .toList();
    }

    @Override
    public List<EvidenceId> setApart(String camera, Instant since) {
        List<Asked> asked = sql.sql("""
                        select id, camera, recording, recorded_start from evidence e
                        where camera = :camera and sorted_at >= :since and recording is not null
                            and not exists (select 1 from evidence_breach b where b.evidence = e.id)
                        order by sorted_at desc, id desc limit :most for update
                        """)
                .param("camera", camera)
                .param("since", Originals.time(since))
                .param("most", MOST_AT_ONCE)
                .query((row, _) -> asked(new EvidenceId(row.getObject("id", UUID.class)), row))
                .list();
        List<EvidenceId> apart = new ArrayList<>();
        for (Asked each : asked) {
            examine(each).ifPresent(found -> apart.addAll(found.held()));
        }
        return apart;
    }

    Map<UUID, Mark> of(Collection<UUID> evidence) {
        Map<UUID, Mark> marks = new HashMap<>();
        if (evidence.isEmpty()) {
            return marks;
        }
        sql.sql("select * from evidence_breach where evidence = any(:ids)")
                .param("ids", evidence.toArray(UUID[]::new))
                .query(row -> {
                    marks.put(row.getObject("evidence", UUID.class), mark(row));
                });
        return marks;
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                new Breach(
                        row.getString("rule"),
                        row.getString("profile"),
                        row.getString("basis_en"),
                        row.getString("basis_de"),
                        Breach.Found.valueOf(row.getString("found")),
                        row.getObject("seconds", Integer.class),
                        row.getInt("most_seconds")),
                Originals.instant(row, "since").orElseThrow(),
                Originals.instant(row, "decided_at"),
                Optional.ofNullable(row.getString("decision")));
    }

    /** @return whether there was something to decide about */
    boolean decide(EvidenceId id, String decision, @Nullable UUID by) {
        return sql.sql("""
                                update evidence_breach set decided_at = :now, decided_by = :by, decision = :decision
                                where evidence = :id
                                """)
                        .param("now", Originals.time(clock.instant()))
                        .param("by", by)
                        .param("decision", decision)
                        .param("id", id.value())
                        .update()
                == 1;
    }
}
