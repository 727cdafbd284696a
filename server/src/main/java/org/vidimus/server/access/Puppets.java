package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Entry;

/**
 * Somebody whom another made, let in or gave duties a short while ago is no second person for them: it may be themselves. What the
 * ledger says of the person tells. After a day the house has had time to see the new face.
 */
@Component
class Puppets {
    private static final Duration FRESH = Duration.ofHours(24);
    private static final Set<String> MAKING = Set.of(
            Action.PERSON_CREATE.code(),
            Action.PERSON_INVITE.code(),
            Action.PERSON_RECOVER.code(),
            Action.PERSON_IMPORT.code(),
            Action.DUTY_CHANGE.code(),
            Action.SERVICE_CREATE.code(),
            Action.OPENID_LINK.code());

    private final Histories histories;
    private final Tokens tokens;
    private final Clock clock;

    Puppets(Histories histories, Tokens tokens, Clock clock) {
        this.histories = histories;
        this.tokens = tokens;
        this.clock = clock;
    }

    boolean isOne(PersonId person, PersonId of) {
        Instant since = clock.instant().minus(FRESH);
        return histories.of(Subject.person(person.value())).stream()
                .flatMap(recorded -> recorded.payload().map(Entry::parse).stream())
                .filter(entry -> entry.at().isAfter(since)
                        && entry.result() == Entry.Result.DONE
                        && MAKING.contains(entry.action()))
                .anyMatch(entry -> whose(entry.actor()).equals(Optional.of(of.value())));
    }

    private Optional<UUID> whose(Actor actor) {
        return switch (actor.kind()) {
            case PERSON -> Optional.of(actor.id());
            case TOKEN ->
                tokens.find(new TokenId(actor.id())).flatMap(Token::owner).map(PersonId::value);
            case JOB, VISITOR -> Optional.empty();
        };
    }
}
