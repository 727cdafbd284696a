package org.vidimus.server.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.vidimus.server.Refused;
import org.vidimus.server.access.CsvTable.Read;
import org.vidimus.server.access.CsvTable.Row;
import org.vidimus.server.access.ImportPlan.Change;
import org.vidimus.server.access.ImportPlan.Kind;
import org.vidimus.server.access.ImportPlan.Line;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Policy;
import org.vidimus.trust.Sha256;

/** Tables of units and what they lie within, out and in. Units are never removed: people and evidence belong to them. */
@Component
class UnitImport {
    private final Gate gate;
    private final JdbcTemplate sql;
    private final Units units;
    private final PeopleImport imports;
    private final Policy policy;

    UnitImport(Gate gate, JdbcTemplate sql, Units units, PeopleImport imports, Policy policy) {
        this.gate = gate;
        this.sql = sql;
        this.units = units;
        this.imports = imports;
        this.policy = policy;
    }

    enum Column implements CsvTable.Column {
        NAME("Unit", "Einheit", "Name", "Dienststelle"),
        PARENT("Part of", "Teil von", "Parent", "Übergeordnet");

        private final List<String> headings;

        Column(String... headings) {
            this.headings = List.of(headings);
        }

        @Override
        public List<String> headings() {
            return headings;
        }
    }

    byte[] export(Caller caller, Locale locale) {
        return gate.view(Passage.of(caller, Action.PERSON_EXPORT).with("what", "units"), _ -> {
            List<Unit> all = units.all();
            Map<UnitId, String> names = all.stream().collect(Collectors.toMap(Unit::id, Unit::name));
            return CsvTable.written(
                    Column.class, all.stream().map(unit -> row(unit, names)).toList(), locale);
        });
    }

    private static Map<Column, String> row(Unit unit, Map<UnitId, String> names) {
        Map<Column, String> row = new EnumMap<>(Column.class);
        row.put(Column.NAME, unit.name());
        unit.parent().map(names::get).ifPresent(parent -> row.put(Column.PARENT, parent));
        return row;
    }

    /** @param parent name of the unit that it shall lie within */
    private record Wanted(long number, UnitId id, Optional<Unit> before, String name, Optional<String> parent) {}

    private record Worked(ImportPlan plan, List<Wanted> wanted, Map<String, UnitId> ids) {}

    ImportPlan tried(Caller caller, byte[] file) {
        return gate.view(
                Passage.of(caller, Action.PERSON_IMPORT).with("dry-run", "yes").with("what", "units"),
                _ -> worked(caller, file).plan());
    }

    ImportPlan done(Caller caller, byte[] file, String digest) {
        Passage passage =
                Passage.of(caller, Action.PERSON_IMPORT).with("digest", digest).with("what", "units");
        return gate.change(passage, outcome -> {
            sql.execute("lock table unit in share row exclusive mode");
            Worked worked = worked(caller, file);
            if (!worked.plan().digest().equals(digest)) {
                throw new ImportProblem.Stale().refused();
            }
            // Each may lie within one that comes further down, so all are made before any is placed.
            for (Wanted each : worked.wanted()) {
                if (each.before().isEmpty()) {
                    units.add(new Unit(each.id(), each.name(), Optional.empty()));
                }
            }
            place(worked);
            imports.keep(caller, worked.plan(), Sha256.of(file), "UNITS");
            worked.plan()
                    .counts()
                    .forEach((kind, count) ->
                            outcome.note(kind.name().toLowerCase(Locale.ROOT), Integer.toString(count)));
            return worked.plan();
        });
    }

    /** Loose first, then each where it shall lie: on the way no unit lies within itself, since in the end none does. */
    private void place(Worked worked) {
        for (Wanted each : worked.wanted()) {
            sql.update("update unit set parent = null where id = ?", each.id().value());
        }
        for (Wanted each : worked.wanted()) {
            units.change(new Unit(each.id(), each.name(), each.parent().map(name -> worked.ids()
                    .get(Roster.key(name)))));
        }
    }

