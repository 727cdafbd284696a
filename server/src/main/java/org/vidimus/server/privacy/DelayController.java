package org.vidimus.server.privacy;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.privacy.Delays.Delay;
import org.vidimus.server.privacy.Delays.Ground;

/** Delays of what wearers see, and their review. */
@RestController
@RequestMapping("/api/opening-delays")
@Tag(name = "privacy")
class DelayController {
    private static final int LONGEST = 1_000;

    private final Delaying delaying;
    private final Names names;

    DelayController(Delaying delaying, Names names) {
        this.delaying = delaying;
        this.names = names;
    }

    record Somebody(UUID id, Optional<String> name) {}

    record Review(Instant at, Somebody by, String text) {}

    /** @param over when what it kept back is shown */
    record Item(
            UUID id,
            Optional<Somebody> viewer,
            Optional<UUID> evidence,
            Ground ground,
            String reason,
            Instant from,
            Instant until,
            Instant over,
            Somebody by,
            Optional<Review> review) {}

    record Items(List<Item> items) {}

    @Does(Action.OPENING_DELAYS)
    @GetMapping
    Items listDelays(Caller caller) {
        List<Delay> delays = delaying.all(caller);
        Set<PersonId> people = new HashSet<>();
        for (Delay delay : delays) {
            people.add(new PersonId(delay.madeBy()));
            delay.viewer().ifPresent(one -> people.add(new PersonId(one)));
            delay.review().ifPresent(one -> people.add(new PersonId(one.by())));
        }
        Map<PersonId, String> known = names.people(people);
        return new Items(delays.stream().map(delay -> item(delay, known)).toList());
    }

    record Wanted(
            @Nullable UUID viewer,
            @Nullable UUID evidence,
            @Nullable String ground,
            @Nullable String reason,
            @Nullable Instant until) {}

    @Does(Action.OPENING_DELAY)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Item addDelay(Caller caller, @RequestBody Wanted wanted) {
        if (wanted.viewer() == null && wanted.evidence() == null) {
            throw new PrivacyProblem.NotUnderstood("viewer", "a viewer, a piece of evidence, or both").refused();
        }
        Instant until = wanted.until();
        if (until == null) {
            throw new PrivacyProblem.NotUnderstood("until", "when the delay ends").refused();
        }
        Ground ground = LedgerAsked.one(
                "ground",
                String.valueOf(wanted.ground()),
                "one of " + Arrays.toString(Ground.values()),
                Ground::valueOf);
        Delay delay = delaying.delay(
                caller,
                new Delaying.Wish(
                        Optional.ofNullable(wanted.viewer()),
                        Optional.ofNullable(wanted.evidence()),
                        ground,
                        text("reason", wanted.reason()),
                        until));
        return item(delay, Map.of());
    }

    @Does(Action.OPENING_DELAY)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endDelay(Caller caller, @PathVariable UUID id) {
        delaying.end(caller, id);
    }

    record Reviewed(@Nullable String text) {}

    @Does(Action.OPENING_REVIEW)
    @PostMapping("/{id}/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reviewDelay(Caller caller, @PathVariable UUID id, @RequestBody Reviewed reviewed) {
        delaying.review(caller, id, text("text", reviewed.text()));
    }

    private static String text(String what, @Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new PrivacyProblem.NotUnderstood(what, "1 to " + LONGEST + " characters").refused();
        }
        return text;
    }

    private static Item item(Delay delay, Map<PersonId, String> names) {
        return new Item(
                delay.id(),
                delay.viewer().map(one -> somebody(one, names)),
                delay.evidence(),
                delay.ground(),
                delay.reason(),
                delay.from(),
                delay.until(),
                delay.over(),
                somebody(delay.madeBy(), names),
                delay.review().map(one -> new Review(one.at(), somebody(one.by(), names), one.text())));
    }

    private static Somebody somebody(UUID id, Map<PersonId, String> names) {
        return new Somebody(id, Optional.ofNullable(names.get(new PersonId(id))));
    }
}
