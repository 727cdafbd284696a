package org.vidimus.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.DirectoryPeople.Entry;
import org.vidimus.server.access.DirectoryPeople.Gone;
import org.vidimus.server.access.scim.Canonical;
import org.vidimus.server.access.scim.Patch;
import org.vidimus.server.access.scim.Projection;
import org.vidimus.server.access.scim.ResourceType;
import org.vidimus.server.access.scim.ScimProblem;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** People kept by a directory: each change one passage of the gate. */
@Component
class ScimUsers {
    private final Gate gate;
    private final Household household;
    private final People people;
    private final DirectoryPeople directory;
    private final DirectoryGroups groups;
    private final GroupMeanings meanings;
    private final Attendance attendance;
    private final Relations relations;
    private final Duties duties;
    private final WaysIn ways;
    private final Units units;

    ScimUsers(
            Gate gate,
            Household household,
            People people,
            DirectoryPeople directory,
            DirectoryGroups groups,
            GroupMeanings meanings,
            Attendance attendance,
            Relations relations,
            Duties duties,
            WaysIn ways,
            Units units) {
        this.gate = gate;
        this.household = household;
        this.people = people;
        this.directory = directory;
        this.groups = groups;
        this.meanings = meanings;
        this.attendance = attendance;
        this.relations = relations;
        this.duties = duties;
        this.ways = ways;
        this.units = units;
    }

    ObjectNode list(Caller caller, ScimQuery query, String base) {
        return gate.view(Passage.of(caller, Action.SCIM_READ), _ -> {
            if (query.wantsAll()) {
                List<ObjectNode> page = forms(directory.page(query.startIndex() - 1, query.count()), base);
                return query.page(page, directory.count());
            }
            // What directories ask most is whether somebody is here by this login.
            Optional<String> login = query.filter().flatMap(filter -> filter.required("userName"));
            List<Entry> candidates =
                    login.isPresent() ? directory.byLogin(login.get()).stream().toList() : directory.all();
            return query.answer(forms(candidates, base));
        });
    }

    private static List<ObjectNode> forms(List<Entry> entries, String base) {
        return entries.stream().map(entry -> form(entry, base)).toList();
    }

    private static ObjectNode form(Entry entry, String base) {
        return ScimForm.withMeta(ResourceType.USER, ScimForm.of(entry), base, entry.madeAt(), entry.changedAt());
    }

    ObjectNode show(Caller caller, PersonId id, Projection projection, String base) {
        return gate.view(
                Passage.of(caller, Action.SCIM_READ, Subject.person(id.value())),
                _ -> projection.of(form(found(id), base)));
    }

    private Entry found(PersonId id) {
        return directory.find(id).orElseThrow(() -> ScimProblem.notFound(id.toString()));
    }

    /** Somebody new, or somebody whom the directory deleted once and who is told to be the same. */
    ObjectNode create(Caller caller, JsonNode body, String base) {
        ObjectNode wanted = Canonical.of(ResourceType.USER, body);
        String login = Fitness.login(text(wanted, "userName").orElse(null));
        return gate.change(Passage.of(caller, Action.SCIM_CHANGE).with("wants", "new-person"), outcome -> {
            if (directory.byLogin(login).isPresent()) {
                throw ScimProblem.uniqueness("userName: somebody has this login already");
            }
            Optional<Gone> gone = directory.goneWith(login);
            Optional<Gone> back = gone.filter(one -> one.is(text(wanted, "externalId"), staffNumber(wanted)));
            if (back.isPresent()) {
                bringBack(back.get().id(), outcome);
            } else {
                gone.ifPresent(other -> free(other, outcome));
            }
            PersonId id = back.map(Gone::id).orElseGet(() -> add(login, wanted));
            outcome.about(Subject.person(id.value()));
            if (!wanted.has("active")) {
                wanted.put("active", true);
            }
            return changed(id, wanted, outcome, base);
        });
    }

    /** They come in anew, by whatever way and with whatever duty they are given now. */
    private void bringBack(PersonId id, Outcome outcome) {
        directory.bringBack(id);
        ways.close(id);
        outcome.note("duties-ended", Integer.toString(duties.endThoseByHand(id)));
    }

    /** The login is another person's now; what the former one did and wore stays theirs. */
    private void free(Gone former, Outcome outcome) {
        people.rename(former.id(), former.loginOfBefore());
        outcome.note("login-freed-from", former.id().toString());
    }

    private static Optional<String> staffNumber(ObjectNode wanted) {
        return text(wanted.path(ScimForm.ENTERPRISE), "employeeNumber").map(String::strip);
    }

