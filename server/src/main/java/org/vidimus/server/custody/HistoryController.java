package org.vidimus.server.custody;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.trust.Entry;

/** The history of one piece of evidence, for people: every entry, who, when, why, and how far it is proven. */
@RestController
@Tag(name = "ledger")
class HistoryController {
    private static final int LIMIT_MOST = 1_000;

    private final Gate gate;
    private final Histories histories;
    private final Withheld withheld;

    HistoryController(Gate gate, Histories histories, Withheld withheld) {
        this.gate = gate;
        this.histories = histories;
        this.withheld = withheld;
    }

    @Does(Action.EVIDENCE_HISTORY)
    @GetMapping("/api/evidence/{id}/custody")
    Page evidenceCustody(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        if (after < 0) {
            throw new CustodyProblem.PageUnfit("after", "is " + after + ", want >= 0").refused();
        }
        if (limit < 1 || limit > LIMIT_MOST) {
            throw new CustodyProblem.PageUnfit("limit", "is " + limit + ", want 1 to " + LIMIT_MOST).refused();
        }
        Subject evidence = Subject.evidence(id);
        return gate.view(
                Passage.of(caller, Action.EVIDENCE_HISTORY, evidence),
                _ -> page(caller, evidence, histories.page(evidence, after, limit), limit));
    }

    private Page page(Caller caller, Subject subject, List<Recorded> entries, int limit) {
        Set<UUID> later = withheld.from(caller, entries);
        List<Item> items = entries.stream()
                .filter(entry -> !later.contains(entry.id()))
                .map(Item::of)
                .toList();
        boolean full = entries.size() == limit && entries.getLast().index().isPresent();
        OptionalLong last = full ? entries.getLast().numberIn(subject) : OptionalLong.empty();
        return new Page(items, last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty());
    }

    /** @param next what to send as {@code after} for the page that follows; empty on the last one */
    record Page(List<Item> items, Optional<Long> next) {}

    record Actor(String kind, UUID id, String name) {}

    /** @param action empty, like all that is in the payload, when the entry was erased by law */
    record Item(
            UUID id,
            Optional<Long> index,
            Optional<Instant> at,
            Optional<String> phase,
            Optional<UUID> attempt,
            Optional<String> action,
            Optional<Actor> actor,
            Optional<String> door,
            Optional<String> purpose,
            Optional<String> result,
            Map<String, String> details,
            Optional<Instant> erasedAt,
            Histories.State state) {
        static Item of(Recorded recorded) {
            Optional<Entry> entry = recorded.payload().map(Entry::parse);
            return new Item(
                    recorded.id(),
                    recorded.index().isPresent() ? Optional.of(recorded.index().getAsLong()) : Optional.empty(),
                    entry.map(Entry::at),
                    entry.map(that -> lower(that.phase())),
                    entry.flatMap(Entry::attempt),
                    entry.map(Entry::action),
                    entry.map(Item::actor),
                    entry.map(that -> lower(that.door())),
                    entry.flatMap(Entry::purpose),
                    entry.map(that -> lower(that.result())),
                    entry.<Map<String, String>>map(Entry::details).orElse(Map.of()),
                    recorded.erasedAt(),
                    recorded.state());
        }

        private static Actor actor(Entry entry) {
            return new Actor(
                    lower(entry.actor().kind()),
                    entry.actor().id(),
                    entry.actor().name());
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
