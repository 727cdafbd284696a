package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Rules;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;

/**
 * Which evidence was opened by whom for which purpose, and until when that holds. A player asks for hundreds of ranges under one
 * opening, so those in force are remembered for a few seconds; one that was made on another host meanwhile counts here after that.
 */
@Repository
public class Openings {
    private final JdbcClient sql;
    private final ProfileInForce profile;
    private final Clock clock;
    private final RememberedEach<Key, Optional<Opening>> known;

    Openings(JdbcClient sql, @Lazy ProfileInForce profile, Clock clock) {
        this.sql = sql;
        this.profile = profile;
        this.clock = clock;
        this.known = new RememberedEach<>(clock, this::last);
    }

    private record Key(UUID person, UUID evidence) {}

    /** @param purpose as the ledger has it: code, reference, words */
    public record Opening(String purpose, Instant until) {}

    /** Joins the transaction. */
    void open(PersonId person, UUID evidence, Opening opening) {
        sql.sql("insert into opening (id, person, evidence, purpose, at, until_at) values (?, ?, ?, ?, ?, ?)")
                .param(UUID.randomUUID())
                .param(person.value())
                .param(evidence)
                .param(opening.purpose())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(opening.until().atOffset(ZoneOffset.UTC))
                .update();
        // The purpose that was given last counts from now on.
        known.forgetAfterCommit(new Key(person.value(), evidence));
    }

    /** The purpose for which it is open to the caller now. */
    Optional<String> purpose(Caller caller, UUID evidence) {
        return caller.person().flatMap(person -> inForce(person, evidence)).map(Opening::purpose);
    }

    /** That there was none is no answer: another host may just have made one. */
    private Optional<Opening> inForce(UUID person, UUID evidence) {
        Key key = new Key(person, evidence);
        Instant now = clock.instant();
        return known.get(key).filter(opening -> opening.until().isAfter(now)).or(() -> last(key));
    }

    private Optional<Opening> last(Key key) {
        return sql.sql("select purpose, until_at from opening where person = ? and evidence = ? and until_at > ? "
                        + "order by at desc limit 1")
                .param(key.person())
                .param(key.evidence())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(Openings::read)
                .optional();
    }

    /**
     * Of these pieces of evidence, those for which the caller has to give a purpose first.
     *
     * @param evidence what is known of each, by id
     */
    public Collection<UUID> closed(Caller caller, Action action, Map<UUID, Facts> evidence) {
        Rules.Purposes purposes = profile.rules().purposes();
        if (!purposes.actions().contains(action) || caller.person().isEmpty()) {
            return java.util.List.of();
        }
        Map<UUID, Facts> asked = new HashMap<>(evidence);
        if (!purposes.own()) {
            asked.values().removeIf(facts -> wore(caller, facts));
        }
        sql.sql("select distinct evidence from opening where person = ? and evidence = any(?) and until_at > ?")
                .param(caller.person().get())
                .param(asked.keySet().toArray(UUID[]::new))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list()
                .forEach(asked::remove);
        return asked.keySet();
    }

    /** The opening in force, for a screen to show; empty where there is none. */
    public Optional<Opening> now(Caller caller, UUID evidence) {
        return profile.rules().purposes().actions().isEmpty()
                ? Optional.empty()
                : caller.person().flatMap(person -> inForce(person, evidence));
    }

    /** Drops those that hold no more. */
    int forgetOld() {
        return sql.sql("delete from opening where until_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    static boolean wore(Caller caller, Facts facts) {
        return caller.person()
                .filter(person -> facts.wearer()
                        .filter(wearer -> wearer.value().equals(person))
                        .isPresent())
                .isPresent();
    }

    private static Opening read(ResultSet row, int number) throws SQLException {
        return new Opening(
                row.getString("purpose"),
                row.getObject("until_at", OffsetDateTime.class).toInstant());
    }
}
