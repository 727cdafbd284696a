package org.vidimus.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Policy;
import org.vidimus.server.custody.Subject;

/**
 * The one policy: for single things, for lists, and for what a screen may offer. All three read {@link Rights}; nobody else
 * compares roles.
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
            Action.CAMERA_REGISTER);

    private final ObjectProvider<Facts.Source> sources;

    HousePolicy(ObjectProvider<Facts.Source> sources) {
        this.sources = sources;
    }

    @Override
    public Decision decide(Caller caller, Action action, List<Subject> subjects) {
        if (Rights.isOpenToAnyone(action)) {
            return new Decision.Allowed("open to anyone");
        }
        return switch (caller.kind()) {
            case JOB -> new Decision.Allowed("a job of the house");
            case VISITOR -> new Decision.Refusal("not signed in", false);
            case PERSON, TOKEN ->
                reach(caller, action)
                        .map(reach -> within(caller, action, reach, subjects))
                        .orElseGet(() -> new Decision.Refusal("the role does not have this right", false));
        };
    }

    private Decision within(Caller caller, Action action, Rights.Reach reach, List<Subject> subjects) {
        // A dock sends hundreds of requests for one upload, each of them within its reach; it is not asked what exists.
        boolean known =
                subjects.isEmpty() || CREATING.contains(action) || caller.role().equals(Optional.of(Role.DOCK));
        if (known && reach == Rights.Reach.ALL) {
            return new Decision.Allowed("by role");
        }
        for (Subject subject : subjects) {
            Optional<Facts.Source> source = sourceOf(subject.kind());
            if (source.isEmpty() && reach == Rights.Reach.ALL) {
                known = true;
                continue;
            }
            Optional<Facts> facts = source.flatMap(that -> that.of(subject.id()));
            if (facts.isPresent() && !covers(caller, reach, facts.get())) {
                return new Decision.Refusal("outside of the caller's reach", true);
            }
            known |= facts.isPresent();
        }
        return known
                ? new Decision.Allowed("by role, within reach")
                : new Decision.Refusal("there is no such thing", true);
    }

    @Override
    public Scope of(Caller caller, Action action) {
        return switch (caller.kind()) {
            case JOB -> new Scope.All();
            case VISITOR -> new Scope.Nothing();
            case PERSON, TOKEN ->
                reach(caller, action).map(reach -> scope(caller, reach)).orElseGet(Scope.Nothing::new);
        };
    }

    private static Scope scope(Caller caller, Rights.Reach reach) {
        return switch (reach) {
            case ALL -> new Scope.All();
            // A supervisor without a unit supervises nobody, and is left with what is their own.
            case UNIT ->
                caller.unit()
                        .<Scope>map(unit -> new Scope.Unit(new UnitId(unit)))
                        .orElseGet(() -> own(caller));
            case OWN -> own(caller);
        };
    }

    private static Scope own(Caller caller) {
        return caller.person()
                .<Scope>map(person -> new Scope.Own(new PersonId(person)))
                .orElseGet(Scope.Nothing::new);
    }

    @Override
    public List<String> of(Caller caller) {
        return List.of(Action.values()).stream()
                .filter(action -> Rights.isOpenToAnyone(action)
                        || caller.kind() == Caller.Kind.JOB
                        || reach(caller, action).isPresent())
                .map(Action::code)
                .toList();
    }

    @Override
    public List<String> of(Caller caller, Subject.Kind kind, Facts facts) {
        return Permissions.concerning(kind).stream()
                .filter(action -> allows(caller, action, facts))
                .map(Action::code)
                .toList();
    }

    @Override
    public boolean allows(Caller caller, Action action, Facts facts) {
        return caller.kind() == Caller.Kind.JOB
                || reach(caller, action)
                        .filter(reach -> covers(caller, reach, facts))
                        .isPresent();
    }

    @Override
    public Optional<Facts> factsOf(Subject subject) {
        return sourceOf(subject.kind()).flatMap(source -> source.of(subject.id()));
    }

    private Optional<Facts.Source> sourceOf(Subject.Kind kind) {
        return sources.stream().filter(source -> source.kind() == kind).findFirst();
    }

    private static Optional<Rights.Reach> reach(Caller caller, Action action) {
        return caller.role().flatMap(role -> Rights.of(role, action));
    }

    private static boolean covers(Caller caller, Rights.Reach reach, Facts facts) {
        return switch (reach) {
            case ALL -> true;
            case UNIT -> isOwn(caller, facts) || isOfUnit(caller, facts);
            case OWN -> isOwn(caller, facts);
        };
    }

    private static boolean isOfUnit(Caller caller, Facts facts) {
        return caller.unit().isPresent() && facts.unit().map(UnitId::value).equals(caller.unit());
    }

    private static boolean isOwn(Caller caller, Facts facts) {
        Optional<UUID> person = caller.person();
        return person.isPresent()
                && (facts.wearer().map(PersonId::value).equals(person)
                        || facts.madeBy().equals(person)
                        || facts.madeBy().equals(Optional.of(caller.id())));
    }
}
