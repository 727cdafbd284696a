package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
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
import org.vidimus.server.access.Glass.Breaking;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Rules;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Breaking the glass: wider sight at once, for a stated reason and a short time, and somebody else looks at it afterwards. */
@RestController
@RequestMapping("/api/glass")
@Tag(name = "access")
class GlassController {
    private static final int LONGEST = 500;

    private final Gate gate;
    private final Glass glass;
    private final Duties duties;
    private final Scopes scopes;
    private final ProfileInForce profile;
    private final Clock clock;

    GlassController(Gate gate, Glass glass, Duties duties, Scopes scopes, ProfileInForce profile, Clock clock) {
        this.gate = gate;
        this.glass = glass;
        this.duties = duties;
        this.scopes = scopes;
        this.profile = profile;
        this.clock = clock;
    }

    record Wish(@Nullable String reason, @Nullable String reference) {}

    record Judgement(@Nullable Boolean justified, @Nullable String remark) {}

    record ReviewItem(Instant at, String by, boolean justified, String remark) {}

    /**
     * @param overdue whether {@code reviewBy} has passed without a review
     * @param own whether it was the caller; then somebody else must review it
     */
    record Item(
            UUID id,
            UUID person,
            String name,
            String reason,
            Optional<String> reference,
            Instant at,
            Instant until,
            Instant reviewBy,
            boolean overdue,
            Optional<ReviewItem> review,
            boolean own) {
        static Item of(Breaking breaking, Caller caller, Instant now) {
            return new Item(
                    breaking.id(),
                    breaking.person().value(),
                    breaking.name(),
                    breaking.reason(),
                    breaking.reference(),
                    breaking.at(),
                    breaking.until(),
                    breaking.reviewBy(),
                    breaking.isOverdue(now),
                    breaking.review()
                            .map(review ->
                                    new ReviewItem(review.at(), review.by(), review.justified(), review.remark())),
                    caller.person().equals(Optional.of(breaking.person().value())));
        }
    }

    record Items(List<Item> items) {}

    @Does(Action.GLASS_LIST)
    @GetMapping
    Items listGlass(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.GLASS_LIST),
                _ -> new Items(glass.within(scopes.of(caller, Action.GLASS_LIST)).stream()
                        .map(each -> Item.of(each, caller, clock.instant()))
                        .toList()));
    }

    @Does(Action.GLASS_BREAK)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Item breakGlass(Caller caller, @RequestBody Wish wish) {
        Rules.BreakGlass rule = profile.rules().breakGlass();
        Instant now = clock.instant();
        Instant until = now.plus(rule.lasts());
        Subject[] subjects = caller.person().stream().map(Subject::person).toArray(Subject[]::new);
        Passage passage = Passage.of(caller, Action.GLASS_BREAK, subjects)
                .because(Optional.ofNullable(wish.reason()).filter(text -> text.length() <= LONGEST));
        return gate.change(passage, outcome -> {
            if (!rule.allowed()) {
                throw new ConditionProblem.GlassNotAllowed().refused();
            }
            String reason = words("reason", wish.reason());
            Optional<String> reference = Optional.ofNullable(wish.reference())
                    .filter(text -> !text.isBlank())
                    .map(text -> words("reference", text));
            PersonId person = person(caller);
            Duty duty =
                    Duties.beginning(StandardRoles.breakGlass(rule.upTo()), Optional.empty(), now, Optional.of(until));
            duties.add(person, duty);
            glass.add(duty.id(), person, reason, reference, until, until.plus(rule.reviewWithin()));
            reference.ifPresent(text -> outcome.note("reference", text));
            outcome.note("until", until.toString())
                    .note("up-to", rule.upTo().name())
                    .note("glass", duty.id().toString());
            return Item.of(glass.find(duty.id()).orElseThrow(), caller, now);
        });
    }

    /** Gives it back before its time. */
    @Does(Action.GLASS_END)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endGlass(Caller caller, @PathVariable UUID id) {
        Subject[] subjects = caller.person().stream().map(Subject::person).toArray(Subject[]::new);
        gate.change(Passage.of(caller, Action.GLASS_END, subjects), outcome -> {
            // What is no emergency access of their own is no duty to end here.
            if (!glass.end(id, person(caller)) || !duties.end(person(caller), id)) {
                throw new CustodyProblem.NotFound().refused();
            }
            return outcome.note("glass", id.toString());
        });
    }

    @Does(Action.GLASS_REVIEW)
    @PostMapping("/{id}/review")
    Item reviewGlass(Caller caller, @PathVariable UUID id, @RequestBody Judgement judgement) {
        Optional<Breaking> found = glass.find(id);
        Subject[] subjects = found.stream()
                .map(each -> Subject.person(each.person().value()))
                .toArray(Subject[]::new);
        return gate.change(Passage.of(caller, Action.GLASS_REVIEW, subjects), outcome -> {
            Breaking breaking = found.orElseThrow(() -> new CustodyProblem.NotFound().refused());
            if (breaking.person().equals(person(caller))) {
                throw new ConditionProblem.OwnMatter().refused();
            }
            String remark = words("remark", judgement.remark());
            boolean justified = Optional.ofNullable(judgement.justified())
                    .orElseThrow(() -> new AccessProblem.Unfit("justified", "is missing").refused());
            if (!glass.review(id, person(caller), justified, remark)) {
                throw new AccessProblem.Unfit("review", "somebody has done it already").refused();
            }
            outcome.note("glass", id.toString())
                    .note("justified", Boolean.toString(justified))
                    .note("remark", remark);
            return Item.of(glass.find(id).orElseThrow(), caller, clock.instant());
        });
    }

    private static String words(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new AccessProblem.Unfit(field, "want 1 to " + LONGEST + " characters").refused();
        }
        return text.strip();
    }

    private static PersonId person(Caller caller) {
        return caller.person().map(PersonId::new).orElseThrow(() -> new CustodyProblem.SignInNeeded().refused());
    }
}
