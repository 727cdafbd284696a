package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list that a camera keeps of its recordings, format {@code vidimus.camera/v1}. What it says is a claim: the dock trusts
 * the bytes that it reads, and names every difference.
 *
 * @param byFile the parts by path relative to the camera's folder
 * @param sidecars what goes with them, by path as well
 */
record CameraIndex(
        List<Entry> recordings, Map<String, Listed> byFile, Map<String, Beside> sidecars, List<Stage> stages) {
    static final String FORMAT = "vidimus.camera/v1";
    static final CameraIndex NONE = new CameraIndex(List.of(), Map.of(), Map.of(), List.of());
    private static final long MOST_BYTES = 8 << 20;
    private static final int LONGEST_ID = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A recording the camera names. */
    record Entry(
            String id,
            @Nullable Long number,
            @Nullable Instant start,
            @Nullable Integer preRecordSeconds,
            List<Listed> parts) {}

    /** A part the camera names. */
    record Listed(
            String recording,
            int part,
            String file,
            @Nullable String type,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Sha256 sha256) {}

    /**
     * A sidecar the camera names.
     *
     * @param part path of the part it goes with
     */
    record Beside(
            String part, @Nullable String type, @Nullable Sha256 sha256) {}

    private record Wire(
            @Nullable String format,
            @Nullable List<WireRecording> recordings,
            @Nullable List<WireStage> stages) {}

    private record WireStage(@Nullable String at, @Nullable String stage) {}

    private record WireRecording(
            @Nullable String id,
            @Nullable Long number,
            @Nullable String start,
            @Nullable Integer preRecordSeconds,
            @Nullable List<WirePart> parts) {}

    private record WirePart(
            @Nullable Integer part,
            @Nullable String file,
            @Nullable String type,
            @Nullable String start,
            @Nullable String end,
            @Nullable String sha256,
            @Nullable List<WireSidecar> sidecars) {}

    private record WireSidecar(
            @Nullable String file,
            @Nullable String type,
            @Nullable String sha256) {}

    /** @throws IOException if it cannot be read or is not such a list; says why */
    static CameraIndex read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is not a file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than " + MOST_BYTES + " bytes");
        }
        try {
            Wire wire = JSON.readValue(Files.readAllBytes(file), Wire.class);
            if (!FORMAT.equals(wire.format())) {
                throw new IOException("its format is not " + FORMAT);
            }
            return index(wire);
        } catch (JacksonException | DateTimeParseException | IllegalArgumentException bad) {
            throw new IOException(
                    bad instanceof JacksonException json ? json.getOriginalMessage() : bad.getMessage(), bad);
        }
    }

    private static CameraIndex index(Wire wire) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Listed> byFile = new HashMap<>();
        Map<String, Beside> sidecars = new HashMap<>();
        for (WireRecording recording : orEmpty(wire.recordings())) {
            String id = recording.id() == null ? "" : recording.id();
            if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a recording has no id of 1 to " + LONGEST_ID + " characters");
            }
            if (recording.number() != null && recording.number() < 0) {
                throw new IllegalArgumentException("recording " + id + " has the number " + recording.number());
            }
            List<Listed> parts = new ArrayList<>();
            for (WirePart part : orEmpty(recording.parts())) {
                Listed listed = listed(id, part, parts.size() + 1);
                parts.add(listed);
                if (byFile.put(listed.file(), listed) != null) {
                    throw new IllegalArgumentException("it names " + listed.file() + " twice");
                }
                beside(listed, orEmpty(part.sidecars()), sidecars);
            }
            Integer before = recording.preRecordSeconds();
            entries.add(new Entry(
                    id,
                    recording.number(),
                    instant(recording.start()),
                    before == null || before < 0 ? null : before,
                    List.copyOf(parts)));
        }
        List<Stage> stages = orEmpty(wire.stages()).stream()
                .filter(stage -> stage.at() != null && stage.stage() != null)
                .map(stage -> new Stage(stage.at(), stage.stage()))
                .filter(Stage::sensible)
                .toList();
        if (sidecars.keySet().stream().anyMatch(byFile::containsKey)) {
            throw new IllegalArgumentException("it names a file as a part and as a sidecar");
        }
        return new CameraIndex(List.copyOf(entries), Map.copyOf(byFile), Map.copyOf(sidecars), stages);
    }

    private static void beside(Listed part, List<WireSidecar> named, Map<String, Beside> sidecars) {
        for (WireSidecar sidecar : named) {
            if (sidecar.file() == null) {
                throw new IllegalArgumentException("a sidecar of " + part.file() + " has no file");
            }
            Beside beside = new Beside(part.file(), sidecar.type(), digest(sidecar.sha256()));
            if (sidecars.put(sidecar.file(), beside) != null) {
                throw new IllegalArgumentException("it names " + sidecar.file() + " twice");
            }
        }
    }

    private static @Nullable Sha256 digest(@Nullable String text) {
        return text == null ? null : Sha256.parse(text);
    }

    private static Listed listed(String recording, WirePart part, int position) {
        int n = part.part() == null ? position : part.part();
        if (n < 1 || n > Part.LAST || part.file() == null) {
            throw new IllegalArgumentException("recording " + recording + " has a part without file or number");
        }
        return new Listed(
                recording,
                n,
                part.file(),
                part.type(),
                instant(part.start()),
                instant(part.end()),
                digest(part.sha256()));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
