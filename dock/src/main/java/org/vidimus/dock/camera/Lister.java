package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.camera.CameraClock.Span;
import org.vidimus.dock.camera.CameraIndex.Listed;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Layout.Rule;

/** Makes one {@link Listing}. Used once, by one thread. */
final class Lister {
    private static final int MOST_OTHERS_NAMED = 50;
    private static final int MOST_FINDINGS = 2_000;
    /** Stands for the fingerprint until that is known; no name has it. */
    private static final String NO_FINGERPRINT = "\0";

    private final Camera camera;
    private final CameraClock clock;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Map<String, List<Part>> listed = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private CameraIndex index = CameraIndex.NONE;
    private Sidecars sidecars;
    private long files;
    private long others;
    private long unnamed;

    Lister(Camera camera, Clock clock, ZoneId zone) {
        this.camera = camera;
        this.clock = new CameraClock(clock, zone);
        this.sidecars = new Sidecars(camera.layout(), index);
    }

    /** A file that a rule knows, before its recording has an id. {@code key} is the id with a gap for the fingerprint. */
    private record Found(String key, int part, @Nullable Long number, Rule rule, Part file) {}

    Listing list() throws IOException {
        readIndex();
        sidecars = new Sidecars(camera.layout(), index);
        new FolderWalk(camera.root(), this::find).visit(this::file);
        sidecars.sort(camera.root(), parts(), this::alone);
        if (others > MOST_OTHERS_NAMED) {
            find(Finding.of(Code.OTHER_FILES, Long.toString(others - MOST_OTHERS_NAMED)));
        }
        List<Recording> recordings = new ArrayList<>(recordingsOfIndex());
        recordings.addAll(recordingsOfRules());
        if (unnamed > 0) {
            findings.add(Finding.of(Code.MORE_FINDINGS, Long.toString(unnamed)));
        }
        return new Listing(camera, recordings, findings, files, index.stages());
    }

    private void readIndex() {
        Optional<Path> file = camera.layout().index().flatMap(name -> CameraFinder.locate(camera.root(), name));
        if (file.isPresent()) {
            try {
                index = CameraIndex.read(file.get());
            } catch (IOException bad) {
                find(Finding.about(Relative.to(camera.root(), file.get()), Code.INDEX_UNREADABLE, FileReason.of(bad)));
            }
        }
    }

    private void file(Path path, String relative, BasicFileAttributes attributes) {
        files++;
        CardFile file = CardFile.of(path, relative, attributes);
        Listed own = index.byFile().get(relative);
        if (own != null) {
            seen.add(relative);
            if (worthReading(file)) {
                listed.computeIfAbsent(own.recording(), id -> new ArrayList<>()).add(part(file, own));
            }
            return;
        }
        boolean taken = camera.layout().isUpkeep(relative)
                || camera.layout().ignored().stream()
                        .anyMatch(ignored -> ignored.matcher(relative).matches())
                || (file.lengthBytes() > 0 && sidecars.offer(file))
                || ofARule(file);
        if (!taken) {
            other(relative);
        }
    }

    private void other(String relative) {
        if (MediaTypes.isFootage(relative)) {
            find(Finding.about(relative, Code.FOOTAGE_ELSEWHERE));
        } else if (++others <= MOST_OTHERS_NAMED) {
            find(Finding.about(relative, Code.OTHER_FILE));
        }
    }

    private boolean ofARule(CardFile file) {
        for (Rule rule : camera.layout().recordings()) {
            Matcher path = rule.path().matcher(file.relative());
            if (path.matches() && partOf(rule, path) <= Part.LAST) {
                if (worthReading(file)) {
                    found.add(found(file, rule, path));
                }
                return true;
            }
        }
        return false;
    }

