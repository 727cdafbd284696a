package org.vidimus.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CamerasCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    Path folder;

    private int run(String... words) {
        return CamerasCommand.run(
                List.of(words),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private int make(Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("--out", out.toString(), "--days", "5"));
        words.addAll(Arrays.asList(more));
        return run(words.toArray(String[]::new));
    }

    private static Map<String, Sha256> files(Path folder) throws IOException {
        Map<String, Sha256> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(Files.readString(file));
    }

    @Test
    void makesTheSameBytesFromTheSameSeed() throws IOException {
        assertThat(make(folder.resolve("a"), "--count", "3", "--seed", "9")).isZero();
        assertThat(make(folder.resolve("b"), "--count", "3", "--seed", "9")).isZero();
        assertThat(make(folder.resolve("c"), "--count", "3", "--seed", "10")).isZero();

        assertThat(files(folder.resolve("a")))
                .isEqualTo(files(folder.resolve("b")))
                .isNotEqualTo(files(folder.resolve("c")));
    }

    @Test
    void makesACameraTheSameWhoeverElseIsInTheFleet() throws IOException {
        make(folder.resolve("many"), "--count", "3");
        make(folder.resolve("one"), "--count", "1", "--first", "3");

        assertThat(files(folder.resolve("one/slot-003"))).isEqualTo(files(folder.resolve("many/slot-003")));
    }

    @Test
    void listsWhatIsOnTheCardWithItsDigests() throws IOException {
        make(folder.resolve("out"), "--count", "4");

        int recordings = 0;
        for (int n = 1; n <= 4; n++) {
            Path card = folder.resolve("out/slot-00" + n);
            JsonNode list = json(card.resolve("vidimus-camera.json"));
            assertThat(list.path("format").asString()).isEqualTo("vidimus.camera/v1");
            for (JsonNode recording : list.path("recordings")) {
                JsonNode part = recording.path("parts").path(0);
                Path file = card.resolve(part.path("file").asString());
                assertThat(Sha256.of(Files.readAllBytes(file)).toString())
                        .isEqualTo(part.path("sha256").asString());
                assertThat(card.resolve(
                                part.path("sidecars").path(0).path("file").asString()))
                        .exists();
                recordings++;
            }
        }
        assertThat(recordings).isGreaterThan(4);
    }

    @Test
    void neverMakesTwoFilesWithTheSameBytes() throws IOException {
        make(folder.resolve("out"), "--count", "8");

        List<Sha256> videos = files(folder.resolve("out")).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".mp4"))
                .map(Map.Entry::getValue)
                .toList();

        assertThat(videos).hasSizeGreaterThan(10);
        assertThat(new HashSet<>(videos)).hasSameSizeAs(videos);
    }

    @Test
    void marksEachCopyOfGivenFootage() throws IOException {
        Path given = Files.createDirectories(folder.resolve("given"));
        Files.write(given.resolve("street.mp4"), new byte[5_000]);

        make(folder.resolve("out"), "--count", "4", "--footage", given.toString());

        List<Sha256> videos = files(folder.resolve("out")).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".mp4"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(new HashSet<>(videos)).hasSameSizeAs(videos).hasSizeGreaterThan(4);
    }

    @Test
    void tellsTheTruthOutsideOfTheCameras() throws IOException {
        make(folder.resolve("out"), "--count", "2");

        JsonNode truth = json(folder.resolve("out/truth.json"));

        assertThat(truth.path("cameras").size()).isEqualTo(2);
        JsonNode mild = truth.path("cameras").path(0).path("hoursFromFull").path(0);
        JsonNode cold = truth.path("cameras").path(0).path("hoursFromFull").path(2);
        assertThat(mild.path("RECORDING").asDouble())
                .isLessThan(mild.path("PRESENT").asDouble());
        assertThat(cold.path("PRESENT").asDouble())
                .isLessThan(mild.path("PRESENT").asDouble());
    }

    @Test
    void writesALogOfTheCamerasOwnClock() throws IOException {
        make(folder.resolve("out"), "--count", "1", "--recordings", "0");

        List<String> lines = Files.readAllLines(folder.resolve("out/slot-001/vidimus-log.jsonl"));

        JsonMapper mapper = new JsonMapper();
        assertThat(lines.getFirst()).contains("vidimus.log/v1");
        assertThat(lines.stream().skip(1).map(mapper::readTree))
                .allSatisfy(line ->
                        assertThat(Instant.parse(line.path("at").asString())).isNotNull());
        assertThat(lines)
                .anyMatch(line -> line.contains("\"clock\""))
                .anyMatch(line -> line.contains("batteryPercent"));
        assertThat(lines.getLast()).contains("\"charging\":true");
    }

    @Test
    void doesNotPutACameraOnTopOfAnother() {
        assertThat(make(folder.resolve("out"), "--count", "1")).isZero();
        assertThat(make(folder.resolve("out"), "--count", "1")).isEqualTo(1);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(run("--out")).isEqualTo(2);
        assertThat(run("--count", "5")).isEqualTo(2);
        assertThat(run("--out", folder.toString(), "--physics", "magic")).isEqualTo(2);
        assertThat(run("--out", folder.toString(), "--count", "0")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isZero();
    }
}
