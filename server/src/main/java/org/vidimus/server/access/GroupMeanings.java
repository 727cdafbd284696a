package org.vidimus.server.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What it means in this house to be in a group of that name: a unit to belong to, or a role to hold. Said by administrators;
 * a directory only says who is in which group. Groups are known by their names, so that those of SCIM and those of a sign-in's
 * claims can mean the same.
 */
@Component
class GroupMeanings {
    private final JdbcClient sql;
    private final People people;
    private final Units units;
    private final Duties duties;
    private final DirectoryGroups groups;
    private final Household household;
    private final Clock clock;

    GroupMeanings(
            JdbcClient sql,
            People people,
            Units units,
            Duties duties,
            DirectoryGroups groups,
            Household household,
            Clock clock) {
        this.sql = sql;
        this.people = people;
        this.units = units;
        this.duties = duties;
        this.groups = groups;
        this.household = household;
        this.clock = clock;
    }

    /** Either a unit to belong to, or a role to hold, where needed in a unit. */
    record Meaning(String group, Optional<Unit> unit, Optional<String> role, Optional<Unit> roleUnit) {
        boolean isOf(String name) {
            return group.equalsIgnoreCase(name);
        }
    }

    /** A role that a group brings. */
    record Held(String role, Optional<Unit> unit, String group) {
        String key() {
            return role + " " + unit.map(Unit::id) + " " + group.toLowerCase(Locale.ROOT);
        }
    }

    /** What would change for somebody. */
    record Effect(Person person, List<Held> begins, List<Duty> ends, Optional<Unit> moves) {
        boolean isNone() {
            return begins.isEmpty() && ends.isEmpty() && moves.isEmpty();
        }
    }

    /** In their order: of several units the first counts. */
    List<Meaning> all() {
        return sql.sql("select group_name, unit, role, role_unit from directory_meaning order by place")
                .query((row, _) -> new Meaning(
                        row.getString("group_name"),
                        unit(row.getObject("unit", UUID.class)),
                        Optional.ofNullable(row.getString("role")),
                        unit(row.getObject("role_unit", UUID.class))))
                .list();
    }

    private Optional<Unit> unit(@org.jspecify.annotations.Nullable UUID id) {
        return Optional.ofNullable(id).map(UnitId::new).flatMap(units::find);
    }

    /** Puts these in the place of all before. Joins the transaction. */
    void put(List<Meaning> meanings) {
        sql.sql("delete from directory_meaning").update();
        int place = 0;
        for (Meaning meaning : meanings) {
            sql.sql(
                            "insert into directory_meaning (id, group_name, unit, role, role_unit, place) values (?, ?, ?, ?, ?, ?)")
                    .param(UUID.randomUUID())
                    .param(meaning.group())
                    .param(meaning.unit().map(unit -> unit.id().value()).orElse(null))
                    .param(meaning.role().orElse(null))
                    .param(meaning.roleUnit().map(unit -> unit.id().value()).orElse(null))
                    .param(place++)
                    .update();
        }
    }

    /** What these meanings would change for everybody, by name. */
    List<Effect> preview(List<Meaning> meanings) {
        Map<PersonId, List<String>> in = groups.namesOf(List.of());
        Set<PersonId> concerned = new LinkedHashSet<>(in.keySet());
        concerned.addAll(duties.broughtByGroups());
        return effects(meanings, concerned, in);
    }

    private List<Effect> effects(
            List<Meaning> meanings, Collection<PersonId> concerned, Map<PersonId, List<String>> in) {
        Map<UUID, Map<String, Duty>> brought = duties.byGroup(concerned);
        return concerned.stream()
                .flatMap(id -> people.findEver(id).stream())
                .map(person -> effect(
                        person,
                        meanings,
                        in.getOrDefault(person.id(), List.of()),
                        brought.getOrDefault(person.id().value(), Map.of())))
                .filter(effect -> !effect.isNone())
                .sorted(java.util.Comparator.comparing(effect -> effect.person().name()))
                .toList();
    }

    private static Effect effect(Person person, List<Meaning> meanings, List<String> in, Map<String, Duty> brought) {
        List<Meaning> meant = meanings.stream()
                .filter(meaning -> in.stream().anyMatch(meaning::isOf))
                .toList();
        List<Held> begins = new ArrayList<>();
        Set<String> wanted = new TreeSet<>();
        for (Meaning meaning : meant) {
            meaning.role()
                    .map(role -> new Held(role, meaning.roleUnit(), meaning.group()))
                    .ifPresent(held -> {
                        if (wanted.add(held.key()) && !brought.containsKey(held.key())) {
                            begins.add(held);
                        }
                    });
        }
        List<Duty> ends = brought.entrySet().stream()
                .filter(duty -> !wanted.contains(duty.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        List<Unit> belongs =
                meant.stream().flatMap(meaning -> meaning.unit().stream()).toList();
        boolean there = belongs.isEmpty()
                || person.unit()
                        .filter(unit ->
                                belongs.stream().anyMatch(each -> each.id().equals(unit.id())))
                        .isPresent();
        return new Effect(person, begins, ends, there ? Optional.empty() : Optional.of(belongs.getFirst()));
    }

    /** Makes true for these people what their groups mean now. Joins the transaction. @return what changed */
    List<Effect> settle(Collection<PersonId> concerned) {
        // Of two that settle the same people at once, the second sees what the first did.
        duties.lock();
        if (concerned.isEmpty()) {
            return List.of();
        }
        List<Effect> effects = effects(all(), concerned, groups.namesOf(concerned));
        for (Effect effect : effects) {
            Person person = effect.person();
            effect.moves().ifPresent(unit -> people.change(person.id(), person.name(), Optional.of(unit)));
            for (Held held : effect.begins()) {
                duties.add(
                        person.id(),
                        Duties.beginning(held.role(), held.unit(), clock.instant(), Optional.empty()),
                        Optional.of(held.group()));
            }
            for (Duty duty : effect.ends()) {
                household.refuseToLoseTheLast(List.of(duty));
                duties.end(person.id(), duty.id());
            }
        }
        return effects;
    }

    /** For the ledger, within what an entry can hold. */
    static String inWords(List<Effect> effects) {
        return effects.stream()
                .limit(100)
                .map(effect -> effect.person().id() + ":"
                        + effect.begins().stream()
                                .map(held -> " +" + held.role())
                                .collect(Collectors.joining())
                        + effect.ends().stream().map(duty -> " -" + duty.role()).collect(Collectors.joining())
                        + effect.moves().map(unit -> " to " + unit.name()).orElse(""))
                .collect(Collectors.joining("; "));
    }
}
