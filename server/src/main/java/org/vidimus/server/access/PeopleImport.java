package org.vidimus.server.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.CsvTable.Read;
import org.vidimus.server.access.ImportPlan.Line;
import org.vidimus.server.access.PeoplePlanner.Granted;
import org.vidimus.server.access.PeoplePlanner.Leavers;
import org.vidimus.server.access.PeoplePlanner.Target;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Sha256;

/** Tables of people, out and in: first shown what would change, then done in one transaction, exactly as shown. */
@Component
class PeopleImport {
    /** So many people are named in the entry; the rest is in the table of imports. */
    private static final int NAMED_MOST = 300;

    private final Gate gate;
    private final JdbcTemplate sql;
    private final People people;
    private final Units units;
    private final Duties duties;
    private final Relations relations;
    private final Attendance attendance;
    private final Roles roles;
    private final Household household;
    private final Services services;
    private final Scopes scopes;
    private final Permissions permissions;
    private final Clock clock;

    PeopleImport(
            Gate gate,
            JdbcTemplate sql,
            People people,
            Units units,
            Duties duties,
            Relations relations,
            Attendance attendance,
            Roles roles,
            Household household,
            Services services,
            Scopes scopes,
            Permissions permissions,
            Clock clock) {
        this.gate = gate;
        this.sql = sql;
        this.people = people;
        this.units = units;
        this.duties = duties;
        this.relations = relations;
        this.attendance = attendance;
        this.roles = roles;
        this.household = household;
        this.services = services;
        this.scopes = scopes;
        this.permissions = permissions;
        this.clock = clock;
    }

    enum Missing {
        STAY,
        LEAVE
    }

    /** Everybody whom the caller may see, active or not. */
    byte[] export(Caller caller, Locale locale) {
        return gate.view(Passage.of(caller, Action.PERSON_EXPORT), outcome -> {
            Roster roster = roster();
            List<Person> seen = people.within(scopes.of(caller, Action.PERSON_EXPORT), Set.of(Presence.values()));
            outcome.note("people", Integer.toString(seen.size()));
            return CsvTable.written(
                    PersonColumn.class,
                    seen.stream().map(person -> row(roster, person, locale)).toList(),
                    locale);
        });
    }

    private static Map<PersonColumn, String> row(Roster roster, Person person, Locale locale) {
        Map<PersonColumn, String> row = new EnumMap<>(PersonColumn.class);
        for (PersonColumn column : PersonColumn.values()) {
            row.put(column, roster.cell(person, column));
        }
        if (locale.getLanguage().equals("de")) {
            row.put(PersonColumn.ACTIVE, person.active() ? "ja" : "nein");
        }
        return row;
    }

    private Roster roster() {
        List<Person> everybody = people.within(Scope.everything(), Set.of(Presence.values()));
        return new Roster(
                everybody,
                relations.now(everybody.stream().map(Person::id).toList()),
                duties.idsByGroup(),
                duties.lastingAdministrators().stream().map(Duties.Lasting::id).collect(Collectors.toSet()),
                services.ids());
    }

    private record Worked(ImportPlan plan, List<Target> targets) {}

    /** What the file would do. Nothing is changed. */
    ImportPlan tried(Caller caller, byte[] file, Missing missing) {
        return gate.view(Passage.of(caller, Action.PERSON_IMPORT).with("dry-run", "yes"), outcome -> {
            ImportPlan plan = worked(caller, file, missing).plan();
            outcome.note("digest", plan.digest());
            return plan;
        });
    }

    private Worked worked(Caller caller, byte[] file, Missing missing) {
        Read<PersonColumn> read = CsvTable.read(file, PersonColumn.class);
        PeoplePlanner planner = new PeoplePlanner(roster(), units.all(), roles, allowance(caller), read.columns());
        Optional<Leavers> leavers = missing == Missing.LEAVE
                ? Optional.of(new Leavers(caller.person().map(PersonId::new)))
                : Optional.empty();
        List<Line> lines = planner.lines(read.rows(), leavers);
        return new Worked(
                ImportPlan.of(lines, planner.same(), read.ignored(), Sha256.of(file), missing.name()),
                planner.targets());
    }

