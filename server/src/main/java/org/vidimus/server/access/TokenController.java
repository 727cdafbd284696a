package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private static final int DAYS_MOST = 366;

    private final Gate gate;
    private final Household household;
    private final People people;
    private final Tokens tokens;
    private final Services services;
    private final Scopes scopes;
    private final Clock clock;

    TokenController(
            Gate gate,
            Household household,
            People people,
            Tokens tokens,
            Services services,
            Scopes scopes,
            Clock clock) {
        this.gate = gate;
        this.household = household;
        this.people = people;
        this.tokens = tokens;
        this.services = services;
        this.scopes = scopes;
        this.clock = clock;
    }

    /**
     * @param dock whether it is for a dock; else it acts as whoever asks for it, or for {@code owner}
     * @param scope codes of the actions that it is limited to; without any it may what its owner may
     * @param owner a service that it shall act for
     */
    record Wish(
            @Nullable String name,
            @Nullable Boolean dock,
            @Nullable Integer days,
            @Nullable List<String> scope,
            @Nullable UUID owner) {}

    /** @param token its text, this once and never again */
    record Issued(UUID id, String name, boolean dock, Instant expiresAt, String token) {}

    record Item(
            UUID id,
            String name,
            boolean dock,
            Optional<UUID> owner,
            Instant madeAt,
            Instant expiresAt,
            Optional<Instant> revokedAt,
            Optional<List<String>> scope,
            Optional<LocalDate> lastUsedOn) {
        static Item of(Token token) {
            return new Item(
                    token.id().value(),
                    token.name(),
                    token.dock(),
                    token.owner().map(PersonId::value),
                    token.madeAt(),
                    token.expiresAt(),
                    token.revokedAt(),
                    token.scope()
                            .map(scope ->
                                    scope.stream().map(Action::code).sorted().toList()),
                    token.lastUsedOn());
        }
    }

    record Items(List<Item> items) {}

    @Does({Action.TOKEN_CREATE, Action.TOKEN_CREATE_DOCK, Action.TOKEN_CREATE_SERVICE})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Issued createToken(Caller caller, @RequestBody Wish wish) {
        Duration life = Duration.ofDays(Fitness.between("days", wish.days(), 1, DAYS_MOST));
        String name = Fitness.name("name", wish.name());
        Household.IssuedToken issued = Boolean.TRUE.equals(wish.dock())
                ? household.dockToken(caller, name, life)
                : household.token(caller, name, ownerFor(caller, wish), life, scope(wish));
        Token token = issued.token();
        return new Issued(token.id().value(), token.name(), token.dock(), token.expiresAt(), issued.text());
    }

    /** What does not exist is refused as what is no service: neither is told. */
    private Person ownerFor(Caller caller, Wish wish) {
        if (wish.owner() != null) {
            return services.find(new PersonId(wish.owner()))
                    .orElseThrow(() -> new AccessProblem.Unfit("owner", "want the id of a service, or none").refused());
        }
        return caller.person()
                .flatMap(id -> people.find(new PersonId(id)))
                .orElseThrow(() -> new CustodyProblem.SignInNeeded().refused());
    }

    private static Optional<Set<Action>> scope(Wish wish) {
        List<String> codes = wish.scope();
        if (codes == null) {
            return Optional.empty();
        }
        Set<Action> actions = Arrays.stream(Action.values())
                .filter(action -> codes.contains(action.code()))
                .collect(Collectors.toUnmodifiableSet());
        if (actions.isEmpty() || actions.size() != Set.copyOf(codes).size()) {
            throw new AccessProblem.Unfit("scope", "want codes of actions, such as evidence.list").refused();
        }
        return Optional.of(actions);
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
