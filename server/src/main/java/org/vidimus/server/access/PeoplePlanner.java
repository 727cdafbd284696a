package org.vidimus.server.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vidimus.server.Refused;
import org.vidimus.server.access.CsvTable.Row;
import org.vidimus.server.access.ImportPlan.Change;
import org.vidimus.server.access.ImportPlan.Kind;
import org.vidimus.server.access.ImportPlan.Line;
import org.vidimus.server.custody.Caller;

/** Works out what a table of people would do. Changes nothing. Used once, by one thread. */
final class PeoplePlanner {
    private final Roster roster;
    private final Map<String, Unit> units;
    private final Roles roles;
    private final Allowance allowance;
    private final Set<PersonColumn> columns;
    private final List<Line> lines = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Set<PersonId> named = new HashSet<>();
    private final Set<String> logins = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private int same;

    /** What whoever imports may do: what the same act by hand asks for. Each throws when it is too much. */
    interface Allowance {
        void take(Optional<Unit> unit);

        void change(Person person);

        void moveTo(Optional<Unit> unit);

        void changeDuties(Person person);

        void give(Optional<Person> person, String role, Optional<UnitId> where);
    }

    /** Somebody as the table wants them. */
    static final class Target {
        final long number;
        final Optional<Person> before;
        final PersonId id;
        String login;
        String name;
        Optional<Unit> unit;
        Particulars particulars;
        Presence presence;
        List<Granted> begins = List.of();
        List<Duty> ends = List.of();
        Optional<PersonId> lineManager = Optional.empty();
        Set<PersonId> appraisers = Set.of();
        final Map<PersonColumn, Change> changes = new LinkedHashMap<>();

        private Target(long number, Optional<Person> before, String login) {
            this.number = number;
            this.before = before;
            this.id = before.map(Person::id).orElseGet(PersonId::random);
            this.login = before.map(Person::login).orElse(login);
            this.name = before.map(Person::name).orElse("");
            this.unit = before.flatMap(Person::unit);
            this.particulars = before.map(Person::particulars).orElse(Particulars.NONE);
            this.presence = before.map(Person::presence).orElse(Presence.ACTIVE);
        }

        boolean isNew() {
            return before.isEmpty();
        }

        boolean changes(PersonColumn... any) {
            return Stream.of(any).anyMatch(changes::containsKey);
        }
    }

    record Granted(String role, Optional<Unit> unit) {}

    PeoplePlanner(Roster roster, List<Unit> units, Roles roles, Allowance allowance, Set<PersonColumn> columns) {
        this.roster = roster;
        this.units =
                units.stream().collect(Collectors.toMap(unit -> Roster.key(unit.name()), unit -> unit, (a, _) -> a));
        this.roles = roles;
        this.allowance = allowance;
        this.columns = columns;
        if (!columns.contains(PersonColumn.LOGIN)) {
            throw new ImportProblem.Unreadable("it has no column Login.").refused();
        }
    }

    /** Those who would be made or changed, after {@link #lines(boolean)}. */
    List<Target> targets() {
        return targets;
    }

    int same() {
        return same;
    }

    List<Line> lines(List<Row<PersonColumn>> rows, Optional<Leavers> leavers) {
        for (Row<PersonColumn> row : rows) {
            orRefuse(row, this::basics);
        }
        // Superiors may be people of this table, further down too, so they come after everybody is known.
        Map<Long, Row<PersonColumn>> byLine =
                rows.stream().collect(Collectors.toMap(Row::number, row -> row, (a, _) -> a));
        refuseUntilNobodyIsMissing(byLine);
        for (Target target : targets) {
            conclude(target);
        }
        targets.removeIf(target -> !target.isNew() && target.changes.isEmpty());
        leavers.ifPresent(this::leave);
        keepAnAdministrator();
        lines.sort(java.util.Comparator.comparingLong(Line::number).thenComparing(Line::name));
        return lines;
    }