    private PeoplePlanner.Allowance allowance(Caller caller) {
        return new PeoplePlanner.Allowance() {
            @Override
            public void take(Optional<Unit> unit) {
                Facts facts = new Facts(Optional.empty(), unit.map(Unit::id), Optional.empty());
                if (!permissions.allows(caller, Action.PERSON_CREATE, facts)) {
                    throw outOfReach("unit");
                }
            }

            @Override
            public void change(Person person) {
                if (!permissions.allows(caller, Action.PERSON_CHANGE, AccessFacts.of(person))) {
                    throw outOfReach("login");
                }
            }

            @Override
            public void moveTo(Optional<Unit> unit) {
                household.refuseToMoveTo(caller, unit);
            }

            @Override
            public void changeDuties(Person person) {
                if (!permissions.allows(caller, Action.DUTY_CHANGE, AccessFacts.of(person))) {
                    throw outOfReach("roles");
                }
            }

            @Override
            public void give(Optional<Person> person, String role, Optional<UnitId> where) {
                household.refuseMoreThanOwn(
                        caller, person.isPresent() ? Action.DUTY_CHANGE : Action.PERSON_CREATE, role, where);
            }
        };
    }

    private static org.vidimus.server.Refused outOfReach(String field) {
        return new AccessProblem.Unfit(field, "is outside of your reach").refused();
    }

    /**
     * Does what the dry run of this digest has shown, all of it or nothing.
     *
     * @throws org.vidimus.server.Refused with {@link ImportProblem.Stale} when file or house have changed since; nothing was done
     */
    ImportPlan done(Caller caller, byte[] file, Missing missing, String digest) {
        Passage passage = Passage.of(caller, Action.PERSON_IMPORT).with("digest", digest);
        return gate.change(passage, outcome -> {
            // From here to the commit nobody else changes what the plan was made of. Those who take this lock first
            // change tables afterwards, so it comes first here too.
            duties.lock();
            sql.execute("lock table person, duty, relation, membership, unit in share row exclusive mode");
            Worked worked = worked(caller, file, missing);
            if (!worked.plan().digest().equals(digest)) {
                throw new ImportProblem.Stale().refused();
            }
            List<Target> created =
                    worked.targets().stream().filter(Target::isNew).toList();
            List<Target> changed =
                    worked.targets().stream().filter(target -> !target.isNew()).toList();
            take(created);
            changed.forEach(this::free);
            changed.forEach(this::change);
            keep(caller, worked.plan(), Sha256.of(file), "PEOPLE");
            note(outcome, worked);
            // Commit point: with the outcome all of it is done. A crash before leaves the house as it was.
            return worked.plan();
        });
    }

    private static void note(Outcome outcome, Worked worked) {
        worked.plan()
                .counts()
                .forEach((kind, count) -> outcome.note(kind.name().toLowerCase(Locale.ROOT), Integer.toString(count)));
        worked.targets().stream().limit(NAMED_MOST).forEach(target -> outcome.about(Subject.person(target.id.value())));
    }

    void keep(Caller caller, ImportPlan plan, Sha256 file, String what) {
        sql.update(
                "insert into people_import (id, what, at, by_caller, digest, file_sha256, lines) values (?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                what,
                now(),
                caller.id(),
                plan.digest(),
                file.toString(),
                plan.text());
    }

