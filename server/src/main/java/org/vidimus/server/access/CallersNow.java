package org.vidimus.server.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Caller;

/** Who a caller is now: by a token, or looked up again for whoever keeps one longer than a request. */
@Component
public class CallersNow {
    private final People people;
    private final Tokens tokens;
    private final Clock clock;

    CallersNow(People people, Tokens tokens, Clock clock) {
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
            case TOKEN -> tokens.find(new TokenId(before.id())).flatMap(this::of);
            case JOB, VISITOR -> Optional.of(before);
        };
    }

    /** Whom the token speaks for now; empty when it is dead, or its owner has left. */
    Optional<Caller> of(Token token) {
        if (!token.validAt(clock.instant())) {
            return Optional.empty();
        }
        return token.dock()
                ? Optional.of(Callers.dock(token))
                : token.owner().flatMap(people::find).map(owner -> Callers.of(token, owner));
    }
}
