package org.vidimus.server.evidence;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Reach;
import org.vidimus.server.access.Right;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.evidence.Listing.Row;

/** "What can this person see?", for auditors. */
@RestController
@RequestMapping("/api/people/{id}/sight")
@Tag(name = "evidence")
class PersonSightController {
    private static final int MOST = 200;

    private final PersonSight sight;
    private final Names names;

    PersonSightController(PersonSight sight, Names names) {
        this.sight = sight;
        this.names = names;
    }

    /** @param action code */
    record RightItem(String action, Reach reach, Level upTo) {
        static RightItem of(Right right) {
            return new RightItem(right.action().code(), right.reach(), right.upTo());
        }
    }

    /** @param unit where it counts: its own, else the person's */
    record DutyItem(String role, Optional<String> unit, Optional<Instant> until, List<RightItem> rights) {}

    /** @param counts of evidence that they can watch now, by how closely it is held */
    record SightItem(UUID id, String name, boolean active, List<DutyItem> duties, Map<Level, Long> counts) {}

    /** @param because which duty opens it, in words; empty where they may find it and something keeps them from watching */
    record SeenItem(
            UUID id,
            String title,
            Level level,
            Optional<Instant> recordedStart,
            Instant receivedAt,
            Optional<String> wearer,
            Optional<String> because) {}

    record SeenItems(List<SeenItem> items, @Nullable String next) {}

    @Does(Action.PERSON_SIGHT)
    @GetMapping
    SightItem showPersonSight(Caller caller, @PathVariable UUID id) {
        PersonSight.Seen seen = sight.summary(caller, new PersonId(id));
        return new SightItem(
                seen.person().id().value(),
                seen.person().name(),
                seen.person().active(),
                seen.person().duties().stream()
                        .map(duty -> new DutyItem(
                                duty.role(),
                                duty.unit().map(Unit::name),
                                duty.until(),
                                duty.rights().stream().map(RightItem::of).toList()))
                        .toList(),
                seen.counts());
    }

    /** Newest recorded first. */
    @Does(Action.PERSON_SIGHT)
    @GetMapping("/evidence")
    SeenItems listPersonSight(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        int shown = Math.clamp(limit, 1, MOST);
        List<PersonSight.Found> rows = sight.page(caller, new PersonId(id), Asked.cursor(after), shown + 1);
        List<PersonSight.Found> page = rows.subList(0, Math.min(shown, rows.size()));
        Set<PersonId> wearers =
                page.stream().flatMap(found -> found.row().wearer().stream()).collect(Collectors.toSet());
        Map<PersonId, String> known = names.people(wearers);
        return new SeenItems(
                page.stream().map(found -> item(found, known)).toList(),
                rows.size() > shown ? page.getLast().row().cursor(Order.NEWEST).toString() : null);
    }

    private static SeenItem item(PersonSight.Found found, Map<PersonId, String> names) {
        Row row = found.row();
        return new SeenItem(
                row.id().value(),
                row.title(),
                row.level(),
                row.recordedStart(),
                row.receivedAt(),
                row.wearer().map(names::get),
                found.because());
    }
}
