package org.vidimus.server.access;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.DirectoryGroups.Group;
import org.vidimus.server.access.ScimUsers.IfMatch;
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

/** Groups kept by a directory. Whoever enters or leaves one gets or loses at once what it means here. */
@Component
class ScimGroups {
    /** So many people are named in the entry; of more their number. */
    private static final int NAMED_MOST = 300;

    private final Gate gate;
    private final DirectoryGroups groups;
    private final GroupMeanings meanings;

    ScimGroups(Gate gate, DirectoryGroups groups, GroupMeanings meanings) {
        this.gate = gate;
        this.groups = groups;
        this.meanings = meanings;
    }

    ObjectNode list(Caller caller, ScimQuery query, String base) {
        return gate.view(
                Passage.of(caller, Action.SCIM_READ),
                _ -> query.answer(
                        groups.all().stream().map(group -> form(group, base)).toList()));
    }

    private static ObjectNode form(Group group, String base) {
        return ScimForm.withMeta(ResourceType.GROUP, ScimForm.of(group), base, group.madeAt(), group.changedAt());
    }

    ObjectNode show(Caller caller, UUID id, Projection projection, String base) {
        return gate.view(
                Passage.of(caller, Action.SCIM_READ).with("group", id.toString()),
                _ -> projection.of(form(found(id), base)));
    }

    private Group found(UUID id) {
        return groups.find(id).orElseThrow(() -> ScimProblem.notFound(id.toString()));
    }

    ObjectNode create(Caller caller, JsonNode body, String base) {
        ObjectNode wanted = Canonical.of(ResourceType.GROUP, body);
        UUID id = UUID.randomUUID();
        return gate.change(passage(caller, id), outcome -> changed(id, Set.of(), wanted, outcome, base));
    }

    ObjectNode replace(Caller caller, UUID id, JsonNode body, IfMatch condition, String base) {
        ObjectNode wanted = Canonical.of(ResourceType.GROUP, body);
        return gate.change(passage(caller, id), outcome -> {
            Group before = locked(id, condition);
            return changed(id, members(before), wanted, outcome, base);
        });
    }

    ObjectNode patch(Caller caller, UUID id, JsonNode body, IfMatch condition, String base) {
        return gate.change(passage(caller, id), outcome -> {
            Group before = locked(id, condition);
            ObjectNode wanted = Patch.apply(ResourceType.GROUP, ScimForm.of(before), body);
            return changed(id, members(before), wanted, outcome, base);
        });
    }

    void remove(Caller caller, UUID id, IfMatch condition) {
        gate.change(passage(caller, id), outcome -> {
            Set<UUID> members = members(locked(id, condition));
            groups.remove(id);
            settle(members, outcome);
            return outcome.note("removed", "yes");
        });
    }

    private Group locked(UUID id, IfMatch condition) {
        groups.lock(id);
        Group before = found(id);
        condition.check(ScimForm.of(before));
        return before;
    }

    private static Set<UUID> members(Group group) {
        return group.members().stream().map(DirectoryPeople.Named::id).collect(Collectors.toUnmodifiableSet());
    }

    private ObjectNode changed(UUID id, Set<UUID> before, ObjectNode wanted, Outcome outcome, String base) {
        JsonNode name = wanted.path("displayName");
        if (!name.isString()) {
            throw ScimProblem.invalidValue("displayName is required");
        }
        String called = Fitness.name("displayName", name.asString());
        if (groups.isTaken(called, id)) {
            throw ScimProblem.uniqueness("displayName: another group has this name");
        }
        Set<UUID> members = people(wanted.path("members"));
        JsonNode externalId = wanted.path("externalId");
        Optional<Group> known = groups.find(id);
        groups.put(id, called, externalId.isString() ? Optional.of(externalId.asString()) : Optional.empty());
        Set<UUID> entering = without(members, before);
        Set<UUID> leaving = without(before, members);
        groups.enter(id, entering);
        groups.leave(id, leaving);
        outcome.note("name", called)
                .note("entered", Integer.toString(entering.size()))
                .note("left", Integer.toString(leaving.size()));
        // A group by another name may mean something else to everybody in it.
        boolean renamed = known.filter(group -> group.name().equals(called)).isEmpty();
        Set<UUID> touched = new HashSet<>(renamed ? members : entering);
        touched.addAll(leaving);
        settle(touched, outcome);
        return form(found(id), base);
    }

    private void settle(Set<UUID> touched, Outcome outcome) {
        String effects = GroupMeanings.inWords(
                meanings.settle(touched.stream().map(PersonId::new).toList()));
        if (!effects.isEmpty()) {
            outcome.note("effects", effects);
        }
        touched.stream().sorted().limit(NAMED_MOST).forEach(id -> outcome.about(Subject.person(id)));
    }

    private Set<UUID> people(JsonNode members) {
        Set<UUID> ids = new HashSet<>();
        for (JsonNode member : members) {
            String value = member.path("value").asString("");
            ids.add(ScimForm.id(value)
                    .orElseThrow(() -> ScimProblem.invalidValue("members: want ids of people, nothing else")));
        }
        Set<UUID> known = groups.known(ids);
        if (known.size() < ids.size()) {
            throw ScimProblem.invalidValue("members: there is nobody of the id "
                    + without(ids, known).iterator().next());
        }
        return ids;
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> gone) {
        Set<UUID> left = new HashSet<>(all);
        left.removeAll(gone);
        return left;
    }

    private static Passage passage(Caller caller, UUID id) {
        return Passage.of(caller, Action.SCIM_CHANGE).with("group", id.toString());
    }

    /** What cannot be an id is no group's. */
    static UUID group(String text) {
        return ScimForm.id(text).orElse(new UUID(0, 0));
    }
}
