package org.vidimus.server.custody;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    /** Where much is withheld, a small page is found in few reads. */
    private static final int READ_LEAST = 200;

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
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > LIMIT_MOST) {
            throw new CustodyProblem.PageUnfit("limit", "is " + limit + ", want 1 to " + LIMIT_MOST).refused();
        }
        Subject evidence = Subject.evidence(id);
        return gate.view(
                Passage.of(caller, Action.EVIDENCE_HISTORY, evidence),
                _ -> page(caller, evidence, after == null ? 0 : numberOf(after, evidence), limit));
    }

    private long numberOf(UUID entry, Subject subject) {
        return histories
                .find(entry)
                .map(found -> found.numberIn(subject))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .orElseThrow(() -> new CustodyProblem.PageUnfit("after", "is no entry of this history").refused());
    }

    /** A page is as long as it would be if there were nothing withheld, and where it ends is told by what it shows. */
    private Page page(Caller caller, Subject subject, long after, int limit) {
        int read = Math.max(limit, READ_LEAST);
        List<Recorded> shown = new ArrayList<>();
        long from = after;
        boolean more = true;
        while (more && shown.size() < limit) {
            List<Recorded> entries = histories.page(subject, from, read);
            Set<UUID> later = withheld.from(caller, entries);
            entries.stream().filter(entry -> !later.contains(entry.id())).forEach(shown::add);
            // Without a place in the tree are the newest, which come with the last page whatever its length.
            more = entries.size() == read && entries.getLast().index().isPresent();
            if (more) {
                from = entries.getLast().numberIn(subject).orElseThrow();
            }
        }
        List<Recorded> placed = shown.stream()
                .filter(entry -> entry.index().isPresent())
                .limit(limit)
                .toList();
        boolean full = placed.size() == limit;
        return new Page(
                (full ? placed : shown).stream().map(Item::of).toList(),
                full ? Optional.of(placed.getLast().id()) : Optional.empty());
    }

    /** @param next what to send as {@code after} for the page that follows: the last entry shown; empty on the last page */
    record Page(List<Item> items, Optional<UUID> next) {}

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
