package org.vidimus.server.fleet;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vidimus.server.Refused;
import org.vidimus.server.access.CsvTable;
import org.vidimus.server.access.CsvTable.Read;
import org.vidimus.server.access.CsvTable.Row;
import org.vidimus.server.access.Facts;
import org.vidimus.server.access.ImportPlan;
import org.vidimus.server.access.ImportPlan.Kind;
import org.vidimus.server.access.ImportPlan.Line;
import org.vidimus.server.access.ImportProblem;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Sha256;

/**
 * Tables of cameras, out and in: first shown what would change, then done in one transaction, exactly as shown. A camera is known by
 * its serial; a column that the file does not have changes nothing.
 */
@Service
class CameraImport {
    /** So many cameras are named in the entry; the ledger's leaf has room for no more. */
    private static final int NAMED_MOST = 300;

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT),
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT));

    private final Gate gate;
    private final Scopes scopes;
    private final Permissions permissions;
    private final Fleet fleet;
    private final CameraTable cameras;
    private final JdbcClient sql;

    CameraImport(Gate gate, Scopes scopes, Permissions permissions, Fleet fleet, CameraTable cameras, JdbcClient sql) {
        this.gate = gate;
        this.scopes = scopes;
        this.permissions = permissions;
        this.fleet = fleet;
        this.cameras = cameras;
        this.sql = sql;
    }

    /** The cameras that the caller may see. */
    byte[] export(Caller caller, Locale locale) {
        return gate.view(Passage.of(caller, Action.CAMERA_LIST), _ -> {
            Book book = book();
            return CsvTable.written(
                    CameraColumn.class,
                    cameras.list(scopes.of(caller, Action.CAMERA_LIST)).stream()
                            .map(camera -> row(book, camera.serial(), camera.entry(), locale))
                            .toList(),
                    locale);
        });
    }

    private static Map<CameraColumn, String> row(Book book, String serial, RegisterEntry entry, Locale locale) {
        Map<CameraColumn, String> row = new EnumMap<>(CameraColumn.class);
        row.put(CameraColumn.SERIAL, serial);
        row.put(CameraColumn.ASSET, entry.asset().orElse(""));
        row.put(CameraColumn.MAKER, entry.maker().orElse(""));
        row.put(CameraColumn.MODEL, entry.model().orElse(""));
        row.put(CameraColumn.UNIT, entry.unit().map(book::unit).orElse(""));
        row.put(CameraColumn.WEARER, entry.wearer().map(book::person).orElse(""));
        row.put(CameraColumn.STANDING, standing(entry.standing(), locale));
        row.put(CameraColumn.BOUGHT, entry.boughtOn().map(LocalDate::toString).orElse(""));
        row.put(
                CameraColumn.WARRANTY,
                entry.warrantyUntil().map(LocalDate::toString).orElse(""));
        row.put(CameraColumn.NOTE, entry.note().orElse(""));
        return row;
    }

    private static String standing(Standing standing, Locale locale) {
        boolean german = locale.getLanguage().equals("de");
        return switch (standing) {
            case IN_SERVICE -> german ? "im Dienst" : "in service";
            case MISSING -> german ? "vermisst" : "missing";
            case IN_REPAIR -> german ? "in Reparatur" : "in repair";
            case RETIRED -> german ? "ausgesondert" : "retired";
        };
    }

    /** What the file would do. Nothing is changed. */
    ImportPlan tried(Caller caller, byte[] file) {
        return gate.view(Passage.of(caller, Action.CAMERA_IMPORT).with("dry-run", "yes"), outcome -> {
            ImportPlan plan = worked(caller, file).plan();
            outcome.note("digest", plan.digest());
            return plan;
        });
    }

    /**
     * Does what the dry run of this digest has shown, all of it or nothing.
     *
     * @throws org.vidimus.server.Refused with {@link ImportProblem.Stale} when file or house have changed since; nothing was done
     */
    ImportPlan done(Caller caller, byte[] file, String digest) {
        return gate.change(Passage.of(caller, Action.CAMERA_IMPORT).with("digest", digest), outcome -> {
            // From here to the commit nobody else changes what the plan was made of.
            sql.sql("lock table camera in share row exclusive mode").update();
            Worked worked = worked(caller, file);
            if (!worked.plan().digest().equals(digest)) {
                throw new ImportProblem.Stale().refused();
            }
            freeAssets(worked.targets());
            int named = 0;
            for (Target target : worked.targets()) {
                CameraId id = target.before().isPresent()
                        ? change(caller, target)
                        : fleet.add(caller, NewCamera.of(target.serial()), target.entry());
                if (named++ < NAMED_MOST) {
                    outcome.about(Subject.camera(id.value()));
                }
            }
            worked.plan()
                    .counts()
                    .forEach((kind, count) ->
                            outcome.note(kind.name().toLowerCase(Locale.ROOT), Integer.toString(count)));
            // Commit point: with the outcome all of it is done. A crash before leaves the register as it was.
            return worked.plan();
        });
    }

    /** Lets go of asset numbers first, so that two cameras may exchange theirs. */
    private void freeAssets(List<Target> targets) {
        for (Target target : targets) {
            target.before()
                    .filter(before ->
                            !before.entry().asset().equals(target.entry().asset()))
                    .ifPresent(before -> sql.sql("update camera set asset = null where id = ?")
                            .param(before.id().value())
                            .update());
        }
    }

    private CameraId change(Caller caller, Target target) {
        Camera before = target.before().orElseThrow();
        fleet.apply(caller, before, target.entry());
        return before.id();
    }

    private record Target(String serial, Optional<Camera> before, RegisterEntry entry) {}

    private record Worked(ImportPlan plan, List<Target> targets) {}

    private Worked worked(Caller caller, byte[] file) {
        Read<CameraColumn> read = CsvTable.read(file, CameraColumn.class);
        if (!read.columns().contains(CameraColumn.SERIAL)) {
            throw new ImportProblem.Unreadable("it has no column Serial number.").refused();
        }
        Book book = book();
        Map<String, Camera> known = new HashMap<>();
        cameras.list(scopes.of(Caller.job("import"), Action.CAMERA_LIST))
                .forEach(camera -> known.put(camera.serial(), camera));
        Set<String> assets = new HashSet<>();
        Set<String> serials = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        int same = 0;
        Set<String> named = new HashSet<>();
        read.rows().forEach(row -> row.cell(CameraColumn.SERIAL).ifPresent(named::add));
        // Numbers of cameras that the file does not name stay taken.
        known.values().stream()
                .filter(camera -> !named.contains(camera.serial()))
                .forEach(camera -> camera.entry().asset().ifPresent(assets::add));
        for (Row<CameraColumn> row : read.rows()) {
            String serial = row.cell(CameraColumn.SERIAL).orElse("");
            try {
                Optional<Camera> there = Optional.ofNullable(known.get(serial));
                // What is out of reach is read as one that is not there, so that nobody learns from a refusal that it
                // is.
                Optional<Camera> before = there.filter(
                        camera -> permissions.allows(caller, Action.CAMERA_CHANGE, CameraFacts.of(camera)));
                Target target = target(row, serial, before, book);
                Action action = before.isPresent() ? Action.CAMERA_CHANGE : Action.CAMERA_REGISTER;
                if (there.isPresent() != before.isPresent()
                        || !permissions.allows(caller, action, after(before, target.entry()))) {
                    throw RegisterEntry.malformed("this camera is out of your reach, as it is or as it would be");
                }
                if (!serials.add(serial)) {
                    throw RegisterEntry.malformed("another line is about the same camera");
                }
                if (target.entry().asset().filter(asset -> !assets.add(asset)).isPresent()) {
                    throw new FleetProblem.AssetTaken(target.entry().asset().orElse("")).refused();
                }
                List<RegisterEntry.Change> changes = target.entry()
                        .changesFrom(target.before()
                                .map(Camera::entry)
                                .orElseGet(() -> RegisterEntry.of(NewCamera.of(serial))));
                if (target.before().isPresent() && changes.isEmpty()) {
                    same++;
                    continue;
                }
                targets.add(target);
                lines.add(line(row.number(), target, changes, book));
            } catch (Refused refused) {
                lines.add(Line.refused(
                        row.number(),
                        serial.length() > 64 ? serial.substring(0, 64) : serial,
                        refused.problem().message()));
            }
        }
        return new Worked(ImportPlan.of(lines, same, read.ignored(), Sha256.of(file), "CAMERAS"), targets);
    }

    private static Facts after(Optional<Camera> before, RegisterEntry entry) {
        Optional<PersonId> holder = before.flatMap(Camera::handOut).map(out -> new PersonId(out.person()));
        return new Facts(holder.or(entry::wearer), entry.unit(), Optional.empty());
    }

    private static Line line(long number, Target target, List<RegisterEntry.Change> changes, Book book) {
        return new Line(
                number,
                target.before().isEmpty() ? Kind.CREATE : Kind.CHANGE,
                target.before().map(camera -> camera.id().value()),
                target.serial(),
                changes.stream()
                        .map(change -> new ImportPlan.Change(
                                change.field(),
                                change.from().map(value -> book.shown(change.field(), value)),
                                change.to().map(value -> book.shown(change.field(), value))))
                        .toList(),
                Optional.empty());
    }

    private static Target target(Row<CameraColumn> row, String serial, Optional<Camera> before, Book book) {
        RegisterEntry was = before.map(Camera::entry).orElseGet(() -> RegisterEntry.of(NewCamera.of(serial)));
        RegisterEntry entry = new RegisterEntry(
                read(row, CameraColumn.MAKER, was.maker(), Function.identity()),
                read(row, CameraColumn.MODEL, was.model(), Function.identity()),
                read(row, CameraColumn.UNIT, was.unit(), book::unitNamed),
                read(row, CameraColumn.WEARER, was.wearer(), book::personKnownAs),
                read(row, CameraColumn.STANDING, Optional.of(was.standing()), CameraImport::standingOf)
                        .orElse(was.standing()),
                read(row, CameraColumn.ASSET, was.asset(), Function.identity()),
                read(row, CameraColumn.BOUGHT, was.boughtOn(), CameraImport::date),
                read(row, CameraColumn.WARRANTY, was.warrantyUntil(), CameraImport::date),
                read(row, CameraColumn.NOTE, was.note(), Function.identity()));
        boolean leaves = entry.standing() == Standing.IN_REPAIR || entry.standing() == Standing.RETIRED;
        if (leaves
                && entry.standing() != was.standing()
                && before.flatMap(Camera::handOut).isPresent()) {
            throw new FleetProblem.StillOut(serial, entry.standing()).refused();
        }
        return new Target(serial, before, entry);
    }

    /** As it was where the file has no such column; nothing for an empty cell. */
    private static <T> Optional<T> read(
            Row<CameraColumn> row, CameraColumn column, Optional<T> before, Function<String, T> reading) {
        Optional<String> cell = row.cell(column);
        return cell.isEmpty()
                ? before
                : cell.map(String::strip).filter(text -> !text.isEmpty()).map(reading);
    }

    private static Standing standingOf(String text) {
        for (Standing standing : Standing.values()) {
            if (text.equalsIgnoreCase(standing.name())
                    || text.equalsIgnoreCase(standing(standing, Locale.ENGLISH))
                    || text.equalsIgnoreCase(standing(standing, Locale.GERMAN))) {
                return standing;
            }
        }
        throw RegisterEntry.malformed(
                "standing is \"" + shortened(text) + "\", want in service, missing, in repair or retired");
    }

    private static LocalDate date(String text) {
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDate.parse(text, format);
            } catch (DateTimeParseException other) {
                // The next form.
            }
        }
        throw RegisterEntry.malformed("\"" + shortened(text) + "\" is no date, want one such as 2026-11-28");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** Units and people of the house as tables write them: by name, by staff number, by login. */
    private record Book(
            Map<String, UnitId> unitsByName,
            Map<UnitId, String> unitNames,
            Map<String, PersonId> peopleByKey,
            Map<PersonId, String> peopleNames) {
        UnitId unitNamed(String name) {
            return Optional.ofNullable(unitsByName.get(key(name)))
                    .orElseThrow(() -> RegisterEntry.malformed("there is no unit " + shortened(name)));
        }

        PersonId personKnownAs(String text) {
            return Optional.ofNullable(peopleByKey.get(key(text)))
                    .orElseThrow(() ->
                            RegisterEntry.malformed("nobody has the staff number or user name " + shortened(text)));
        }

        String unit(UnitId id) {
            return unitNames.getOrDefault(id, id.toString());
        }

        String person(PersonId id) {
            return peopleNames.getOrDefault(id, id.toString());
        }

        String shown(String field, String value) {
            return switch (field) {
                case "unit" -> unit(new UnitId(UUID.fromString(value)));
                case "wearer" -> person(new PersonId(UUID.fromString(value)));
                default -> value;
            };
        }

        static String key(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
    }

    private Book book() {
        Book book = new Book(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        sql.sql("select id, name from unit").query(row -> {
            UnitId id = new UnitId(row.getObject("id", UUID.class));
            book.unitsByName().put(Book.key(row.getString("name")), id);
            book.unitNames().put(id, row.getString("name"));
        });
        // A staff number before a login: it is what the dock room knows people by.
        sql.sql("select id, login, staff_number from person where left_at is null order by staff_number nulls first")
                .query(row -> {
                    PersonId id = new PersonId(row.getObject("id", UUID.class));
                    String number = row.getString("staff_number");
                    book.peopleByKey().put(Book.key(row.getString("login")), id);
                    if (number != null) {
                        book.peopleByKey().put(Book.key(number), id);
                    }
                    book.peopleNames().put(id, number == null ? row.getString("login") : number);
                });
        return book;
    }
}
