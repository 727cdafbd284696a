package org.vidimus.dock.camera;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.camera.CameraIndex.Beside;
import org.vidimus.dock.camera.Layout.SidecarRule;
import org.vidimus.trust.Sha256;

/**
 * The files of one card that may go with a recording. Which do is known only when all files have been seen: first each is offered, then all
 * are sorted to the parts there are, then each recording takes its own.
 */
final class Sidecars {
    private final Layout layout;
    private final Map<String, Beside> named;
    private final List<Candidate> offered = new ArrayList<>();
    private final Map<Path, List<Candidate>> byPart = new HashMap<>();

    Sidecars(Layout layout, CameraIndex index) {
        this.layout = layout;
        this.named = index.sidecars();
    }

    /** @param beside keys of the paths it may go with, the likeliest first */
    private record Candidate(
            CardFile file,
            List<String> beside,
            @Nullable String type,
            @Nullable Sha256 declared) {
        Sidecar with(Part part) {
            return new Sidecar(
                    new Part(
                            file.path(),
                            part.n(),
                            file.lengthBytes(),
                            file.modifiedMs(),
                            type != null ? type : MediaTypes.of(file.relative()),
                            null,
                            null,
                            declared),
                    part);
        }
    }

    /** @return whether the camera's list or its layout says that this may be one; then it is kept */
    boolean offer(CardFile file) {
        Beside own = named.get(file.relative());
        if (own != null) {
            offered.add(new Candidate(file, List.of(key(own.part())), own.type(), own.sha256()));
            return true;
        }
        for (SidecarRule rule : layout.sidecars()) {
            Matcher path = rule.path().matcher(file.relative());
            if (path.matches()) {
                List<String> beside = rule.beside().stream()
                        .map(template -> key(RecordingId.path(template, path)))
                        .toList();
                offered.add(new Candidate(file, beside, null, null));
                return true;
            }
        }
        return false;
    }

    /** @param alone told of those whose part is not among {@code parts} */
    void sort(Path root, Iterable<Part> parts, Consumer<CardFile> alone) {
        if (offered.isEmpty()) {
            return;
        }
        Map<String, Part> byPath = new HashMap<>();
        for (Part part : parts) {
            String path = key(Relative.to(root, part.file()));
            byPath.put(path, part);
            // A photo may have the number of a video; a track goes with what moves.
            byPath.merge(withoutEnding(path), part, (one, other) -> moves(other) && !moves(one) ? other : one);
        }
        for (Candidate candidate : offered) {
            Part part = candidate.beside().stream()
                    .filter(byPath::containsKey)
                    .findFirst()
                    .map(byPath::get)
                    .orElse(null);
            if (part == null) {
                alone.accept(candidate.file());
            } else {
                byPart.computeIfAbsent(part.file(), file -> new ArrayList<>()).add(candidate);
            }
        }
        offered.clear();
    }

    /** Those that go with these parts, in the order of the parts and of their names. */
    List<Sidecar> take(List<Part> parts) {
        List<Sidecar> sidecars = new ArrayList<>();
        for (Part part : parts) {
            List<Candidate> mine = byPart.remove(part.file());
            if (mine != null) {
                mine.sort(
                        (one, other) -> one.file().path().compareTo(other.file().path()));
                mine.forEach(candidate -> sidecars.add(candidate.with(part)));
            }
        }
        return sidecars;
    }

    private static boolean moves(Part part) {
        return part.type() != null && part.type().startsWith("video/");
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    private static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }
}
