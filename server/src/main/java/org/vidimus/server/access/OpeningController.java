package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.Refused;
import org.vidimus.server.access.Openings.Opening;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Purpose.Needs;
import org.vidimus.server.access.profile.Rules;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Saying why, before footage is opened. */
@RestController
@Tag(name = "access")
class OpeningController {
    private final Gate gate;
    private final Openings openings;
    private final ProfileInForce profile;
    private final Clock clock;

    OpeningController(Gate gate, Openings openings, ProfileInForce profile, Clock clock) {
        this.gate = gate;
        this.openings = openings;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * @param code of one of the profile's purposes
     * @param reference number of the case, complaint or request
     * @param words the reason in the person's own words
     */
    record Wish(
            @Nullable String code,
            @Nullable String reference,
            @Nullable String words) {}

    /** @param purpose as the ledger has it */
    record Given(String purpose, Instant until) {}

    record PurposeItem(String code, String name, Needs needs) {}

    /** @param askedFor codes of the actions that need one of them */
    record PurposeItems(List<PurposeItem> items, List<String> askedFor) {}

    /** The purposes that the rules of the house know. */
    @Does(Action.CATEGORY_LIST)
    @GetMapping("/api/purposes")
    PurposeItems listPurposes(Caller caller, Locale locale) {
        return gate.view(
                Passage.of(caller, Action.CATEGORY_LIST),
                _ -> items(profile.rules().purposes(), locale));
    }

    private static PurposeItems items(Rules.Purposes purposes, Locale locale) {
        return new PurposeItems(
                purposes.list().stream()
                        .map(each -> new PurposeItem(each.code(), each.name().in(locale), each.needs()))
                        .toList(),
                purposes.actions().stream().map(Action::code).sorted().toList());
    }

    /** Opens evidence for a purpose, for as long as the rules say. */
    @Does(Action.EVIDENCE_OPEN)
    @PostMapping("/api/evidence/{id}/openings")
    @ResponseStatus(HttpStatus.CREATED)
    Given openEvidence(Caller caller, @PathVariable UUID id, @RequestBody Wish wish) {
        Rules.Purposes purposes = profile.rules().purposes();
        StatedPurpose stated = stated(wish);
        // What is unfit is not kept, whatever was typed there.
        Passage passage = Passage.of(caller, Action.EVIDENCE_OPEN, Subject.evidence(id))
                .because(
                        Optional.of(stated).filter(said -> fits(said, purposes)).map(StatedPurpose::text));
        return gate.change(passage, outcome -> {
            // Whoever may not open it learns nothing of which purposes would do.
            stated.require(purposes.list());
            Opening opening = new Opening(stated.text(), clock.instant().plus(purposes.valid()));
            openings.open(caller.person().map(PersonId::new).orElseThrow(), id, opening);
            outcome.note("until", opening.until().toString());
            return new Given(opening.purpose(), opening.until());
        });
    }

    /** As it was said, fit or not. */
    private static StatedPurpose stated(Wish wish) {
        return StatedPurpose.of(wish.code(), wish.reference(), wish.words())
                .orElse(new StatedPurpose("", Optional.empty(), Optional.empty()));
    }

    private static boolean fits(StatedPurpose stated, Rules.Purposes purposes) {
        try {
            stated.require(purposes.list());
            return true;
        } catch (Refused _) {
            return false;
        }
    }
}