    /** Without its recording it may be one itself; else nobody could say what it belongs to. */
    private void alone(CardFile file) {
        if (!ofARule(file)) {
            find(Finding.about(file.relative(), Code.SIDECAR_ALONE));
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        listed.values().forEach(parts::addAll);
        found.forEach(one -> parts.add(one.file()));
        return parts;
    }

    private boolean worthReading(CardFile file) {
        if (file.lengthBytes() == 0) {
            find(Finding.about(file.relative(), Code.EMPTY_FILE));
            return false;
        }
        if (!FileName.of(file.path()).exact()) {
            find(Finding.about(file.relative(), Code.NAME_NOT_UTF8));
        }
        return true;
    }

    private Part part(CardFile file, Listed own) {
        return new Part(
                file.path(),
                own.part(),
                file.lengthBytes(),
                file.modifiedMs(),
                own.type() != null ? own.type() : MediaTypes.of(file.relative()),
                plausible(own.start(), file.relative()),
                plausible(own.end(), file.relative()),
                own.sha256());
    }

    private Found found(CardFile file, Rule rule, Matcher path) {
        Optional<Span> span = clock.of(file.path(), path, rule.start());
        Instant start = plausible(span.map(Span::start).orElse(null), file.relative());
        Instant end = start == null || span.isEmpty() || span.get().length().isZero()
                ? null
                : start.plus(span.get().length());
        int n = (int) partOf(rule, path);
        if (!index.byFile().isEmpty()) {
            find(Finding.about(file.relative(), Code.NOT_IN_INDEX));
        }
        return new Found(
                RecordingId.fill(rule.recording(), path, NO_FINGERPRINT),
                n,
                group(path, "number"),
                rule,
                new Part(
                        file.path(),
                        n,
                        file.lengthBytes(),
                        file.modifiedMs(),
                        rule.type().orElse(MediaTypes.of(file.relative())),
                        start,
                        end,
                        null));
    }

    private static long partOf(Rule rule, Matcher path) {
        Long part = group(path, "part");
        return part == null ? 1 : Math.max(1, part - rule.firstPart() + 1);
    }

    private static @Nullable Long group(Matcher path, String name) {
        String digits = path.namedGroups().containsKey(name) ? path.group(name) : null;
        return digits == null || !digits.matches("\\d{1,18}") ? null : (Long) Long.parseLong(digits);
    }

    private @Nullable Instant plausible(@Nullable Instant instant, String relative) {
        if (instant == null || clock.plausible(instant)) {
            return instant;
        }
        find(Finding.about(relative, Code.CLOCK_IMPLAUSIBLE, instant.toString()));
        return null;
    }

    private List<Recording> recordingsOfIndex() {
        List<Recording> recordings = new ArrayList<>();
        for (CameraIndex.Entry entry : index.recordings()) {
            List<Integer> absent = entry.parts().stream()
                    .filter(part -> !seen.contains(part.file()))
                    .map(Listed::part)
                    .toList();
            List<Part> parts = listed.getOrDefault(entry.id(), List.of()).stream()
                    .sorted(Comparator.comparingInt(Part::n))
                    .toList();
            recordings.add(new Recording(
                    entry.id(),
                    entry.number(),
                    entry.start() != null && clock.plausible(entry.start()) ? entry.start() : null,
                    entry.preRecordSeconds(),
                    parts,
                    absent,
                    sidecars.take(parts)));
        }
        return recordings;
    }

    /** Puts parts of one key together, in the order of their paths; a part number that comes again begins another recording. */
    private List<Recording> recordingsOfRules() {
        found.sort(Comparator.comparing(Found::key)
                .thenComparing(one -> one.file().file().getParent())
                .thenComparingInt(Found::part)
                .thenComparing(one -> one.file().file()));
        List<Recording> recordings = new ArrayList<>();
        List<Found> run = new ArrayList<>();
        for (Found one : found) {
            boolean another = !run.isEmpty()
                    && (!run.getFirst().key().equals(one.key())
                            || run.stream().anyMatch(other -> other.part() == one.part()));
            if (another) {
                recordings.add(recording(run));
                run.clear();
            }
            run.add(one);
        }
        if (!run.isEmpty()) {
            recordings.add(recording(run));
        }
        found.clear();
        return recordings;
    }

    private Recording recording(List<Found> parts) {
        Found first = parts.getFirst();
        List<Part> inOrder = inOrder(parts);
        return new Recording(
                first.key().replace(NO_FINGERPRINT, fingerprint(first)),
                first.number(),
                first.file().start(),
                null,
                inOrder,
                List.of(),
                sidecars.take(inOrder));
    }

    /** Where the first part cannot be read, the others may well be: all are listed, and whoever reads them names the bad one. */
    private static String fingerprint(Found first) {
        if (!RecordingId.needsFingerprint(first.rule().recording())) {
            return "";
        }
        try {
            return Fingerprint.of(first.file());
        } catch (IOException unreadable) {
            return Fingerprint.ofUnreadable(first.file());
        }
    }

    /** Chapters carry the start of their recording; each begins when the one before has ended. */
    private static List<Part> inOrder(List<Found> found) {
        Instant start = found.getFirst().file().start();
        List<Part> parts = new ArrayList<>(found.size());
        for (Found one : found) {
            Part part = one.file();
            boolean chapter = !parts.isEmpty() && start != null && start.equals(part.start());
            parts.add(chapter && parts.getLast().n() == part.n() - 1 ? after(parts.getLast(), part) : part);
        }
        return parts;
    }

    private static Part after(Part before, Part part) {
        Instant start = before.end();
        if (start == null || part.start() == null) {
            return part;
        }
        Instant end = part.end() == null ? null : start.plus(Duration.between(part.start(), part.end()));
        return new Part(
                part.file(), part.n(), part.lengthBytes(), part.modifiedMs(), part.type(), start, end, part.declared());
    }

    private void find(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else {
            unnamed++;
        }
    }
}
