package org.vidimus.server.privacy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.TokenOwners;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Withheld;
import org.vidimus.server.privacy.Delays.Delay;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Entry;
import org.vidimus.trust.LedgerSubject;

/** Keeps from the wearer, and from nobody else, what a delay in force covers. Judges by the entries themselves. */
@Component
class WithheldOpenings implements Withheld {
    private static final String EVIDENCE = "evidence";

    private final Delays delays;
    private final TokenOwners owners;
    private final JdbcClient sql;
    private final Clock clock;

    WithheldOpenings(Delays delays, TokenOwners owners, JdbcClient sql, Clock clock) {
        this.delays = delays;
        this.owners = owners;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Set<UUID> from(Caller caller, List<Recorded> entries) {
        Optional<UUID> wearer = caller.person();
        if (wearer.isEmpty()) {
            return Set.of();
        }
        List<Delay> inForce = delays.inForce(clock.instant());
        if (inForce.isEmpty()) {
            return Set.of();
        }
        List<Entry> readable = entries.stream()
                .flatMap(one -> one.payload().stream())
                .map(Entry::parse)
                .toList();
        Set<UUID> worn = worn(wearer.get(), readable);
        Map<UUID, PersonId> persons = owners.of(readable.stream()
                .map(Entry::actor)
                .filter(actor -> actor.kind() == Actor.Kind.TOKEN)
                .map(Actor::id)
                .distinct()
                .toList());
        return readable.stream()
                .filter(entry -> {
                    UUID who = who(entry.actor(), persons);
                    return !who.equals(wearer.get())
                            && entry.actor().kind() != Actor.Kind.JOB
                            && entry.subjects().stream()
                                    .filter(subject -> subject.kind().equals(EVIDENCE))
                                    .map(LedgerSubject::id)
                                    .filter(worn::contains)
                                    .anyMatch(id ->
                                            inForce.stream().anyMatch(delay -> delay.covers(who, id, entry.at())));
                })
                .map(Entry::id)
                .collect(Collectors.toSet());
    }

    private Set<UUID> worn(UUID wearer, List<Entry> entries) {
        UUID[] ids = entries.stream()
                .flatMap(entry -> entry.subjects().stream())
                .filter(subject -> subject.kind().equals(EVIDENCE))
                .map(LedgerSubject::id)
                .distinct()
                .toArray(UUID[]::new);
        return Set.copyOf(sql.sql("select id from evidence where wearer = :me and id = any(:ids) union "
                        + "select evidence from evidence_wearer_before where person = :me and evidence = any(:ids)")
                .param("me", wearer)
                .param("ids", ids)
                .query(UUID.class)
                .list());
    }

    private static UUID who(Actor actor, Map<UUID, PersonId> persons) {
        PersonId owner = actor.kind() == Actor.Kind.TOKEN ? persons.get(actor.id()) : null;
        return owner == null ? actor.id() : owner.value();
    }
}
