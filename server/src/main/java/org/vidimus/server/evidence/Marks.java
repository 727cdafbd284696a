package org.vidimus.server.evidence;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Moments of recordings that whoever wore the camera marked in the field, or their system did for them. */
@Component
public class Marks {
    private final JdbcClient sql;
    private final Evidences evidences;
    private final Sums sums;
    private final Categories categories;
    private final Holding holding;
    private final Gate gate;
    private final Clock clock;

    Marks(
            JdbcClient sql,
            Evidences evidences,
            Sums sums,
            Categories categories,
            Holding holding,
            Gate gate,
            Clock clock) {
        this.sql = sql;
        this.evidences = evidences;
        this.sums = sums;
        this.categories = categories;
        this.holding = holding;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * What was said of a moment.
     *
     * @param source name of what said it, unique within the evidence: said again, it replaces what was said before
     * @param at true time; empty for the recording as a whole
     * @param category as the sender names it: an id or name of ours is filed as that, any other is kept as it is
     */
    public record Said(
            String source,
            Optional<Instant> at,
            Optional<Instant> until,
            String text,
            Optional<String> category,
            Optional<String> categoryName,
            List<String> tags) {}

    /** The wire form. */
    public record Mark(
            String source,
            @Nullable Instant at,
            @Nullable Instant until,
            String text,
            @Nullable String category,
            @Nullable String categoryName,
            List<String> tags) {}

    /** What marks are filed under, for whoever offers a choice of it. */
    public record Choice(String id, String name) {}

    public List<Choice> choices(Locale language) {
        return categories.all().stream()
                .map(one -> new Choice(one.id(), one.name(language)))
                .toList();
    }

    /**
     * Keeps the mark. The first one that names a category of ours files evidence that nobody has filed yet. Joins the
     * transaction, which must be one inside the gate.
     *
     * @param outcome is told where that holds it more closely
     */
    public void say(EvidenceId evidence, Said said, Outcome outcome) {
        Optional<Categories.Category> ours = ours(said);
        sql.sql("""
                        insert into evidence_mark (evidence, source, at, until, text, category, category_name, tags, noted_at)
                        values (:evidence, :source, :at, :until, :text, :category, :categoryName, :tags, :now)
                        on conflict (evidence, source) do update set at = excluded.at, until = excluded.until,
                            text = excluded.text, category = excluded.category, category_name = excluded.category_name,
                            tags = excluded.tags, noted_at = excluded.noted_at
                        """)
                .param("evidence", evidence.value())
                .param("source", said.source())
                .param("at", Originals.time(said.at()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", Originals.time(said.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("text", Originals.storable(said.text()))
                .param("category", ours.map(Categories.Category::id).orElse(null), Types.VARCHAR)
                .param("categoryName", said.categoryName().or(said::category).orElse(null), Types.VARCHAR)
                .param("tags", said.tags().toArray(String[]::new))
                .param("now", Originals.time(clock.instant()))
                .update();
        Evidences.Basics basics = evidences.lock(evidence);
        if (basics.category().isEmpty() && ours.isPresent()) {
            evidences.classify(evidence, basics.title(), ours.map(Categories.Category::id), basics.place());
            sums.refresh(evidence);
            holding.filed(evidence, ours.get(), outcome);
        }
    }

    private Optional<Categories.Category> ours(Said said) {
        return categories.all().stream()
                .filter(one -> is(one, said.category()) || is(one, said.categoryName()))
                .findFirst();
    }

    private static boolean is(Categories.Category category, Optional<String> word) {
        return word.filter(it -> it.equalsIgnoreCase(category.id())
                        || it.equalsIgnoreCase(category.nameEn())
                        || it.equalsIgnoreCase(category.nameDe()))
                .isPresent();
    }

    /** In the order of time; those about the whole recording first. */
    List<Mark> of(Caller caller, EvidenceId evidence) {
        return gate.view(
                Passage.of(caller, Action.EVIDENCE_SHOW, Subject.evidence(evidence.value())), outcome -> sql.sql("""
                                select source, at, until, text, category, category_name, tags from evidence_mark
                                where evidence = ? order by at nulls first, source
                                """)
                        .param(evidence.value())
                        .query((row, i) -> new Mark(
                                row.getString("source"),
                                Originals.instant(row, "at").orElse(null),
                                Originals.instant(row, "until").orElse(null),
                                row.getString("text"),
                                row.getString("category"),
                                row.getString("category_name"),
                                List.of((String[]) row.getArray("tags").getArray())))
                        .list());
    }
}
