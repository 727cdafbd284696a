package org.vidimus.server.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.ingest.Footage;
import org.vidimus.server.ingest.Mishaps;

/**
 * The cameras of the house. Every method passes the gate with the caller it is given; the demo registers its cameras as
 * {@code Caller.job("demo")}.
 */
@Service
public class Fleet {
    /** What a dock finds wrong with one file as it reads it; anything else is about the camera or the way. */
    private static final Set<String> OF_THE_MEDIUM = Set.of(
            "file-unreadable",
            "empty-file",
            "file-changed",
            "digest-mismatch",
            "digest-differs-from-cameras",
            "camera-gone",
            "read-error",
            "readings-differ");

    private final Gate gate;
    private final Scopes scopes;
    private final CameraTable cameras;
    private final ReportTable reports;
    private final ChangeTable changes;
    private final CameraLife life;
    private final OwnTime ownTime;
    private final Names names;
    private final Permissions permissions;
    private final ObjectProvider<Footage> footage;
    private final ObjectProvider<Mishaps> mishaps;
    private final ObjectProvider<AtReport> others;
    private final Clock clock;

    Fleet(
            Gate gate,
            Scopes scopes,
            CameraTable cameras,
            ReportTable reports,
            ChangeTable changes,
            CameraLife life,
            OwnTime ownTime,
            Names names,
            Permissions permissions,
            ObjectProvider<Footage> footage,
            ObjectProvider<Mishaps> mishaps,
            ObjectProvider<AtReport> others,
            Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.cameras = cameras;
        this.reports = reports;
        this.changes = changes;
        this.life = life;
        this.ownTime = ownTime;
        this.names = names;
        this.permissions = permissions;
        this.footage = footage;
        this.mishaps = mishaps;
        this.others = others;
        this.clock = clock;
    }

    /**
     * Makes a camera known to this house. Uploads of its footage are accepted from then on and belong to its wearer.
     *
     * @throws org.vidimus.server.Refused with {@code serial-taken} if it is known already; nothing was changed
     */
    public CameraId register(Caller caller, NewCamera camera) {
        return register(caller, camera, RegisterEntry.of(camera));
    }

    /** As {@link #register(Caller, NewCamera)}, with all that the register says of it. */
    CameraId register(Caller caller, NewCamera camera, RegisterEntry entry) {
        Passage passage = Passage.of(caller, Action.CAMERA_REGISTER).with("serial", camera.serial());
        return gate.change(passage, outcome -> {
            CameraId id = add(caller, camera, entry);
            outcome.about(Subject.camera(id.value()));
            return id;
        });
    }

    /** Part of a change that has passed the gate. */
    CameraId add(Caller caller, NewCamera camera, RegisterEntry entry) {
        CameraId id = cameras.insert(camera, entry);
        changes.add(id, clock.instant(), ChangeTable.What.REGISTERED, caller.person(), List.of());
        return id;
    }

    /** One camera, as it is now. */
    Camera show(Caller caller, CameraId id) {
        return gate.view(Passage.of(caller, Action.CAMERA_LIST, Subject.camera(id.value())), _ -> cameras.find(id)
                .orElseThrow(() -> new CustodyProblem.NotFound().refused()));
    }

    CameraLife.Page life(Caller caller, CameraId id, Optional<String> after, int limit) {
        return gate.view(
                Passage.of(caller, Action.CAMERA_LIST, Subject.camera(id.value())),
                _ -> life.page(id, ownTime.only(caller, Action.CAMERA_LIST, id), after, limit));
    }

