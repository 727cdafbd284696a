package org.vidimus.server.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Relations.Kind;
import org.vidimus.server.access.Relations.Relation;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Keeps what the organisation knows of its people, each change through the gate. */
@Component
class Staffing {
    private final Gate gate;
    private final Household household;
    private final People people;
    private final Attendance attendance;
    private final Relations relations;
    private final Memberships memberships;
    private final Scopes scopes;

    Staffing(
            Gate gate,
            Household household,
            People people,
            Attendance attendance,
            Relations relations,
            Memberships memberships,
            Scopes scopes) {
        this.gate = gate;
        this.household = household;
        this.people = people;
        this.attendance = attendance;
        this.relations = relations;
        this.memberships = memberships;
        this.scopes = scopes;
    }

    /** Somebody as they shall be. */
    record Wish(
            String name,
            Optional<Unit> unit,
            Particulars particulars,
            Optional<PersonId> lineManager,
            Set<PersonId> appraisers) {}

    /** Somebody, and who is above them now. */
    record Placed(Person person, List<Relation> superiors) {}

    /** Where somebody belonged, and who was above them; the newest first. */
    record History(List<Memberships.Spell> units, List<Relation> superiors) {}

    /** Those whom the caller may see, by name. */
    List<Placed> list(Caller caller, Set<Presence> wanted) {
        return gate.view(Passage.of(caller, Action.PERSON_LIST), _ -> {
            List<Person> seen = people.within(scopes.of(caller, Action.PERSON_LIST), wanted);
            Map<PersonId, List<Relation>> above =
                    relations.now(seen.stream().map(Person::id).toList());
            return seen.stream()
                    .map(person -> new Placed(person, above.getOrDefault(person.id(), List.of())))
                    .toList();
        });
    }

    Placed change(Caller caller, PersonId id, Wish wish) {
        return gate.change(passage(caller, id), outcome -> {
            people.lock(id);
            Person before = people.findEver(id).orElseThrow();
            if (!before.unit().equals(wish.unit())) {
                household.refuseToMoveTo(caller, wish.unit());
            }
            people.change(id, wish.name(), wish.unit());
            people.describe(id, wish.particulars());
            relations.set(id, Kind.LINE_MANAGER, wish.lineManager().map(Set::of).orElse(Set.of()));
            relations.set(id, Kind.APPRAISER, wish.appraisers());
            Placed after = placed(id);
            note(outcome, before, after);
            return after;
        });
    }

    private static void note(Outcome outcome, Person before, Placed after) {
        before.unit().ifPresent(there -> outcome.note("unit-before", there.name()));
        after.person().unit().ifPresent(there -> outcome.note("unit", there.name()));
        after.person().particulars().staffNumber().ifPresent(number -> outcome.note("staff-number", number));
        String superiors = after.superiors().stream()
                .map(superior -> superior.kind()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-') + " " + superior.superior())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!superiors.isEmpty()) {
            outcome.note("superiors", superiors);
        }
    }

    private Placed placed(PersonId id) {
        return new Placed(
                people.findEver(id).orElseThrow(), relations.now(List.of(id)).getOrDefault(id, List.of()));
    }

    /**
     * Somebody leaves the house. What they did stays under their name, and they may come back.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LastOfTheirKind} where nobody could take their place
     */
    void leave(Caller caller, PersonId id) {
        gate.change(passage(caller, id), outcome -> {
            people.find(id).ifPresent(person -> household.refuseToLoseTheLast(person.duties()));
            // Commit point: with the outcome, every session and token of theirs is dead. A crash before leaves them as
            // they were.
            return outcome.note("left", attendance.leave(id) ? "yes" : "before");
        });
    }

    /** Somebody who left comes back, with the duties that have not ended meanwhile. */
    Placed comeBack(Caller caller, PersonId id) {
        return gate.change(passage(caller, id), outcome -> {
            outcome.note("came-back", attendance.comeBack(id) ? "yes" : "before");
            return placed(id);
        });
    }

    History history(Caller caller, PersonId id) {
        return gate.view(
                Passage.of(caller, Action.PERSON_LIST, Subject.person(id.value())),
                _ -> new History(memberships.spells(id), relations.ever(id)));
    }

    /** @throws org.vidimus.server.Refused where there is nobody of that id */
    PersonId superior(String field, java.util.UUID id) {
        return people.findEver(new PersonId(id))
                .map(Person::id)
                .orElseThrow(() -> new AccessProblem.Unfit(field, "there is nobody of this id").refused());
    }

    private static Passage passage(Caller caller, PersonId id) {
        return Passage.of(caller, Action.PERSON_CHANGE, Subject.person(id.value()));
    }
}
