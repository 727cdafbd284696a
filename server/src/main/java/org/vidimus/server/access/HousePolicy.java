package org.vidimus.server.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Scope.Sight;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Duty;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Policy;
import org.vidimus.server.custody.Subject;

/**
 * The one policy: for single things, for lists, and for what a screen may offer. All three ask the same question of the same
 * rights; nobody else compares roles.
 */
@Component
class HousePolicy implements Policy, Scopes, Permissions {
    /** What they name need not exist yet. */
    private static final Set<Action> CREATING = EnumSet.of(
            Action.UPLOAD_CREATE,
            Action.UPLOAD_SEAL,
            Action.BUNDLE_EXPORT,
            Action.TOKEN_CREATE,
            Action.PERSON_CREATE,
            Action.UNIT_CREATE,
            Action.CAMERA_REGISTER,
            Action.APPROVAL_ASK);

    /** About the house itself: a right to it that reaches less than everything is none. */
    static final Set<Action> HOUSE_WIDE = EnumSet.of(
            Action.UNIT_CREATE,
            Action.UNIT_CHANGE,
            Action.SCIM_READ,
            Action.SCIM_CHANGE,
            Action.ROLE_CHANGE,
            Action.PROFILE_ADD,
            Action.PROFILE_ADOPT,
            Action.SERVICE_CREATE,
            Action.OPENID_CHANGE,
            Action.OPENID_LINK,
            Action.DIRECTORY_MAP,
            Action.INTEGRATION_LIST,
            Action.INTEGRATION_CHANGE,
            Action.CAMERA_SETTINGS_CHANGE,
            Action.KIOSK_LIST,
            Action.KIOSK_PAIR,
            Action.KIOSK_REVOKE,
            Action.ALERT_RULE,
            Action.ALERT_SEND,
            Action.NOTICE_LIST,
            Action.NOTICE_CHANGE,
            Action.CATEGORY_CHANGE,
            Action.TOKEN_CREATE_DOCK);

    private static final Duty DOCK = new Duty(Role.DOCK.name(), Optional.empty());

    private final RoleBook roles;
    private final UnitTree units;
    private final FormerUnits former;
    private final Denials denials;
    private final ObjectProvider<Facts.Source> sources;

    HousePolicy(
            RoleBook roles, UnitTree units, FormerUnits former, Denials denials, ObjectProvider<Facts.Source> sources) {
        this.roles = roles;
        this.units = units;
        this.former = former;
        this.denials = denials;
        this.sources = sources;
    }

