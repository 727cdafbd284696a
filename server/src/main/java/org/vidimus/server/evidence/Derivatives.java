package org.vidimus.server.evidence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/**
 * What was made from originals. A derivative is evidence of its own: it has its own key, history and bytes; it belongs to whom its
 * parent belongs, is held as closely, and is shown to those who are named for the parent when it is made.
 */
@Service
public class Derivatives {
    private final JdbcClient sql;
    private final Evidences evidences;
    private final Originals originals;
    private final Sums sums;
    private final Examiner examiner;
    private final Clock clock;

    Derivatives(JdbcClient sql, Evidences evidences, Originals originals, Sums sums, Examiner examiner, Clock clock) {
        this.sql = sql;
        this.evidences = evidences;
        this.originals = originals;
        this.sums = sums;
        this.examiner = examiner;
        this.clock = clock;
    }

    /** How a derivative was made. */
    public enum Recipe {
        SALVAGE
    }

    /**
     * A derivative to be kept.
     *
     * @param id of the new evidence, which also names its data key
     * @param object sealed bytes, read back
     */
    public record Wish(
            EvidenceId id,
            ObjectId object,
            String name,
            long lengthBytes,
            Sha256 sha256,
            OriginalId parent,
            Recipe recipe) {}

    /**
     * A derivative of a file that never became evidence: it belongs to whom that file would have belonged.
     *
     * @param upload the file, in quarantine
     * @param cameraStart what the camera's own clock said
     */
    public record Orphan(
            EvidenceId id,
            ObjectId object,
            String name,
            long lengthBytes,
            Sha256 sha256,
            UUID upload,
            Optional<String> camera,
            Optional<PersonId> wearer,
            Optional<UnitId> unit,
            Optional<Instant> cameraStart,
            Optional<Duration> clockOffset,
            Recipe recipe) {}

    /** Where a derivative comes from. */
    public record Origin(OriginalId parent, Recipe recipe, Instant madeAt) {}

    /** Keeps it, and asks for its examination. Joins the transaction; the object must be sealed in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public OriginalId keep(Wish wish) {
        Instant now = clock.instant();
        EvidenceId parent = wish.parent().evidence();
        evidences.lock(parent);
        Original original = originals
                .find(wish.parent())
                .orElseThrow(() -> new EvidenceProblem.OriginalUnknown(wish.parent()).refused());
        sql.sql("""
                        insert into evidence (id, kind, title, category, camera, wearer, unit, place, level, received_at, sorted_at,
                            ends_at, state)
                        select :id, 'DERIVATIVE', :title, category, camera, wearer, unit, place, level, :at, :at, :at, 'SEALED'
                        from evidence where id = :parent
                        """)
                .param("id", wish.id().value())
                .param("title", Originals.storable(wish.name()))
                .param("parent", parent.value())
                .param("at", Originals.time(now))
                .update();
        sql.sql("""
                        insert into evidence_grant (evidence, person, reason, until_at, made_by, made_at)
                        select :id, person, reason, until_at, made_by, made_at from evidence_grant where evidence = :parent
                        """)
                .param("id", wish.id().value())
                .param("parent", parent.value())
                .update();
        sql.sql("insert into derived_from (evidence, parent, parent_n, recipe, made_at) values (?, ?, ?, ?, ?)")
                .params(
                        wish.id().value(),
                        parent.value(),
                        wish.parent().n(),
                        wish.recipe().name(),
                        Originals.time(now))
                .update();
        return added(
                arrival(
                        wish.id(),
                        wish.object(),
                        wish.name(),
                        wish.lengthBytes(),
                        wish.sha256(),
                        original.cameraStart(),
                        original.clockOffset()),
                now);
    }

    /** Keeps what was made of a file in quarantine, which stays there as it is. Joins the transaction, as {@link #keep(Wish)}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public OriginalId keep(Orphan orphan) {
        Instant now = clock.instant();
        sql.sql("""
                        insert into evidence (id, kind, title, camera, wearer, unit, received_at, sorted_at, ends_at, state)
                        values (:id, 'DERIVATIVE', :title, :camera, :wearer, :unit, :at, :at, :at, 'SEALED')
                        """)
                .param("id", orphan.id().value())
                .param("title", Originals.storable(orphan.name()))
                .param("camera", orphan.camera().orElse(null))
                .param("wearer", orphan.wearer().map(PersonId::value).orElse(null))
                .param("unit", orphan.unit().map(UnitId::value).orElse(null))
                .param("at", Originals.time(now))
                .update();
        sql.sql("insert into derived_from (evidence, upload, recipe, made_at) values (?, ?, ?, ?)")
                .params(orphan.id().value(), orphan.upload(), orphan.recipe().name(), Originals.time(now))
                .update();
        return added(
                arrival(
                        orphan.id(),
                        orphan.object(),
                        orphan.name(),
                        orphan.lengthBytes(),
                        orphan.sha256(),
                        orphan.cameraStart(),
                        orphan.clockOffset()),
                now);
    }

    private static Arrival arrival(
            EvidenceId id,
            ObjectId object,
            String name,
            long lengthBytes,
            Sha256 sha256,
            Optional<Instant> cameraStart,
            Optional<Duration> clockOffset) {
        return new Arrival(
                id,
                object,
                name,
                lengthBytes,
                sha256,
                Optional.empty(),
                Optional.empty(),
                1,
                cameraStart,
                Optional.empty(),
                clockOffset,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private OriginalId added(Arrival arrival, Instant now) {
        OriginalId made = new OriginalId(arrival.evidence(), originals.add(arrival.evidence(), arrival, now));
        originals.secure(arrival.object(), now);
        sums.refresh(arrival.evidence());
        examiner.schedule(made);
        return made;
    }

    /** Empty for what was received, and for what was made of a file that never became evidence. */
    public Optional<Origin> originOf(EvidenceId id) {
        return sql.sql(
                        "select parent, parent_n, recipe, made_at from derived_from where evidence = ? and parent is not null")
                .param(id.value())
                .query((row, _) -> new Origin(
                        new OriginalId(new EvidenceId(row.getObject("parent", UUID.class)), row.getInt("parent_n")),
                        Recipe.valueOf(row.getString("recipe")),
                        Originals.instant(row, "made_at").orElseThrow()))
                .optional();
    }