    private Worked worked(Caller caller, byte[] file) {
        Read<Column> read = CsvTable.read(file, Column.class);
        if (!read.columns().contains(Column.NAME)) {
            throw new ImportProblem.Unreadable("it has no column Unit.").refused();
        }
        Map<String, Unit> known = new HashMap<>();
        Map<UnitId, String> names = new HashMap<>();
        units.all().forEach(unit -> {
            known.put(Roster.key(unit.name()), unit);
            names.put(unit.id(), unit.name());
        });
        List<Line> lines = new ArrayList<>();
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Row<Column> row : read.rows()) {
            try {
                Wanted each = wanted(caller, row, known, names, wanted.keySet());
                wanted.put(Roster.key(each.name()), each);
            } catch (Refused refused) {
                lines.add(refused(
                        row.number(),
                        row.cell(Column.NAME).orElse(""),
                        refused.problem().message()));
            }
        }
        refuseLost(wanted, known, names, lines);
        Map<String, UnitId> ids = new HashMap<>();
        known.forEach((key, unit) -> ids.put(key, unit.id()));
        wanted.forEach((key, each) -> ids.put(key, each.id()));
        int same = conclude(wanted, names, lines);
        lines.sort(java.util.Comparator.comparingLong(Line::number));
        return new Worked(
                ImportPlan.of(lines, same, read.ignored(), Sha256.of(file), "UNITS"),
                List.copyOf(wanted.values()),
                ids);
    }

    private Wanted wanted(
            Caller caller, Row<Column> row, Map<String, Unit> known, Map<UnitId, String> names, Set<String> before) {
        String name =
                Fitness.name("name", row.cell(Column.NAME).map(String::strip).orElse(null));
        if (before.contains(Roster.key(name))) {
            throw new AccessProblem.Unfit("name", "another line is about the same unit").refused();
        }
        Optional<Unit> there = Optional.ofNullable(known.get(Roster.key(name)));
        Action needed = there.isPresent() ? Action.UNIT_CHANGE : Action.UNIT_CREATE;
        if (policy.decide(caller, needed, List.of()) instanceof Policy.Decision.Refusal) {
            throw new AccessProblem.Unfit("name", "is outside of your reach").refused();
        }
        Optional<String> parent = row.cell(Column.PARENT).isEmpty()
                ? there.flatMap(Unit::parent).map(names::get)
                : row.cell(Column.PARENT).map(String::strip).filter(text -> !text.isEmpty());
        return new Wanted(row.number(), there.map(Unit::id).orElseGet(UnitId::random), there, name, parent);
    }

    /** Until each lies within one that there is, and none within itself; whatever lay within a refused one is refused in turn. */
    private static void refuseLost(
            Map<String, Wanted> wanted, Map<String, Unit> known, Map<UnitId, String> names, List<Line> lines) {
        boolean again = true;
        while (again) {
            again = false;
            for (Wanted each : List.copyOf(wanted.values())) {
                Optional<String> lost = each.parent()
                        .filter(parent ->
                                !wanted.containsKey(Roster.key(parent)) && !known.containsKey(Roster.key(parent)));
                boolean circle = lost.isEmpty() && isWithinItself(each, wanted, known, names);
                if (lost.isPresent() || circle) {
                    wanted.remove(Roster.key(each.name()));
                    lines.add(refused(
                            each.number(),
                            each.name(),
                            circle ? "parent: lies within the unit itself" : "parent: there is no unit " + lost.get()));
                    again = true;
                }
            }
        }
    }

    private static boolean isWithinItself(
            Wanted unit, Map<String, Wanted> wanted, Map<String, Unit> known, Map<UnitId, String> names) {
        Set<String> seen = new HashSet<>(Set.of(Roster.key(unit.name())));
        Optional<String> at = unit.parent();
        while (at.isPresent()) {
            String key = Roster.key(at.get());
            if (!seen.add(key)) {
                return key.equals(Roster.key(unit.name()));
            }
            Wanted next = wanted.get(key);
            at = next != null
                    ? next.parent()
                    : Optional.ofNullable(known.get(key)).flatMap(Unit::parent).map(names::get);
        }
        return false;
    }

    private static int conclude(Map<String, Wanted> wanted, Map<UnitId, String> names, List<Line> lines) {
        int same = 0;
        for (Wanted each : List.copyOf(wanted.values())) {
            List<Change> changes = new ArrayList<>();
            Optional<String> nameBefore = each.before().map(Unit::name);
            if (!nameBefore.equals(Optional.of(each.name()))) {
                changes.add(new Change("name", nameBefore, Optional.of(each.name())));
            }
            Optional<String> parentBefore = each.before().flatMap(Unit::parent).map(names::get);
            if (!parentBefore.map(Roster::key).equals(each.parent().map(Roster::key))) {
                changes.add(new Change("parent", parentBefore, each.parent()));
            }
            if (changes.isEmpty()) {
                same++;
                wanted.remove(Roster.key(each.name()));
            } else {
                lines.add(new Line(
                        each.number(),
                        each.before().isEmpty() ? Kind.CREATE : Kind.CHANGE,
                        each.before().map(unit -> unit.id().value()),
                        each.name(),
                        changes,
                        Optional.empty()));
            }
        }
        return same;
    }

    private static Line refused(long number, String name, String reason) {
        return Line.refused(number, name.length() > 200 ? name.substring(0, 200) : name, reason);
    }
}
