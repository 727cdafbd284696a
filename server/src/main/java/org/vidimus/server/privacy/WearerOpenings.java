package org.vidimus.server.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.privacy.Delays.Ground;
import org.vidimus.trust.Entry;

/**
 * What wearers see: who opened their footage, when and for which purpose. Complete, except for what a delay keeps back, which
 * comes with its delay when that is over. Whose footage it is decides alone, however closely it is held; whose it was, as long as
 * it was theirs.
 */
@Component
class WearerOpenings {
    /** What is an opening, or changes who may open. */
    private static final Set<Action> OPENINGS = EnumSet.of(
            Action.EVIDENCE_SHOW,
            Action.EVIDENCE_OPEN,
            Action.EVIDENCE_PREVIEW,
            Action.EVIDENCE_VIEW,
            Action.EVIDENCE_DOWNLOAD,
            Action.EVIDENCE_HISTORY,
            Action.EVIDENCE_ENTRUST,
            Action.EVIDENCE_ASSIGN,
            Action.BUNDLE_EXPORT,
            Action.BUNDLE_DOWNLOAD);

    private static final String[] CODES = OPENINGS.stream().map(Action::code).toArray(String[]::new);

    private static final String COVERED = "select d.ground, d.from_at, d.until_at, d.ended_at from opening_delay d "
            + "where (d.viewer = l.who or (d.viewer is null and d.made_by <> l.who)) and (d.evidence is null or d.evidence = any(l.evidence)) "
            + "and l.at >= d.from_at and l.at < coalesce(d.ended_at, d.until_at) and l.who <> :me ";

    private static final String IN_FORCE = "and d.until_at > :now and d.ended_at is null";

    private final Gate gate;
    private final JdbcClient sql;
    private final Histories histories;
    private final Names names;
    private final Clock clock;

    WearerOpenings(Gate gate, JdbcClient sql, Histories histories, Names names, Clock clock) {
        this.gate = gate;
        this.sql = sql;
        this.histories = histories;
        this.names = names;
        this.clock = clock;
    }

    record Viewer(UUID id, String name, boolean me) {}

    /**
     * @param title empty where the wearer does not see the footage itself
     * @param former whether it has turned out to be somebody else's
     */
    record Footage(UUID id, Optional<String> title, Optional<Instant> recordedStart, boolean former) {}

    /** @param since when it began to be shown */
    record Delayed(Ground ground, Instant since) {}

    record Opening(
            UUID id,
            Instant at,
            String action,
            String result,
            Viewer viewer,
            String door,
            Optional<String> purpose,
            List<Footage> footage,
            Optional<Delayed> delayed) {}

    /** @param erasedUntil openings up to then were erased by law, as far as there were any */
    record Page(List<Opening> items, Optional<String> next, Optional<Instant> erasedUntil) {}

    /** A line of the register, with the delay under which it was. */
    private record Seen(Place place, UUID who, List<UUID> evidence, Optional<Delayed> delayed) {}

    Page of(Caller caller, Optional<UUID> evidence, Optional<Place> after, int limit) {
        return gate.view(Passage.of(caller, Action.OPENING_LIST), _ -> {
            UUID me = caller.person().orElseThrow(() -> new CustodyProblem.NotFound().refused());
            List<Seen> seen = seen(me, evidence, after, limit + 1);
            boolean last = seen.size() <= limit;
            List<Seen> shown = last ? seen : seen.subList(0, limit);
            return new Page(
                    openings(me, shown),
                    last
                            ? Optional.empty()
                            : Optional.of(shown.getLast().place().toString()),
                    after.isPresent() ? Optional.empty() : erasedUntil(me, evidence));
        });
    }

    /** The array is looked up in the index of entries; what of it is no longer theirs then counts until it was not. */
    private static String mine(Optional<UUID> evidence) {
        String now = "select v.id from evidence v where v.wearer = :me"
                + (evidence.isPresent() ? " and v.id = :evidence" : "");
        String before = "from evidence_wearer_before b where b.person = :me"
                + (evidence.isPresent() ? " and b.evidence = :evidence" : "");
        return "l.evidence && array(" + now + " union all select b.evidence " + before + ") and (l.evidence && array("
                + now + ") or exists (select 1 " + before
                + " and b.evidence = any(l.evidence) and (l.at < b.until_at or l.attempt = b.attempt))) ";
    }

