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
import org.vidimus.server.access.profile.Purpose;
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
    private static final int LONGEST = 500;

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

    record PurposeItems(List<PurposeItem> items) {}

    /** The purposes that the rules of the house know. */
    @Does(Action.CATEGORY_LIST)
    @GetMapping("/api/purposes")
    PurposeItems listPurposes(Caller caller, Locale locale) {
        return gate.view(
                Passage.of(caller, Action.CATEGORY_LIST),
                _ -> new PurposeItems(profile.rules().purposes().list().stream()
                        .map(each -> new PurposeItem(each.code(), each.name().in(locale), each.needs()))
                        .toList()));
    }

    /** Opens evidence for a purpose, for as long as the rules say. */
    @Does(Action.EVIDENCE_OPEN)
    @PostMapping("/api/evidence/{id}/openings")
    @ResponseStatus(HttpStatus.CREATED)
    Given openEvidence(Caller caller, @PathVariable UUID id, @RequestBody Wish wish) {
        Rules.Purposes purposes = profile.rules().purposes();
        Optional<Opening> opening = opening(wish, purposes);
        Passage passage =
                Passage.of(caller, Action.EVIDENCE_OPEN, Subject.evidence(id)).because(opening.map(Opening::purpose));
        return gate.change(passage, outcome -> {
            // Whoever may not open it learns nothing of which purposes would do.
            Opening fit = opening.orElseGet(() -> require(wish, purposes));
            openings.open(caller.person().map(PersonId::new).orElseThrow(), id, fit);
            outcome.note("until", fit.until().toString());
            return new Given(fit.purpose(), fit.until());
        });
    }

    private Optional<Opening> opening(Wish wish, Rules.Purposes purposes) {
        try {
            return Optional.of(require(wish, purposes));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    private Opening require(Wish wish, Rules.Purposes purposes) {
        return new Opening(
                inWords(chosen(wish, purposes), wish), clock.instant().plus(purposes.valid()));
    }

    private static Purpose chosen(Wish wish, Rules.Purposes purposes) {
        return purposes.list().stream()
                .filter(each -> each.code().equals(wish.code()))
                .findFirst()
                .orElseThrow(() -> new ConditionProblem.PurposeUnfit("code", "choose one of the purposes").refused());
    }

    private static String inWords(Purpose purpose, Wish wish) {
        Optional<String> reference = text("reference", wish.reference());
        Optional<String> words = text("words", wish.words());
        if (purpose.needs() == Needs.REFERENCE && reference.isEmpty()) {
            throw new ConditionProblem.PurposeUnfit("reference", "give the number of the case, complaint or request")
                    .refused();
        }
        if (purpose.needs() == Needs.WORDS && words.isEmpty()) {
            throw new ConditionProblem.PurposeUnfit("words", "say it in a few words").refused();
        }
        return purpose.code()
                + reference.map(text -> " " + text).orElse("")
                + words.map(text -> ": " + text).orElse("");
    }

    private static Optional<String> text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.length() > LONGEST || value.chars().anyMatch(each -> Character.isISOControl(each) && each != '\n')) {
            throw new ConditionProblem.PurposeUnfit(field, "want at most " + LONGEST + " plain characters").refused();
        }
        return Optional.of(value.strip());
    }
}