    /**
     * Says anew what the register says of a camera.
     *
     * @throws org.vidimus.server.Refused with {@code asset-taken}, {@code camera-still-out} or {@code camera-malformed}; nothing
     *     was changed
     */
    Camera change(Caller caller, CameraId id, RegisterEntry entry) {
        return gate.change(Passage.of(caller, Action.CAMERA_CHANGE, Subject.camera(id.value())), outcome -> {
            Camera before = cameras.lock(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            requireKnown(before.entry(), entry);
            List<RegisterEntry.Change> made = apply(caller, before, entry);
            made.forEach(change -> {
                outcome.note(kebab(change.field()) + "-before", change.from().orElse(""));
                outcome.note(kebab(change.field()), change.to().orElse(""));
            });
            // Commit point: entry, history and outcome are durable together. A crash before leaves all as it was.
            return cameras.find(id).orElseThrow();
        });
    }

    /** Part of a change that has passed the gate and holds the camera's lock. */
    List<RegisterEntry.Change> apply(Caller caller, Camera before, RegisterEntry entry) {
        List<RegisterEntry.Change> made = entry.changesFrom(before.entry());
        if (made.isEmpty()) {
            return made;
        }
        boolean leaves = entry.standing() == Standing.IN_REPAIR || entry.standing() == Standing.RETIRED;
        if (leaves
                && entry.standing() != before.entry().standing()
                && before.handOut().isPresent()) {
            throw new FleetProblem.StillOut(before.serial(), entry.standing()).refused();
        }
        cameras.change(before.id(), entry);
        changes.add(before.id(), clock.instant(), ChangeTable.What.CHANGED, caller.person(), made);
        return made;
    }

    /** Part of a change that has passed the gate: what is done about a camera takes it out of service, or brings it back. */
    public void stand(Caller caller, CameraId id, Standing standing) {
        Camera before = cameras.lock(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
        apply(caller, before, before.entry().standing(standing));
    }

    /** Behind the gate, and only of what is new: who is a person of this house is told to nobody else. */
    private void requireKnown(RegisterEntry before, RegisterEntry entry) {
        if (!before.unit().equals(entry.unit())
                && entry.unit()
                        .filter(unit -> names.units(List.of(unit)).isEmpty())
                        .isPresent()) {
            throw RegisterEntry.malformed("unit is none of this house");
        }
        if (!before.wearer().equals(entry.wearer())
                && entry.wearer()
                        .filter(person -> names.people(List.of(person)).isEmpty())
                        .isPresent()) {
            throw RegisterEntry.malformed("wearer is nobody of this house");
        }
    }

    /** What the caller may do with it. */
    List<String> may(Caller caller, Camera camera) {
        return permissions.of(caller, Subject.Kind.CAMERA, CameraFacts.of(camera));
    }

    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The camera of that serial, without asking who wants to know: for code of this house that acts as a job. */
    public Optional<CameraId> find(String serial) {
        return cameras.owner(serial).map(CameraTable.Owner::id);
    }

    /** One page of the cameras that the caller may see. */
    FleetPage page(Caller caller, FleetPage.Question question) {
        return gate.view(Passage.of(caller, Action.CAMERA_LIST), _ -> {
            FleetPage.Plan plan = FleetPage.plan(cameras.lines(scopes.of(caller, Action.CAMERA_LIST)), question);
            return plan.with(cameras.of(plan.shown()));
        });
    }

    /**
     * Stores what a dock saw of a camera, and compares the camera's numbering with what arrived.
     *
     * @return the camera with what is missing now
     * @throws org.vidimus.server.Refused with {@code no-such-camera}; nothing was stored
     */
    public Camera report(Caller caller, String serial, CameraReport report) {
        Optional<CameraId> known = find(serial);
        Passage passage = known.map(id -> Passage.of(caller, Action.CAMERA_REPORT, Subject.camera(id.value())))
                .orElseGet(() -> Passage.of(caller, Action.CAMERA_REPORT))
                .with("serial", shortened(serial));
        return gate.change(passage, outcome -> {
            CameraId id = known.orElseThrow(() -> new FleetProblem.NoSuchCamera(serial).refused());
            List<Missing> missing = reconcile(id, serial, report);
            sayWhatFailed(id, serial, report.state());
            outcome.note("missing", Integer.toString(missing.size()));
            note(report.state()).forEach(fact -> outcome.note(fact.key(), fact.value()));
            others.orderedStream().forEach(each -> each.reported(id, serial, report, clock.instant(), outcome));
            // Commit point: report, gaps and whatever follows from it, such as the end of a hand-out, are durable
            // together. A
            // crash before leaves none of it, and the dock reports again.
            return cameras.find(id).orElseThrow();
        });
    }

    /** Files that could not be read, or not twice alike, get a salvage case in this transaction. */
    private void sayWhatFailed(CameraId id, String serial, CameraReport.State state) {
        Optional<CameraTable.Owner> owner = cameras.holder(id);
        for (CameraReport.FileProblem problem : state.problems()) {
            if (problem.file() == null || problem.code() == null || !OF_THE_MEDIUM.contains(problem.code())) {
                continue;
            }
            Mishaps.Mishap mishap = new Mishaps.Mishap(
                    Mishaps.Cause.MEDIUM,
                    Optional.of(serial),
                    Optional.of(id.value()),
                    owner.flatMap(CameraTable.Owner::unit),
                    owner.flatMap(CameraTable.Owner::wearer),
                    Optional.ofNullable(problem.recording()),
                    Optional.ofNullable(problem.part()),
                    problem.file(),
                    Optional.empty(),
                    problem.code() + ": " + (problem.message() == null ? "" : problem.message()));
            mishaps.forEach(book -> book.happened(mishap));
        }
    }

    private List<Missing> reconcile(CameraId id, String serial, CameraReport report) {
        Instant now = clock.instant();
        ReportTable.Standing standing = reports.lock(id);
        UUID stored = reports.insert(id, report.state(), report.upkeep().slot(), now);
        String firmware = report.state().firmware();
        if (firmware != null && !firmware.isBlank()) {
            changes.firmware(id, firmware, now);
        }
        Long claimed = report.state().newestNumber();
        List<Long> numbers = new ArrayList<>(report.recordings().stream()
                .map(CameraReport.Recording::number)
                .filter(Objects::nonNull)
                .toList());
        if (claimed != null) {
            numbers.add(claimed);
        }
        Numbering numbering = Numbering.of(report.state().wrapsAt(), standing.highest(), numbers);
        Long highest = highest(standing.highest(), numbers.stream().mapToLong(numbering::count));
        reports.remember(id, stored, report.recordings(), numbering);
        reports.rememberHighest(id, highest);
        var arrived = footage.stream()
                .flatMap(source -> source.arrivedFrom(serial).stream())
                .collect(Collectors.toSet());
        Long newest = claimed == null ? null : (Long) numbering.count(claimed);
        List<Missing> missing =
                new Reconciliation(standing.from(), newest, reports.known(id, stored), arrived).missing(now);
        reports.replaceMissing(id, missing, now);
        return missing;
    }

    private static @Nullable Long highest(@Nullable Long before, LongStream numbers) {
        LongStream all = before == null ? numbers : LongStream.concat(LongStream.of(before), numbers);
        var max = all.max();
        return max.isPresent() ? (Long) max.getAsLong() : null;
    }

    private record Fact(String key, String value) {}

    private static Stream<Fact> note(CameraReport.State state) {
        return Stream.of(
                        fact("dock", state.dock()),
                        fact("clock-offset-ms", state.clockOffsetMs()),
                        fact("battery-percent", state.batteryPercent()),
                        fact("free-bytes", state.freeBytes()),
                        fact("files", state.filesListed()),
                        fact("counter", state.newestNumber()),
                        fact(
                                "problems",
                                state.problems().isEmpty()
                                        ? null
                                        : state.problems().size()))
                .flatMap(Optional::stream);
    }

    private static Optional<Fact> fact(String key, @Nullable Object value) {
        return Optional.ofNullable(value).map(it -> new Fact(key, shortened(it.toString())));
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