    private List<Seen> seen(UUID me, Optional<UUID> evidence, Optional<Place> after, int limit) {
        Map<String, Object> values = values(me, evidence);
        values.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        values.put("codes", CODES);
        values.put("limit", limit);
        after.ifPresent(place -> {
            values.put("at", place.at().atOffset(ZoneOffset.UTC));
            values.put("index", place.index());
        });
        return sql.sql("select l.at, l.leaf_index, l.who, l.evidence, past.ground, "
                        + "coalesce(past.ended_at, past.until_at) as since from entry_line l "
                        + "left join lateral (" + COVERED
                        + "order by coalesce(d.ended_at, d.until_at) desc limit 1) past on true "
                        + "where " + mine(evidence) + "and l.action = any(:codes) and not l.ended "
                        + "and not exists (" + COVERED + IN_FORCE + ") "
                        + (after.isPresent() ? "and (l.at, l.leaf_index) < (:at, :index) " : "")
                        + "order by l.at desc, l.leaf_index desc limit :limit")
                .params(values)
                .query(WearerOpenings::read)
                .list();
    }

    private static Map<String, Object> values(UUID me, Optional<UUID> evidence) {
        var values = new HashMap<String, Object>();
        values.put("me", me);
        evidence.ifPresent(id -> values.put("evidence", id));
        return values;
    }

    private Optional<Instant> erasedUntil(UUID me, Optional<UUID> evidence) {
        return sql.sql("select max(l.at) as at from entry_line l where " + mine(evidence)
                        + "and l.erased_at is not null")
                .params(values(me, evidence))
                .query((row, _) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    private static Seen read(ResultSet row, int number) throws SQLException {
        String ground = row.getString("ground");
        OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        return new Seen(
                new Place(row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("leaf_index")),
                row.getObject("who", UUID.class),
                Arrays.asList((UUID[]) row.getArray("evidence").getArray()),
                ground == null || since == null
                        ? Optional.empty()
                        : Optional.of(new Delayed(Ground.valueOf(ground), since.toInstant())));
    }

    private List<Opening> openings(UUID me, List<Seen> seen) {
        Map<Long, Recorded> recorded = histories
                .at(seen.stream().map(one -> one.place().index()).toList())
                .stream()
                .collect(Collectors.toMap(one -> one.index().orElseThrow(), one -> one));
        Map<UUID, Footage> footage = footage(me, seen);
        Map<PersonId, String> people =
                names.people(seen.stream().map(one -> new PersonId(one.who())).collect(Collectors.toSet()));
        return seen.stream()
                .flatMap(one -> Optional.ofNullable(recorded.get(one.place().index()))
                        .flatMap(Recorded::payload)
                        .map(Entry::parse)
                        .map(entry -> opening(me, one, entry, footage, people))
                        .stream())
                .toList();
    }

    private static Opening opening(
            UUID me, Seen seen, Entry entry, Map<UUID, Footage> footage, Map<PersonId, String> people) {
        String name =
                people.getOrDefault(new PersonId(seen.who()), entry.actor().name());
        return new Opening(
                entry.id(),
                entry.at(),
                entry.action(),
                Line.lower(entry.result()),
                new Viewer(seen.who(), name, seen.who().equals(me)),
                Line.lower(entry.door()),
                entry.purpose(),
                seen.evidence().stream()
                        .flatMap(id -> Optional.ofNullable(footage.get(id)).stream())
                        .toList(),
                seen.delayed());
    }

    /** Of what was opened, what the wearer wore: an export may hold footage of others, too. */
    private Map<UUID, Footage> footage(UUID me, List<Seen> seen) {
        Set<UUID> ids = new HashSet<>();
        seen.forEach(one -> ids.addAll(one.evidence()));
        var footage = new LinkedHashMap<UUID, Footage>();
        sql.sql("select id, title, level, recorded_start, wearer is distinct from :me as former from evidence "
                        + "where id = any(:ids) and (wearer = :me "
                        + "or id in (select b.evidence from evidence_wearer_before b where b.person = :me))")
                .param("me", me)
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    boolean former = row.getBoolean("former");
                    boolean close = former || row.getString("level").equals("CONFIDENTIAL");
                    footage.put(
                            id,
                            new Footage(
                                    id,
                                    close ? Optional.empty() : Optional.of(row.getString("title")),
                                    Optional.ofNullable(row.getObject("recorded_start", OffsetDateTime.class))
                                            .map(OffsetDateTime::toInstant),
                                    former));
                });
        return footage;
    }
}
