package org.vidimus.server.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vidimus.server.access.Relations.Kind;
import org.vidimus.server.access.Relations.Relation;

/** Everybody in the house as they are now, and how a table writes them. */
final class Roster {
    private static final String BETWEEN = " | ";

    private final Map<PersonId, Person> people = new HashMap<>();
    private final Map<String, Person> byLogin = new HashMap<>();
    private final Map<String, Person> byNumber = new HashMap<>();
    private final Map<PersonId, List<Relation>> above;
    private final Set<UUID> dutiesByGroups;
    private final Set<UUID> keeping;
    private final Set<PersonId> services;

    /** @param keeping the duties of administrators of whom one must stay */
    Roster(
            Collection<Person> everybody,
            Map<PersonId, List<Relation>> above,
            Set<UUID> dutiesByGroups,
            Set<UUID> keeping,
            Set<PersonId> services) {
        this.above = above;
        this.dutiesByGroups = dutiesByGroups;
        this.keeping = keeping;
        this.services = services;
        for (Person person : everybody) {
            people.put(person.id(), person);
            byLogin.put(key(person.login()), person);
            person.particulars().staffNumber().ifPresent(number -> byNumber.put(key(number), person));
        }
    }

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    Collection<Person> everybody() {
        return people.values();
    }

    Optional<Person> byLogin(String login) {
        return Optional.ofNullable(byLogin.get(key(login)));
    }

    Optional<Person> byNumber(String number) {
        return Optional.ofNullable(byNumber.get(key(number)));
    }

    boolean isByGroup(Duty duty) {
        return dutiesByGroups.contains(duty.id());
    }

    Set<UUID> keeping() {
        return keeping;
    }

    boolean isService(PersonId id) {
        return services.contains(id);
    }

    Set<PersonId> superiors(Person person, Kind kind) {
        return above.getOrDefault(person.id(), List.of()).stream()
                .filter(relation -> relation.kind() == kind)
                .map(Relation::superior)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As a table has it; empty for nothing. */
    String cell(Person person, PersonColumn column) {
        return switch (column) {
            case LOGIN -> person.login();
            case NAME -> person.name();
            case STAFF_NUMBER -> person.particulars().staffNumber().orElse("");
            case RANK -> person.particulars().rank().orElse("");
            case EMAIL -> person.particulars().email().orElse("");
            case UNIT -> person.unit().map(Unit::name).orElse("");
            case ROLES ->
                person.duties().stream()
                        .filter(duty -> !StandardRoles.isByItself(duty.role()))
                        .map(duty -> written(duty.role(), duty.unit()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(BETWEEN));
            case LINE_MANAGER -> logins(superiors(person, Kind.LINE_MANAGER));
            case APPRAISERS -> logins(superiors(person, Kind.APPRAISER));
            case ACTIVE -> person.active() ? "yes" : "no";
        };
    }

    static String written(String role, Optional<Unit> unit) {
        return role + unit.map(there -> " @ " + there.name()).orElse("");
    }

    private String logins(Set<PersonId> ids) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(people.get(id)).stream())
                .map(Person::login)
                .sorted()
                .collect(Collectors.joining(BETWEEN));
    }
}