    /** What was made from it, the oldest first. */
    public List<EvidenceId> of(EvidenceId parent) {
        return sql.sql("select evidence from derived_from where parent = ? order by made_at, evidence limit 500")
                .param(parent.value())
                .query((row, _) -> new EvidenceId(row.getObject("evidence", UUID.class)))
                .list();
    }

    /** Sound originals of the same camera or, without one, of cameras of the same model: the newest first. */
    public List<OriginalId> soundOnesLike(EvidenceId evidence, int most) {
        return sql.sql("select camera from evidence where id = ?")
                .param(evidence.value())
                .query((row, _) -> Optional.ofNullable(row.getString("camera")))
                .optional()
                .flatMap(camera -> camera)
                .map(camera -> soundOnesOf(camera, Optional.of(evidence), most))
                .orElse(List.of());
    }

    /** The same for a camera by its serial, without one evidence. */
    public List<OriginalId> soundOnesOf(String camera, Optional<EvidenceId> without, int most) {
        return sql.sql("""
                        with mine as (
                            select cast(:camera as text) as camera, c.maker, c.model from (values (1)) one
                            left join camera c on c.serial = :camera)
                        select o.evidence, o.n from mine
                        join evidence e on e.camera = mine.camera or mine.model is not null and e.camera in (
                            select c.serial from camera c where c.model = mine.model and c.maker is not distinct from mine.maker)
                        join original o on o.evidence = e.id
                        where e.id is distinct from :id and e.kind = 'RECORDING' and o.playback = 'READY' and o.part is not null
                            and o.media_type in ('video/mp4', 'video/quicktime', 'video/3gpp')
                        order by (e.camera = mine.camera) desc, e.received_at desc, o.n limit :most
                        """)
                .param("camera", camera)
                .param("id", without.map(EvidenceId::value).orElse(null), java.sql.Types.OTHER)
                .param("most", most)
                .query((row, _) ->
                        new OriginalId(new EvidenceId(row.getObject("evidence", UUID.class)), row.getInt("n")))
                .list();
    }
}