    /** Everybody new at once: a house of thousands begins with one table. */
    private void take(List<Target> created) {
        Timestamp now = now();
        sql.batchUpdate(
                "insert into person (id, login, name, unit, staff_number, rank, email, made_at, changed_at, left_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                created.stream()
                        .map(target -> new Object[] {
                            target.id.value(),
                            target.login,
                            target.name,
                            target.unit.map(unit -> unit.id().value()).orElse(null),
                            target.particulars.staffNumber().orElse(null),
                            target.particulars.rank().orElse(null),
                            target.particulars.email().orElse(null),
                            now,
                            now,
                            target.presence == Presence.ACTIVE ? null : now
                        })
                        .toList());
        sql.batchUpdate(
                "insert into membership (person, unit, from_at, until_at) values (?, ?, ?, ?)",
                created.stream()
                        .flatMap(target -> target.unit.stream().map(unit -> new Object[] {
                            target.id.value(), unit.id().value(), now, target.presence == Presence.ACTIVE ? null : now
                        }))
                        .toList());
        sql.batchUpdate(
                "insert into duty (id, person, role, unit, from_at) values (?, ?, ?, ?, ?)",
                created.stream()
                        .flatMap(target -> target.begins.stream().map(each -> duty(target, each, now)))
                        .toList());
        sql.batchUpdate(
                "insert into relation (id, person, superior, kind, from_at) values (?, ?, ?, ?, ?)",
                created.stream().flatMap(target -> superiors(target, now)).toList());
        created.stream()
                .flatMap(target -> target.appraisers.stream())
                .distinct()
                .forEach(relations::forgetWhomTheyAppraise);
    }

    private static Object[] duty(Target target, Granted granted, Timestamp now) {
        return new Object[] {
            UUID.randomUUID(),
            target.id.value(),
            granted.role(),
            granted.unit().map(unit -> unit.id().value()).orElse(null),
            now
        };
    }

    private static Stream<Object[]> superiors(Target target, Timestamp now) {
        List<Object[]> rows = new ArrayList<>();
        target.lineManager.ifPresent(
                superior -> rows.add(relation(target, superior, Relations.Kind.LINE_MANAGER, now)));
        target.appraisers.forEach(superior -> rows.add(relation(target, superior, Relations.Kind.APPRAISER, now)));
        return rows.stream();
    }

    private static Object[] relation(Target target, PersonId superior, Relations.Kind kind, Timestamp now) {
        return new Object[] {UUID.randomUUID(), target.id.value(), superior.value(), kind.name(), now};
    }

    /** Lets go of a staff number first, so that two people may exchange theirs. */
    private void free(Target target) {
        if (target.changes(PersonColumn.STAFF_NUMBER)) {
            sql.update("update person set staff_number = null where id = ?", target.id.value());
        }
    }

    private void change(Target target) {
        Person before = target.before.orElseThrow();
        if (target.changes(PersonColumn.LOGIN)) {
            people.rename(target.id, target.login);
        }
        if (target.changes(PersonColumn.NAME, PersonColumn.UNIT)) {
            people.change(target.id, target.name, target.unit);
        }
        if (target.changes(PersonColumn.STAFF_NUMBER, PersonColumn.RANK, PersonColumn.EMAIL)) {
            people.describe(target.id, target.particulars);
        }
        target.ends.forEach(duty -> duties.end(target.id, duty.id()));
        for (Granted each : target.begins) {
            duties.add(target.id, Duties.beginning(each.role(), each.unit(), clock.instant(), Optional.empty()));
        }
        if (target.changes(PersonColumn.LINE_MANAGER)) {
            relations.set(
                    target.id,
                    Relations.Kind.LINE_MANAGER,
                    target.lineManager.map(Set::of).orElse(Set.of()));
        }
        if (target.changes(PersonColumn.APPRAISERS)) {
            relations.set(target.id, Relations.Kind.APPRAISER, new HashSet<>(target.appraisers));
        }
        if (before.presence() != target.presence) {
            if (target.presence == Presence.ACTIVE) {
                attendance.comeBack(target.id);
            } else {
                attendance.leave(target.id);
            }
        }
    }

    private Timestamp now() {
        Instant now = clock.instant();
        return Objects.requireNonNull(Timestamp.from(now));
    }
}
