package org.vidimus.server.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.web.Events;

/** The door between media and evidence. Joins the transaction that is running; there must be one. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Insights {
    private final JdbcClient sql;
    private final Evidences evidences;
    private final Sums sums;
    private final Events events;

    Insights(JdbcClient sql, Evidences evidences, Sums sums, Events events) {
        this.sql = sql;
        this.evidences = evidences;
        this.sums = sums;
        this.events = events;
    }

    /** Keeps what was found, in place of what was found before, and sums the evidence up anew. */
    public void keep(OriginalId original, Insight insight) {
        evidences.lock(original.evidence());
        describe(original, insight);
        insight.trail().filter(trail -> !trail.isEmpty()).ifPresent(trail -> trail(original, trail));
        sums.refresh(original.evidence());
        say(original, "examined");
    }

    /** Tells screens how far a rendition is. */
    public void progressed(OriginalId original) {
        say(original, "rendition-progress");
    }

    /** No deed of anybody, and so not said by the gate. */
    private void say(OriginalId original, String change) {
        events.publish(Subject.evidence(original.evidence().value()), Map.of("change", change));
    }

    /** Times stated at arrival stand; what the file or the satellites say only fills a gap. */
    private void describe(OriginalId original, Insight insight) {
        sql.sql("""
                        update original set media_type = coalesce(cast(:type as text), media_type), playback = :playback,
                            duration_ms = coalesce(cast(:duration as bigint), duration_ms), has_poster = has_poster or :poster,
                            camera_start = coalesce(camera_start, cast(:claimed as timestamptz)),
                            recorded_start = coalesce(recorded_start, cast(:start as timestamptz),
                                cast(:claimed as timestamptz) - coalesce(clock_offset_ms, 0) * interval '1 millisecond')
                        where evidence = :evidence and n = :n
                        """)
                .param("type", insight.mediaType().orElse(null))
                .param("playback", insight.playback().name())
                .param("duration", insight.duration().map(Duration::toMillis).orElse(null))
                .param("poster", insight.poster())
                .param("claimed", Originals.time(insight.claimedStart()))
                .param("start", Originals.time(insight.start()))
                .param("evidence", original.evidence().value())
                .param("n", original.n())
                .update();
    }

    private void trail(OriginalId original, List<Position> trail) {
        sql.sql("delete from evidence_trail where evidence = ? and n = ?")
                .params(original.evidence().value(), original.n())
                .update();
        sql.sql("update original set latitude = ?, longitude = ?, has_track = ? where evidence = ? and n = ?")
                .params(
                        trail.getFirst().lat(),
                        trail.getFirst().lon(),
                        trail.size() > 1,
                        original.evidence().value(),
                        original.n())
                .update();
        StringBuilder path = new StringBuilder("[");
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (Position at : trail) {
            path.append(String.format(
                    Locale.ROOT, "%s(%.2f,%.2f)", path.length() > 1 ? "," : "", at.eastMetres(), at.northMetres()));
            west = Math.min(west, at.eastMetres());
            east = Math.max(east, at.eastMetres());
            south = Math.min(south, at.northMetres());
            north = Math.max(north, at.northMetres());
        }
        sql.sql("insert into evidence_trail (evidence, n, area, trail) values (?, ?, ?::box, ?::path)")
                .params(
                        original.evidence().value(),
                        original.n(),
                        String.format(Locale.ROOT, "(%.2f,%.2f),(%.2f,%.2f)", west, south, east, north),
                        path.append(']').toString())
                .update();
        sql.sql("""
                        update evidence e set area = (
                            select box(point(max((t.area[0])[0]), max((t.area[0])[1])), point(min((t.area[1])[0]), min((t.area[1])[1])))
                            from evidence_trail t where t.evidence = e.id)
                        where e.id = ?
                        """).param(original.evidence().value()).update();
    }
}
