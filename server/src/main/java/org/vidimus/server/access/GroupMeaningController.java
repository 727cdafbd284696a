package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.GroupMeanings.Effect;
import org.vidimus.server.access.GroupMeanings.Meaning;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** What the groups of a directory mean in this house. */
@RestController
@RequestMapping("/api/directory/meanings")
@Tag(name = "access")
class GroupMeaningController {
    private static final int MOST = 500;
    private static final int NAMED_MOST = 300;

    private final Gate gate;
    private final GroupMeanings meanings;
    private final DirectoryGroups groups;
    private final Household household;
    private final Roles roles;

    GroupMeaningController(
            Gate gate, GroupMeanings meanings, DirectoryGroups groups, Household household, Roles roles) {
        this.gate = gate;
        this.meanings = meanings;
        this.groups = groups;
        this.household = household;
        this.roles = roles;
    }

    /** Either {@code unit}, or {@code role} and where needed {@code roleUnit}. */
    record MeaningWish(
            @Nullable String group,
            @Nullable UUID unit,
            @Nullable String role,
            @Nullable UUID roleUnit) {}

    record MeaningsWish(@Nullable List<MeaningWish> items) {}

    record MeaningItem(String group, Optional<UnitItem> unit, Optional<String> role, Optional<UnitItem> roleUnit) {}

    /** A group that a directory keeps here. */
    record GroupItem(UUID id, String name, int members) {}

    record MeaningItems(List<MeaningItem> items, List<GroupItem> groups) {}

    record RoleAt(String role, Optional<UnitItem> unit) {}

    /** @param moves the unit to which somebody would be moved */
    record Touched(UUID id, String name, List<RoleAt> gains, List<RoleAt> loses, Optional<UnitItem> moves) {}

    record Preview(List<Touched> people) {}

    @Does(Action.DIRECTORY_MAP)
    @GetMapping
    MeaningItems listGroupMeanings(Caller caller) {
        return gate.view(Passage.of(caller, Action.DIRECTORY_MAP).with("reads", "yes"), _ -> items());
    }

    private MeaningItems items() {
        return new MeaningItems(
                meanings.all().stream().map(GroupMeaningController::item).toList(),
                groups.all().stream()
                        .map(group -> new GroupItem(
                                group.id(), group.name(), group.members().size()))
                        .toList());
    }

    private static MeaningItem item(Meaning meaning) {
        return new MeaningItem(
                meaning.group(),
                meaning.unit().map(UnitItem::of),
                meaning.role(),
                meaning.roleUnit().map(UnitItem::of));
    }

    /** Who would gain and lose what, without doing it. */
    @Does(Action.DIRECTORY_MAP)
    @PostMapping("/preview")
    Preview previewGroupMeanings(Caller caller, @RequestBody MeaningsWish wish) {
        List<Meaning> wanted = wanted(wish);
        return gate.view(Passage.of(caller, Action.DIRECTORY_MAP).with("preview", "yes"), _ -> {
            refuseMoreThanOwn(caller, wanted);
            return new Preview(meanings.preview(wanted).stream()
                    .map(GroupMeaningController::touched)
                    .toList());
        });
    }

    private void refuseMoreThanOwn(Caller caller, List<Meaning> wanted) {
        for (Meaning meaning : wanted) {
            meaning.role()
                    .ifPresent(role -> household.refuseMoreThanOwn(
                            caller, Action.DUTY_CHANGE, role, meaning.roleUnit().map(Unit::id)));
        }
    }

    private static Touched touched(Effect effect) {
        return new Touched(
                effect.person().id().value(),
                effect.person().name(),
                effect.begins().stream()
                        .map(held -> new RoleAt(held.role(), held.unit().map(UnitItem::of)))
                        .toList(),
                effect.ends().stream()
                        .map(duty -> new RoleAt(duty.role(), duty.unit().map(UnitItem::of)))
                        .toList(),
                effect.moves().map(UnitItem::of));
    }

    /** All of them, as they shall be; they count at once for everybody in the groups. */
    @Does(Action.DIRECTORY_MAP)
    @PutMapping
    MeaningItems putGroupMeanings(Caller caller, @RequestBody MeaningsWish wish) {
        List<Meaning> wanted = wanted(wish);
        return gate.change(
                Passage.of(caller, Action.DIRECTORY_MAP), () -> refuseMoreThanOwn(caller, wanted), outcome -> {
                    List<Effect> effects = meanings.preview(wanted);
                    meanings.put(wanted);
                    meanings.settle(
                            effects.stream().map(effect -> effect.person().id()).toList());
                    outcome.note("meanings", Integer.toString(wanted.size()))
                            .note("effects", GroupMeanings.inWords(effects));
                    effects.stream()
                            .limit(NAMED_MOST)
                            .forEach(effect -> outcome.about(
                                    Subject.person(effect.person().id().value())));
                    return items();
                });
    }

    private List<Meaning> wanted(MeaningsWish wish) {
        List<MeaningWish> items = wish.items() == null ? List.of() : wish.items();
        if (items.size() > MOST) {
            throw new AccessProblem.Unfit("items", "want at most " + MOST).refused();
        }
        return items.stream().map(item -> wanted(item)).toList();
    }

    private Meaning wanted(MeaningWish wish) {
        String group = Fitness.name("group", wish.group()).strip();
        if (Stream.of(wish.unit(), wish.role())
                        .filter(java.util.Objects::nonNull)
                        .count()
                != 1) {
            throw new AccessProblem.Unfit("items", "a group means either a unit or a role; write two for both")
                    .refused();
        }
        if (wish.role() == null) {
            return new Meaning(group, household.unit(wish.unit()), Optional.empty(), Optional.empty());
        }
        String role = Fitness.personal(roles, wish.role());
        Optional<Unit> where = household.unit(wish.roleUnit());
        return new Meaning(group, Optional.empty(), Optional.of(role), where);
    }
}