    private PersonId add(String login, ObjectNode wanted) {
        Person person =
                new Person(PersonId.random(), login, nameOf(Optional.empty(), wanted), Optional.empty(), List.of());
        people.add(person, null);
        directory.name(
                person.id(),
                text(wanted.path("name"), "givenName"),
                text(wanted.path("name"), "familyName"),
                Optional.empty());
        return person.id();
    }

    ObjectNode replace(Caller caller, PersonId id, JsonNode body, IfMatch condition, String base) {
        ObjectNode wanted = Canonical.of(ResourceType.USER, body);
        return gate.change(passage(caller, id), outcome -> {
            ObjectNode before = locked(id, condition);
            // What belongs to the house as much as to the directory stays when nothing is said of it.
            if (!wanted.has("active")) {
                wanted.set("active", before.get("active"));
            }
            JsonNode place = before.path(ScimForm.ENTERPRISE);
            if (!wanted.has(ScimForm.ENTERPRISE) && place.isObject()) {
                wanted.set(ScimForm.ENTERPRISE, place.deepCopy());
            } else if (wanted.path(ScimForm.ENTERPRISE) instanceof ObjectNode extension
                    && !extension.has("department")
                    && place.has("department")) {
                extension.set("department", place.get("department"));
            }
            return changed(id, wanted, outcome, base);
        });
    }

    ObjectNode patch(Caller caller, PersonId id, JsonNode body, IfMatch condition, String base) {
        return gate.change(
                passage(caller, id),
                outcome -> changed(id, Patch.apply(ResourceType.USER, locked(id, condition), body), outcome, base));
    }

    /** For the house somebody leaves; for the directory there is nobody of this id from now on (RFC 7644 §3.6). */
    void remove(Caller caller, PersonId id, IfMatch condition) {
        gate.change(passage(caller, id), outcome -> {
            locked(id, condition);
            leave(id);
            groups.leaveAll(id);
            meanings.settle(List.of(id));
            directory.remove(id);
            return outcome.note("left", "yes");
        });
    }

    private ObjectNode locked(PersonId id, IfMatch condition) {
        people.lock(id);
        ObjectNode before = ScimForm.of(found(id));
        condition.check(before);
        return before;
    }

    private ObjectNode changed(PersonId id, ObjectNode wanted, Outcome outcome, String base) {
        Entry before = found(id);
        ObjectNode formBefore = ScimForm.of(before);
        Optional<String> login = text(wanted, "userName");
        String newLogin = Fitness.login(login.orElseThrow(() -> ScimProblem.invalidValue("userName is required")));
        if (!newLogin.equals(before.login())) {
            people.rename(id, newLogin);
        }
        place(before, formBefore, wanted);
        describe(before, wanted);
        directory.name(
                id,
                text(wanted.path("name"), "givenName"),
                text(wanted.path("name"), "familyName"),
                text(wanted, "externalId"));
        superior(before, wanted);
        attend(before, wanted, outcome);
        Entry after = found(id);
        outcome.note("changed", String.join(" ", differences(formBefore, ScimForm.of(after))));
        before.unit().ifPresent(unit -> outcome.note("unit-before", unit.name()));
        after.unit().ifPresent(unit -> outcome.note("unit", unit.name()));
        return form(after, base);
    }

    private void place(Entry before, ObjectNode formBefore, ObjectNode wanted) {
        Optional<String> department = text(wanted.path(ScimForm.ENTERPRISE), "department");
        Optional<Unit> unit = department.equals(before.unit().map(Unit::name))
                ? before.unit()
                : department.map(name -> units.named(name)
                        .orElseThrow(() -> ScimProblem.invalidValue("department: this house has no unit '" + name
                                + "'. Make it first, or leave department out of the mapping.")));
        String name = nameOf(Optional.of(formBefore), wanted);
        if (!name.equals(before.name())
                || !unit.map(Unit::id).equals(before.unit().map(Unit::id))) {
            people.change(before.id(), name, unit);
        }
    }

    private void describe(Entry before, ObjectNode wanted) {
        Particulars particulars = Fitness.particulars(
                text(wanted.path(ScimForm.ENTERPRISE), "employeeNumber").orElse(null),
                text(wanted, "title").orElse(null),
                email(wanted).orElse(null));
        if (!particulars.equals(before.particulars())) {
            people.describe(before.id(), particulars);
        }
    }

