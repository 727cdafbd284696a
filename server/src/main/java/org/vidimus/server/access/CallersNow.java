package org.vidimus.server.access;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Caller;

/** Looks a caller up again, for whoever keeps one longer than a request. */
@Component
public class CallersNow {
    private final People people;
    private final Tokens tokens;
    private final java.time.Clock clock;

    CallersNow(People people, Tokens tokens, java.time.Clock clock) {
        this.people = people;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** With what they may do now; empty when they have left, or their token is dead. */
    public Optional<Caller> of(Caller before) {
        return switch (before.kind()) {
            case PERSON ->
                before.session().flatMap(session -> people.find(new PersonId(before.id()))
                        .map(person -> Callers.of(person, session)));
            case TOKEN ->
                tokens.find(new TokenId(before.id()))
                        .filter(token -> token.validAt(clock.instant()))
                        .flatMap(token -> token.dock()
                                ? Optional.of(Callers.dock(token))
                                : token.owner().flatMap(people::find).map(owner -> Callers.of(token, owner)));
            case JOB, VISITOR -> Optional.of(before);
        };
    }
}
