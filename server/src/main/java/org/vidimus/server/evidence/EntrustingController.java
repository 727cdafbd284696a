package org.vidimus.server.evidence;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** How closely a piece of evidence is held, and who can see it. */
@RestController
@RequestMapping("/api/evidence/{id}")
@Tag(name = "evidence")
class EntrustingController {
    private final Entrusting entrusting;
    private final Complaints complaints;

    EntrustingController(Entrusting entrusting, Complaints complaints) {
        this.entrusting = entrusting;
        this.complaints = complaints;
    }

    record LevelWish(@Nullable Level level, @Nullable String reason) {}

    record LevelItem(Level level) {}

    /** @param until first moment at which it no longer holds */
    record NamingWish(@Nullable String reason, @Nullable Instant until) {}

    /** @param roles codes; {@code because} says in words which of them opens it */
    record ViewerItem(UUID id, String name, Optional<String> unit, List<String> roles, String because) {}

    record ViewerItems(List<ViewerItem> items, Map<String, Long> byRole, List<Entrusting.Named> named) {}

    @Does(Action.EVIDENCE_ENTRUST)
    @PutMapping("/level")
    LevelItem changeLevel(Caller caller, @PathVariable UUID id, @RequestBody LevelWish wish) {
        if (wish.level() == null) {
            throw new EvidenceProblem.NotUnderstood("level", "OPEN, RESTRICTED or CONFIDENTIAL", "nothing").refused();
        }
        return new LevelItem(
                entrusting.hold(caller, new EvidenceId(id), wish.level(), Entrusting.reason(wish.reason())));
    }

    /** Ends that it is held apart for breaking a rule: from now on as closely as is said here. */
    @Does(Action.EVIDENCE_ENTRUST)
    @PutMapping("/breach")
    LevelItem decideBreach(Caller caller, @PathVariable UUID id, @RequestBody LevelWish wish) {
        if (wish.level() == null) {
            throw new EvidenceProblem.NotUnderstood("level", "OPEN, RESTRICTED or CONFIDENTIAL", "nothing").refused();
        }
        return new LevelItem(
                entrusting.decide(caller, new EvidenceId(id), wish.level(), Entrusting.reason(wish.reason())));
    }

    @Does(Action.EVIDENCE_ENTRUST)
    @PutMapping("/named/{person}")
    Entrusting.Named namePerson(
            Caller caller, @PathVariable UUID id, @PathVariable UUID person, @RequestBody NamingWish wish) {
        return entrusting.name(
                caller,
                new EvidenceId(id),
                new PersonId(person),
                Entrusting.reason(wish.reason()),
                Optional.ofNullable(wish.until()));
    }

    @Does(Action.EVIDENCE_ENTRUST)
    @DeleteMapping("/named/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unnamePerson(Caller caller, @PathVariable UUID id, @PathVariable UUID person) {
        entrusting.unname(caller, new EvidenceId(id), new PersonId(person));
    }

    /** @param reference number of the complaint */
    record ComplaintWish(@Nullable String reference) {}

    /** A complaint about this person concerns the evidence: they decide nothing about it. */
    @Does(Action.EVIDENCE_COMPLAIN)
    @PutMapping("/complaints/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addComplaint(
            Caller caller, @PathVariable UUID id, @PathVariable UUID person, @RequestBody ComplaintWish wish) {
        complaints.add(
                caller, new EvidenceId(id), new PersonId(person), Entrusting.words("reference", wish.reference()));
    }

    @Does(Action.EVIDENCE_COMPLAIN)
    @DeleteMapping("/complaints/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endComplaint(Caller caller, @PathVariable UUID id, @PathVariable UUID person) {
        complaints.end(caller, new EvidenceId(id), new PersonId(person));
    }

    /** The named list and the counts by role, as it stands now. */
    @Does(Action.EVIDENCE_VIEWERS)
    @GetMapping("/viewers")
    ViewerItems listViewers(Caller caller, @PathVariable UUID id) {
        Entrusting.Seen seen = entrusting.whoCanSee(caller, new EvidenceId(id));
        List<ViewerItem> items = seen.viewers().stream()
                .map(viewer -> new ViewerItem(
                        viewer.person().value(),
                        viewer.name(),
                        viewer.unit().map(Unit::name),
                        viewer.roles(),
                        viewer.because()))
                .toList();
        Map<String, Long> byRole = items.stream()
                .flatMap(item -> item.roles().stream())
                .collect(Collectors.groupingBy(role -> role, TreeMap::new, Collectors.counting()));
        return new ViewerItems(items, byRole, seen.named());
    }
}
