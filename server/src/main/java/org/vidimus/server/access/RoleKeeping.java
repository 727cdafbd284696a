package org.vidimus.server.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.RoleController.RightItem;
import org.vidimus.server.access.RoleController.RoleItem;
import org.vidimus.server.access.RoleController.Touched;
import org.vidimus.server.access.Roles.OwnRole;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** Makes and changes roles, and says beforehand what that would do. */
@Component
class RoleKeeping {
    private static final Comparator<RightItem> IN_ORDER = Comparator.comparing(RightItem::action)
            .thenComparing(RightItem::reach)
            .thenComparing(RightItem::upTo);

    private final Gate gate;
    private final Roles roles;
    private final Duties duties;
    private final People people;

    RoleKeeping(Gate gate, Roles roles, Duties duties, People people) {
        this.gate = gate;
        this.roles = roles;
        this.duties = duties;
        this.people = people;
    }

    List<RoleItem> list(Caller caller) {
        return gate.view(Passage.of(caller, Action.ROLE_LIST), _ -> {
            List<RoleItem> items = new ArrayList<>();
            StandardRoles.all().keySet().stream()
                    .filter(code -> !code.startsWith("BREAK_GLASS_"))
                    .forEach(code -> items.add(item(code, Optional.empty())));
            roles.own().values().forEach(role -> items.add(item(role.code(), Optional.of(role.name()))));
            return items;
        });
    }

    private RoleItem item(String code, Optional<String> name) {
        List<RightItem> rights =
                roles.rights(code).stream().map(RightItem::of).sorted(IN_ORDER).toList();
        return new RoleItem(code, name, name.isPresent(), duties.holders(code), rights);
    }

    /** Who would gain what, and who would lose what. Nobody else changes by it. */
    List<Touched> preview(Caller caller, OwnRole wanted) {
        return gate.view(Passage.of(caller, Action.ROLE_LIST), _ -> people.within(Scope.everything()).stream()
                .filter(person -> holds(person, wanted.code()))
                .flatMap(person -> touched(person, wanted).stream())
                .toList());
    }

    private static boolean holds(Person person, String role) {
        return person.duties().stream().anyMatch(duty -> duty.role().equals(role));
    }

    private Optional<Touched> touched(Person person, OwnRole wanted) {
        Map<Place, Level> before = able(person, roles::rights);
        Map<Place, Level> after =
                able(person, role -> role.equals(wanted.code()) ? wanted.rights() : roles.rights(role));
        List<RightItem> gains = beyond(after, before);
        List<RightItem> loses = beyond(before, after);
        return gains.isEmpty() && loses.isEmpty()
                ? Optional.empty()
                : Optional.of(new Touched(person.id().value(), person.name(), gains, loses));
    }

    /** What is done, how far, and from which unit; the closest level of several counts. */
    private record Place(Action action, Reach reach, Optional<UnitId> unit) {}

    private static Map<Place, Level> able(Person person, Function<String, List<Right>> rights) {
        Map<Place, Level> able = new HashMap<>();
        for (Duty duty : person.duties()) {
            for (Right right : rights.apply(duty.role())) {
                Place place = new Place(
                        right.action(),
                        right.reach(),
                        duty.unit().or(person::unit).map(Unit::id));
                able.merge(place, right.upTo(), (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return able;
    }

    private static List<RightItem> beyond(Map<Place, Level> these, Map<Place, Level> those) {
        return these.entrySet().stream()
                .filter(each -> Optional.ofNullable(those.get(each.getKey()))
                        .filter(level -> level.compareTo(each.getValue()) >= 0)
                        .isEmpty())
                .map(each -> new RightItem(
                        each.getKey().action().code(), each.getKey().reach(), each.getValue()))
                .distinct()
                .sorted(IN_ORDER)
                .toList();
    }

    RoleItem put(Caller caller, OwnRole wanted) {
        Passage passage = Passage.of(caller, Action.ROLE_CHANGE).with("role", wanted.code());
        return gate.change(passage, outcome -> {
            roles.put(wanted);
            outcome.note("name", wanted.name())
                    .note(
                            "rights",
                            wanted.rights().stream()
                                    .map(right -> right.action().code() + " " + right.reach() + " " + right.upTo())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
            return new RoleItem(
                    wanted.code(),
                    Optional.of(wanted.name()),
                    true,
                    duties.holders(wanted.code()),
                    wanted.rights().stream().map(RightItem::of).toList());
        });
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.RoleHeld} while somebody holds it */
    void remove(Caller caller, String code) {
        gate.change(Passage.of(caller, Action.ROLE_CHANGE).with("role", code), outcome -> {
            if (!roles.own().containsKey(code)) {
                throw new AccessProblem.Unfit("role", "want one of the house's own making").refused();
            }
            int holders = duties.holders(code);
            if (holders > 0) {
                throw new AccessProblem.RoleHeld(code, holders).refused();
            }
            roles.remove(code);
            return outcome.note("removed", "yes");
        });
    }
}