    /** A right and the duty that brings it. */
    private record Held(Duty duty, Right right) {
        /** As the ledger and an explanation say it. */
        String inWords() {
            return "as " + duty.role() + ", which reaches "
                    + right.reach().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " up to "
                    + right.upTo().name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Decision decide(Caller caller, Action action, List<Subject> subjects) {
        if (StandardRoles.isOpenToAnyone(action)) {
            return new Decision.Allowed("open to anyone");
        }
        if (caller.kind() == Caller.Kind.PERSON
                && StandardRoles.isAboutOneself(action)
                && subjects.stream().allMatch(Subject.person(caller.id())::equals)) {
            return new Decision.Allowed("about oneself");
        }
        return switch (caller.kind()) {
            case JOB -> new Decision.Allowed("a job of the house");
            case VISITOR -> new Decision.Refusal("not signed in", false);
            case PERSON, TOKEN -> {
                List<Held> held = held(caller, action);
                yield held.isEmpty()
                        ? new Decision.Refusal("no duty brings this right", false)
                        : within(caller, action, held, subjects);
            }
        };
    }

    private Decision within(Caller caller, Action action, List<Held> held, List<Subject> subjects) {
        Optional<Held> unlimited = unlimited(held);
        if (HOUSE_WIDE.contains(action) && unlimited.isEmpty()) {
            return new Decision.Refusal("it concerns the whole house, and no duty reaches all of it", false);
        }
        // A dock sends hundreds of requests for one upload, each of them within its reach; it is not asked what exists.
        boolean known = subjects.isEmpty()
                || CREATING.contains(action)
                || caller.duties().contains(DOCK);
        if (known && unlimited.isPresent() && !denials.concern(action)) {
            return new Decision.Allowed(unlimited.get().inWords());
        }
        String because = held.getFirst().inWords();
        for (Subject subject : subjects) {
            Optional<Facts.Source> source = sourceOf(subject.kind());
            if (source.isEmpty() && unlimited.isPresent()) {
                known = true;
                continue;
            }
            Optional<Facts> facts = source.flatMap(that -> that.of(subject.id()));
            if (facts.isPresent()) {
                Optional<Held> covering = covering(caller, held, facts.get());
                if (covering.isEmpty()) {
                    return new Decision.Refusal("outside of every duty's reach", true);
                }
                Optional<String> denial = denials.why(caller, action, facts.get());
                if (denial.isPresent()) {
                    return new Decision.Refusal(denial.get(), false);
                }
                because = covering.get().inWords();
                known = true;
            }
        }
        return known ? new Decision.Allowed(because) : new Decision.Refusal("there is no such thing", true);
    }

    private static Optional<Held> unlimited(List<Held> held) {
        return held.stream()
                .filter(each ->
                        each.right().reach() == Reach.ALL && each.right().upTo() == Level.CONFIDENTIAL)
                .findFirst();
    }

    private List<Held> held(Caller caller, Action asked) {
        // Whoever may view may say why: it is no right of its own.
        Action action = asked == Action.EVIDENCE_OPEN ? Action.EVIDENCE_VIEW : asked;
        if (!caller.isWithinLimits(action)) {
            return List.of();
        }
        return caller.duties().stream()
                .flatMap(duty -> roles.rights(duty.role(), action).stream()
                        .flatMap(right -> UnitLimit.on(right, duty.unit()).stream())
                        .map(right -> new Held(duty, right)))
                .toList();
    }

    private Optional<Held> covering(Caller caller, List<Held> held, Facts facts) {
        return held.stream().filter(each -> covers(caller, each, facts)).findFirst();
    }

    private boolean covers(Caller caller, Held held, Facts facts) {
        if (facts.level().compareTo(held.right().upTo()) > 0) {
            return false;
        }
        return switch (held.right().reach()) {
            case ALL -> true;
            case UNIT, UNIT_AND_BELOW ->
                facts.unit()
                        .filter(unit -> reached(caller, held).contains(unit)
                                || facts.at()
                                        .filter(at -> reachedThen(caller, held, unit, at))
                                        .isPresent())
                        .isPresent();
            case GRANTED ->
                caller.person()
                        .map(PersonId::new)
                        .filter(facts.granted()::contains)
                        .isPresent();
            case OWN -> isOwn(caller, facts);
        };
    }

    /** The units of a right that reaches units. */
    private Set<UnitId> reached(Caller caller, Held held) {
        return unitOf(caller, held.duty()).map(unit -> reached(held, unit)).orElse(Set.of());
    }

    private Set<UnitId> reached(Held held, UnitId from) {
        return held.right().reach() == Reach.UNIT_AND_BELOW ? units.withAllBelow(from) : Set.of(from);
    }

    /** A duty that goes with its holder's own unit has counted wherever they belonged. */
    private boolean reachedThen(Caller caller, Held held, UnitId unit, Instant at) {
        return held.duty().unit().isEmpty()
                && former.of(caller).stream()
                        .anyMatch(spell ->
                                spell.covers(at) && reached(held, spell.unit()).contains(unit));
    }

    /** Where the duty counts: its own unit, else its holder's. Without either it counts for no unit. */
    private static Optional<UnitId> unitOf(Caller caller, Duty duty) {
        return duty.unit().or(caller::unit).map(UnitId::new);
    }

    private static boolean isOwn(Caller caller, Facts facts) {
        Optional<UUID> person = caller.person();
        return person.isPresent()
                && (facts.wearer().map(PersonId::value).equals(person)
                        || facts.madeBy().equals(person)
                        || facts.madeBy().equals(Optional.of(caller.id())));
    }

    @Override
    public Scope of(Caller caller, Action action) {
        return switch (caller.kind()) {
            case JOB -> Scope.everything();
            case VISITOR -> Scope.NOTHING;
            case PERSON, TOKEN ->
                new Scope(held(caller, action).stream()
                        .flatMap(each -> sights(caller, each).stream())
                        .distinct()
                        .toList());
        };
    }

    private List<Sight> sights(Caller caller, Held held) {
        Level upTo = held.right().upTo();
        return switch (held.right().reach()) {
            case ALL -> List.of(new Sight.All(upTo));
            case UNIT, UNIT_AND_BELOW -> {
                List<Sight> sights = new ArrayList<>();
                Set<UnitId> now = reached(caller, held);
                if (!now.isEmpty()) {
                    sights.add(new Sight.Units(now, upTo));
                }
                if (held.duty().unit().isEmpty()) {
                    former.of(caller)
                            .forEach(spell -> sights.add(
                                    new Sight.Former(reached(held, spell.unit()), spell.from(), spell.until(), upTo)));
                }
                yield sights;
            }
            case GRANTED ->
                caller.person().stream()
                        .map(person -> (Sight) new Sight.Granted(new PersonId(person), upTo))
                        .toList();
            case OWN ->
                caller.person().stream()
                        .map(person -> (Sight) new Sight.Own(new PersonId(person), upTo))
                        .toList();
        };
    }

    @Override
    public List<String> of(Caller caller) {
        return List.of(Action.values()).stream()
                .filter(action -> StandardRoles.isOpenToAnyone(action)
                        || caller.kind() == Caller.Kind.JOB
                        || (caller.kind() == Caller.Kind.PERSON && StandardRoles.isAboutOneself(action))
                        || mayAtAll(caller, action))
                .map(Action::code)
                .toList();
    }

    private boolean mayAtAll(Caller caller, Action action) {
        List<Held> held = held(caller, action);
        return HOUSE_WIDE.contains(action) ? unlimited(held).isPresent() : !held.isEmpty();
    }

    @Override
    public List<String> of(Caller caller, Subject.Kind kind, Facts facts) {
        return Permissions.concerning(kind).stream()
                .filter(action -> allows(caller, action, facts))
                .map(Action::code)
                .toList();
    }

    @Override
    public Optional<String> why(Caller caller, Action action, Facts facts) {
        return caller.kind() == Caller.Kind.JOB
                ? Optional.of("a job of the house")
                : covering(caller, held(caller, action), facts)
                        .filter(_ -> denials.why(caller, action, facts).isEmpty())
                        .map(Held::inWords);
    }

    @Override
    public Optional<Facts> factsOf(Subject subject) {
        return sourceOf(subject.kind()).flatMap(source -> source.of(subject.id()));
    }

    private Optional<Facts.Source> sourceOf(Subject.Kind kind) {
        return sources.stream().filter(source -> source.kind() == kind).findFirst();
    }
}