    private void orRefuse(Row<PersonColumn> row, Consumer<Row<PersonColumn>> step) {
        try {
            step.accept(row);
        } catch (Refused refused) {
            String name = row.cell(PersonColumn.NAME)
                    .or(() -> row.cell(PersonColumn.LOGIN))
                    .orElse("");
            lines.add(Line.refused(row.number(), shown(name), refused.problem().message()));
        }
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    private void basics(Row<PersonColumn> row) {
        String login = row.cell(PersonColumn.LOGIN).orElse("");
        Optional<String> number = row.cell(PersonColumn.STAFF_NUMBER).filter(text -> !text.isBlank());
        Optional<Person> before = roster.byLogin(login).or(() -> number.flatMap(roster::byNumber));
        before.ifPresent(person -> {
            if (!named.add(person.id())) {
                throw unfit("login", "another line is about the same person");
            }
        });
        Target target = new Target(row.number(), before, Fitness.login(login));
        if (!logins.add(Roster.key(login))) {
            throw unfit("login", "another line has it too");
        }
        before.ifPresent(allowance::change);
        set(target, PersonColumn.LOGIN, Optional.of(login));
        target.login = login;
        Optional<String> name = row.cell(PersonColumn.NAME).filter(text -> !text.isBlank());
        if (name.isPresent() || target.isNew()) {
            target.name = Fitness.name("name", name.orElse(null));
            set(target, PersonColumn.NAME, Optional.of(target.name));
        }
        unit(target, row);
        if (target.isNew()) {
            allowance.take(target.unit);
        }
        particulars(target, row);
        roles(target, row);
        presence(target, row);
        targets.add(target);
    }

    private void unit(Target target, Row<PersonColumn> row) {
        row.cell(PersonColumn.UNIT).ifPresent(cell -> {
            target.unit = cell.isBlank() ? Optional.empty() : Optional.of(unit(cell));
            set(target, PersonColumn.UNIT, target.unit.map(Unit::name));
            if (!target.isNew() && target.changes(PersonColumn.UNIT)) {
                allowance.moveTo(target.unit);
            }
        });
    }

    private Unit unit(String name) {
        Unit unit = units.get(Roster.key(name.strip()));
        if (unit == null) {
            throw unfit("unit", "there is none called " + shown(name) + "; import the units first");
        }
        return unit;
    }

    private void particulars(Target target, Row<PersonColumn> row) {
        Particulars before = target.particulars;
        target.particulars = Fitness.particulars(
                row.cell(PersonColumn.STAFF_NUMBER).or(before::staffNumber).orElse(null),
                row.cell(PersonColumn.RANK).or(before::rank).orElse(null),
                row.cell(PersonColumn.EMAIL).or(before::email).orElse(null));
        set(target, PersonColumn.STAFF_NUMBER, target.particulars.staffNumber());
        set(target, PersonColumn.RANK, target.particulars.rank());
        set(target, PersonColumn.EMAIL, target.particulars.email());
        target.particulars.staffNumber().ifPresent(number -> {
            boolean twice = !numbers.add(Roster.key(number));
            boolean taken = roster.byNumber(number)
                    .filter(holder -> !holder.id().equals(target.id))
                    .isPresent();
            if (twice || taken) {
                throw unfit("staffNumber", twice ? "another line has it too" : "another person has it already");
            }
        });
    }

    private void roles(Target target, Row<PersonColumn> row) {
        Optional<String> cell = row.cell(PersonColumn.ROLES);
        if (cell.isEmpty()) {
            return;
        }
        Set<Granted> wanted = new LinkedHashSet<>();
        for (String each : parts(cell.get())) {
            int at = each.indexOf('@');
            String role = Fitness.personal(roles, role(at < 0 ? each : each.substring(0, at)));
            wanted.add(new Granted(role, at < 0 ? Optional.empty() : Optional.of(unit(each.substring(at + 1)))));
        }
        // Emergency access is in no table: nobody gives it, and it ends by itself.
        List<Duty> held = target.before.stream()
                .flatMap(person -> person.duties().stream())
                .filter(duty -> !StandardRoles.isByItself(duty.role()))
                .toList();
        Set<Granted> there =
                held.stream().map(duty -> new Granted(duty.role(), duty.unit())).collect(Collectors.toSet());
        target.begins = wanted.stream().filter(each -> !there.contains(each)).toList();
        // What a group or a claim of the directory brings, the directory ends.
        target.ends = held.stream()
                .filter(duty -> !wanted.contains(new Granted(duty.role(), duty.unit())) && !roster.isByGroup(duty))
                .toList();
        if (!target.begins.isEmpty() || !target.ends.isEmpty()) {
            target.before.ifPresent(allowance::changeDuties);
        }
        for (Granted each : target.begins) {
            allowance.give(
                    target.before,
                    each.role(),
                    each.unit().or(() -> target.unit).map(Unit::id));
        }
        if (!target.begins.isEmpty() || !target.ends.isEmpty()) {
            Set<String> after = new TreeSet<>(wanted.stream()
                    .map(each -> Roster.written(each.role(), each.unit()))
                    .toList());
            held.stream()
                    .filter(roster::isByGroup)
                    .forEach(duty -> after.add(Roster.written(duty.role(), duty.unit())));
            set(target, PersonColumn.ROLES, Optional.of(String.join(" | ", after)));
        }
    }

    /** A code, or the name of a role of the house's own making. */
    private String role(String text) {
        String wanted = text.strip();
        return roles.own().values().stream()
                .filter(own -> own.name().equalsIgnoreCase(wanted))
                .map(Roles.OwnRole::code)
                .findFirst()
                .orElse(wanted.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split("\\|", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private void presence(Target target, Row<PersonColumn> row) {
        row.cell(PersonColumn.ACTIVE).filter(cell -> !cell.isBlank()).ifPresent(cell -> {
            target.presence = switch (cell.strip().toLowerCase(Locale.ROOT)) {
                case "yes", "ja", "true", "wahr", "1", "active", "aktiv", "x" -> Presence.ACTIVE;
                case "no", "nein", "false", "falsch", "0", "inactive", "inaktiv" -> Presence.INACTIVE;
                default -> throw unfit("active", "want yes or no");
            };
            set(target, PersonColumn.ACTIVE, Optional.of(target.presence == Presence.ACTIVE ? "yes" : "no"));
        });
    }

    /** Whoever is refused cannot be anybody's superior if they are not here yet; that may refuse others in turn. */
    private void refuseUntilNobodyIsMissing(Map<Long, Row<PersonColumn>> rows) {
        boolean again = true;
        while (again) {
            again = false;
            Map<String, PersonId> byLogin = new HashMap<>();
            Map<String, PersonId> byNumber = new HashMap<>();
            for (Target target : targets) {
                byLogin.put(Roster.key(target.login), target.id);
                target.particulars.staffNumber().ifPresent(number -> byNumber.put(Roster.key(number), target.id));
            }
            for (Target target : List.copyOf(targets)) {
                Row<PersonColumn> row = java.util.Objects.requireNonNull(rows.get(target.number));
                try {
                    superiors(target, row, byLogin, byNumber);
                } catch (Refused refused) {
                    targets.remove(target);
                    lines.add(Line.refused(
                            target.number, target.name, refused.problem().message()));
                    again |= target.isNew();
                }
            }
        }
    }

    private void superiors(
            Target target, Row<PersonColumn> row, Map<String, PersonId> byLogin, Map<String, PersonId> byNumber) {
        target.lineManager = target.before.flatMap(person ->
                roster.superiors(person, Relations.Kind.LINE_MANAGER).stream().findFirst());
        target.appraisers = target.before
                .map(person -> roster.superiors(person, Relations.Kind.APPRAISER))
                .orElse(Set.of());
        row.cell(PersonColumn.LINE_MANAGER).ifPresent(cell -> {
            Set<PersonId> wanted = found("lineManager", target, cell, byLogin, byNumber);
            if (wanted.size() > 1) {
                throw unfit("lineManager", "there is one at most");
            }
            if (!wanted.equals(target.lineManager.map(Set::of).orElse(Set.of()))) {
                set(target, PersonColumn.LINE_MANAGER, Optional.of(String.join(" | ", parts(cell))));
            }
            target.lineManager = wanted.stream().findFirst();
        });
        row.cell(PersonColumn.APPRAISERS).ifPresent(cell -> {
            Set<PersonId> wanted = found("appraisers", target, cell, byLogin, byNumber);
            if (!wanted.equals(target.appraisers)) {
                set(target, PersonColumn.APPRAISERS, Optional.of(String.join(" | ", parts(cell))));
            }
            target.appraisers = wanted;
        });
    }

    private Set<PersonId> found(
            String field, Target target, String cell, Map<String, PersonId> byLogin, Map<String, PersonId> byNumber) {
        Set<PersonId> found = new LinkedHashSet<>();
        for (String each : parts(cell)) {
            PersonId id = Optional.ofNullable(byLogin.get(Roster.key(each)))
                    .or(() -> roster.byLogin(each).map(Person::id))
                    .or(() -> Optional.ofNullable(byNumber.get(Roster.key(each))))
                    .or(() -> roster.byNumber(each).map(Person::id))
                    .orElseThrow(() -> unfit(field, "there is nobody with the login or staff number " + shown(each)));
            if (id.equals(target.id)) {
                throw unfit(field, "nobody is above themselves");
            }
            found.add(id);
        }
        return found;
    }

    /** Notes a change where there is one; of somebody new whatever is not empty. */
    private void set(Target target, PersonColumn column, Optional<String> value) {
        String from = target.before.map(person -> roster.cell(person, column)).orElse("");
        String to = value.orElse("");
        if (!from.equals(to)) {
            target.changes.put(
                    column,
                    new Change(
                            column.field(),
                            Optional.of(from).filter(text -> !text.isEmpty()),
                            Optional.of(to).filter(text -> !text.isEmpty())));
        }
    }

    private void conclude(Target target) {
        if (!target.isNew() && target.changes.isEmpty()) {
            same++;
            return;
        }
        Kind kind = Kind.CHANGE;
        if (target.isNew()) {
            kind = Kind.CREATE;
        } else if (target.changes(PersonColumn.ACTIVE)) {
            kind = target.presence == Presence.ACTIVE ? Kind.RETURN : Kind.LEAVE;
        }
        lines.add(new Line(
                target.number,
                kind,
                target.before.map(person -> person.id().value()),
                target.name,
                List.copyOf(target.changes.values()),
                Optional.empty()));
    }

    /** @param but who stays in any case */
    record Leavers(Optional<PersonId> but) {}

    /** Whoever is here and not in the table leaves, within the reach of whoever imports. */
    private void leave(Leavers leavers) {
        for (Person person : roster.everybody()) {
            boolean stays = !person.active()
                    || named.contains(person.id())
                    || leavers.but().equals(Optional.of(person.id()));
            if (stays) {
                continue;
            }
            try {
                allowance.change(person);
            } catch (Refused outOfReach) {
                continue;
            }
            Target target = new Target(0, Optional.of(person), person.login());
            target.presence = Presence.INACTIVE;
            target.lineManager = roster.superiors(person, Relations.Kind.LINE_MANAGER).stream()
                    .findFirst();
            target.appraisers = roster.superiors(person, Relations.Kind.APPRAISER);
            set(target, PersonColumn.ACTIVE, Optional.of("no"));
            targets.add(target);
            conclude(target);
        }
    }

    /** A house without an administrator could not be helped by anybody. */
    private void keepAnAdministrator() {
        List<Target> losing = targets.stream()
                .filter(target -> loses(target).anyMatch(roster.keeping()::contains))
                .toList();
        Set<UUID> lost = losing.stream().flatMap(PeoplePlanner::loses).collect(Collectors.toSet());
        boolean left = targets.stream().anyMatch(this::becomesAdministrator)
                || roster.keeping().stream().anyMatch(duty -> !lost.contains(duty));
        if (left) {
            return;
        }
        for (Target target : losing) {
            targets.remove(target);
            lines.removeIf(line -> line.id().equals(Optional.of(target.id.value())));
            lines.add(Line.refused(
                    target.number,
                    target.name,
                    new AccessProblem.LastOfTheirKind(Caller.Role.ADMINISTRATOR.name()).message()));
        }
    }

    private boolean becomesAdministrator(Target target) {
        return target.presence == Presence.ACTIVE
                && !roster.isService(target.id)
                && target.begins.contains(new Granted(Caller.Role.ADMINISTRATOR.name(), Optional.empty()));
    }

    /** The duties that count no longer. */
    private static Stream<UUID> loses(Target target) {
        return target.presence == Presence.INACTIVE
                ? target.before.stream()
                        .flatMap(person -> person.duties().stream())
                        .map(Duty::id)
                : target.ends.stream().map(Duty::id);
    }

    private static Refused unfit(String field, String why) {
        return new AccessProblem.Unfit(field, why).refused();
    }
}