    /** The primary one, else the one for work, else the first. */
    private static Optional<String> email(ObjectNode wanted) {
        List<JsonNode> all = wanted.path("emails")
                .valueStream()
                .filter(each -> text(each, "value").isPresent())
                .toList();
        return all.stream()
                .filter(each -> each.path("primary").asBoolean(false))
                .findFirst()
                .or(() -> all.stream()
                        .filter(each -> each.path("type").asString("").equalsIgnoreCase("work"))
                        .findFirst())
                .or(() -> all.stream().findFirst())
                .flatMap(each -> text(each, "value"));
    }

    private void superior(Entry before, ObjectNode wanted) {
        Optional<String> manager = text(wanted.path(ScimForm.ENTERPRISE).path("manager"), "value");
        if (manager.equals(before.manager().map(known -> known.id().toString()))) {
            return;
        }
        Optional<PersonId> superior = manager.map(text -> ScimForm.id(text)
                .map(PersonId::new)
                .filter(id -> directory.find(id).isPresent())
                .orElseThrow(() -> ScimProblem.invalidValue("manager: there is nobody of this id")));
        if (superior.filter(before.id()::equals).isPresent()) {
            throw ScimProblem.invalidValue("manager: nobody is above themselves");
        }
        relations.set(
                before.id(), Relations.Kind.LINE_MANAGER, superior.map(Set::of).orElse(Set.of()));
    }

    private void attend(Entry before, ObjectNode wanted, Outcome outcome) {
        boolean active = wanted.path("active").asBoolean(before.presence() == Presence.ACTIVE);
        if (active && before.presence() == Presence.INACTIVE) {
            attendance.comeBack(before.id());
            outcome.note("came-back", "yes");
        } else if (!active && before.presence() == Presence.ACTIVE) {
            leave(before.id());
            outcome.note("left", "yes");
        }
    }

    private void leave(PersonId id) {
        people.find(id).ifPresent(person -> household.refuseToLoseTheLast(person.duties()));
        attendance.leave(id);
    }

    /** Whichever way of writing the whole name was changed, or told at all. */
    private static String nameOf(Optional<ObjectNode> before, ObjectNode wanted) {
        List<Optional<String>> ways =
                List.of(text(wanted, "displayName"), text(wanted.path("name"), "formatted"), composed(wanted));
        List<Optional<String>> known = before.map(form ->
                        List.of(text(form, "displayName"), text(form.path("name"), "formatted"), composed(form)))
                .orElse(List.of(Optional.empty(), Optional.empty(), Optional.empty()));
        for (int i = 0; i < ways.size(); i++) {
            if (ways.get(i).isPresent() && !ways.get(i).equals(known.get(i))) {
                return Fitness.name("displayName", ways.get(i).get());
            }
        }
        return ways.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> text(wanted, "userName"))
                .map(name -> Fitness.name("displayName", name))
                .orElseThrow();
    }

    private static Optional<String> composed(JsonNode form) {
        List<String> parts = new ArrayList<>();
        text(form.path("name"), "givenName").ifPresent(parts::add);
        text(form.path("name"), "familyName").ifPresent(parts::add);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    private static Optional<String> text(JsonNode holder, String name) {
        JsonNode value = holder.path(name);
        return value.isString() && !value.asString().isBlank() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** Names only: the ledger keeps that something was changed, not what somebody is called. */
    private static List<String> differences(ObjectNode before, ObjectNode after) {
        Set<String> names = new java.util.TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        return names.stream()
                .filter(name -> !Objects.equals(before.path(name), after.path(name)))
                .map(name -> name.equals(ScimForm.ENTERPRISE) ? "enterprise" : name)
                .toList();
    }

    private static Passage passage(Caller caller, PersonId id) {
        return Passage.of(caller, Action.SCIM_CHANGE, Subject.person(id.value()));
    }

    /** A condition of RFC 7232; empty for none. */
    record IfMatch(Optional<String> tags) {
        void check(ObjectNode form) {
            if (tags.isPresent() && !names(tags.get(), ScimForm.tag(form))) {
                throw ScimProblem.changedMeanwhile();
            }
        }

        /** Compared weakly: what counts is that nothing has changed that a directory is told. */
        static boolean names(String tags, String tag) {
            for (String each : tags.split(",", -1)) {
                String name = each.strip();
                if (name.equals("*") || name.equals(tag) || ("W/" + name).equals(tag)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What cannot be an id is nobody's. */
    static PersonId person(String text) {
        return new PersonId(ScimForm.id(text).orElse(new UUID(0, 0)));
    }
}
