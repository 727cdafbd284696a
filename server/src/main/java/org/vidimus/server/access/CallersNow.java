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
    private final Sittings sittings;
    private final Clock clock;

    CallersNow(People people, Tokens tokens, Sittings sittings, Clock clock) {
        this.people = people;
        this.tokens = tokens;
        this.sittings = sittings;
        this.clock = clock;
    }

    /** With what they may do now; empty when they have left, their sitting is over, or their token is dead. */
    public Optional<Caller> of(Caller before) {
        return switch (before.kind()) {
            case PERSON ->
                before.session()
                        .flatMap(sittings::find)
                        .filter(open -> open.person().value().equals(before.id()))
                        .flatMap(open -> people.find(open.person()).map(person -> Callers.of(person, open.seat())));
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
