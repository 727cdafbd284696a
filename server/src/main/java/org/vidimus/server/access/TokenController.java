package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Keys for scripts and docks. A script's token acts as whoever made it; a dock's acts for nobody, and only administrators make one. */
@RestController
@RequestMapping("/api/tokens")
@Tag(name = "access")
class TokenController {
    private static final int DAYS_MOST = 3_650;

    private final Gate gate;
    private final Household household;
    private final People people;
    private final Tokens tokens;
    private final Scopes scopes;
    private final Clock clock;

    TokenController(Gate gate, Household household, People people, Tokens tokens, Scopes scopes, Clock clock) {
        this.gate = gate;
        this.household = household;
        this.people = people;
        this.tokens = tokens;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** @param dock whether it is for a dock; else it acts as whoever asks for it */
    record Wish(
            @Nullable String name,
            @Nullable Boolean dock,
            @Nullable Integer days) {}

    /** @param token its text, this once and never again */
    record Issued(UUID id, String name, boolean dock, Instant expiresAt, String token) {}

    record Item(
            UUID id,
            String name,
            boolean dock,
            Optional<UUID> owner,
            Instant madeAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {
        static Item of(Token token) {
            return new Item(
                    token.id().value(),
                    token.name(),
                    token.dock(),
                    token.owner().map(PersonId::value),
                    token.madeAt(),
                    token.expiresAt(),
                    token.revokedAt());
        }
    }

    record Items(List<Item> items) {}

    @Does({Action.TOKEN_CREATE, Action.TOKEN_CREATE_DOCK})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Issued createToken(Caller caller, @RequestBody Wish wish) {
        Duration life = Duration.ofDays(Fitness.between("days", wish.days(), 1, DAYS_MOST));
        String name = Fitness.name("name", wish.name());
        Household.IssuedToken issued = Boolean.TRUE.equals(wish.dock())
                ? household.dockToken(caller, name, life)
                : household.token(caller, name, ownerFor(caller), life);
        Token token = issued.token();
        return new Issued(token.id().value(), token.name(), token.dock(), token.expiresAt(), issued.text());
    }

    private Person ownerFor(Caller caller) {
        return caller.person()
                .flatMap(id -> people.find(new PersonId(id)))
                .orElseThrow(() -> new CustodyProblem.SignInNeeded().refused());
    }

    @Does(Action.TOKEN_LIST)
    @GetMapping
    Items listTokens(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.TOKEN_LIST),
                _ -> new Items(tokens.within(scopes.of(caller, Action.TOKEN_LIST)).stream()
                        .map(Item::of)
                        .toList()));
    }

    @Does(Action.TOKEN_REVOKE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeToken(Caller caller, @PathVariable UUID id) {
        gate.change(Passage.of(caller, Action.TOKEN_REVOKE, Subject.token(id)), outcome -> {
            tokens.revoke(new TokenId(id), clock.instant());
            return outcome;
        });
    }
}
