package org.vidimus.server.evidence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.access.Sights;
import org.vidimus.server.access.Sights.Sighted;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Listing.Row;

/**
 * What somebody can watch as things stand now: the policy asked as that person, the answers given to an auditor. The auditor is
 * told what there is, not what is in it.
 */
@Service
class PersonSight {
    private static final Filter EVERYTHING = new Filter(
            Optional.empty(),
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Gate gate;
    private final Sights sights;
    private final Scopes scopes;
    private final Permissions permissions;
    private final Listing listing;
    private final Nearby nearby;
    private final JdbcClient sql;

    PersonSight(
            Gate gate,
            Sights sights,
            Scopes scopes,
            Permissions permissions,
            Listing listing,
            Nearby nearby,
            DataSource source) {
        this.permissions = permissions;
        this.gate = gate;
        this.sights = sights;
        this.scopes = scopes;
        this.listing = listing;
        this.nearby = nearby;
        this.sql = FreshPlans.over(source);
    }

    record Seen(Sighted person, Map<Level, Long> counts) {}

    Seen summary(Caller caller, PersonId id) {
        return gate.view(passage(caller, id), _ -> {
            Sighted person = sighted(id);
            return new Seen(person, counts(scope(person)));
        });
    }

    /** @param because which duty opens it; empty where something keeps them from watching what they may find */
    record Found(Row row, Optional<String> because) {}

    List<Found> page(Caller caller, PersonId id, Optional<Cursor> after, int limit) {
        return gate.view(passage(caller, id).with("list", after.isPresent() ? "more" : "first"), _ -> {
            Optional<Caller> as = sighted(id).caller();
            return as.stream()
                    .flatMap(who ->
                            listing
                                    .page(scopes.of(who, Action.EVIDENCE_VIEW), EVERYTHING, Order.NEWEST, after, limit)
                                    .stream()
                                    .map(row ->
                                            new Found(row, permissions.why(who, Action.EVIDENCE_VIEW, row.facts()))))
                    .toList();
        });
    }

    private Sighted sighted(PersonId id) {
        return sights.of(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
    }

    private Optional<Scope> scope(Sighted person) {
        return person.caller().map(as -> scopes.of(as, Action.EVIDENCE_VIEW));
    }

    private Map<Level, Long> counts(Optional<Scope> scope) {
        Map<Level, Long> counts = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            counts.put(level, 0L);
        }
        scope.ifPresent(seen -> {
            Where where = Where.of(seen, EVERYTHING, nearby.way(EVERYTHING));
            sql.sql("select e.level, count(*) as count from evidence e" + where.text() + " group by e.level")
                    .params(where.values())
                    .query(row -> {
                        counts.put(Level.valueOf(row.getString("level")), row.getLong("count"));
                    });
        });
        return counts;
    }

    private static Passage passage(Caller caller, PersonId id) {
        return Passage.of(caller, Action.PERSON_SIGHT, Subject.person(id.value()));
    }
}
