package org.vidimus.server.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import tools.jackson.databind.JsonNode;

/**
 * Real, damaged and hostile footage, where there is a collection of it: every file comes to rest, as watchable or with a reason in
 * plain words, and nothing of it reaches beyond itself. Writes what became of each file to {@code target/shared-media.md}.
 */
@Tag("long")
@ServerTest
class SharedMediaTest {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    @Autowired
    TestEvidence evidence;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    static Optional<Path> collection() {
        return Stream.of(
                        System.getProperty("vidimus.media", ""),
                        "../../shared/media",
                        "../shared/media",
                        "../../../shared/media")
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"containers", "gps", "faces", "scenes", "derived", "audio", "damaged", "hostile"})
    void comesToRest(String group) throws IOException {
        Assumptions.assumeThat(collection()).isPresent();
        Path folder = collection().orElseThrow().resolve(group);
        Map<String, Received> received = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            received.put(folder.relativize(file).toString(), receive(file));
        }

        assertThat(received).as("files in %s", folder).isNotEmpty();

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(this::atRest);

        StringBuilder table = new StringBuilder("\n## " + group
                + "\n| file | format | playback | plays | ms | want s | size | want | turned | start | track | codecs | aids | damage or reason |"
                + "\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Map.Entry<String, Received> one : received.entrySet()) {
            JsonNode original = original(one.getValue());
            table.append(line(one.getKey(), original, track(one.getValue()), GroundTruth.of(group, one.getKey())));
            assertSane(one.getKey(), one.getValue(), original);
        }
        Files.writeString(
                Path.of("target/shared-media.md"),
                table,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private void assertSane(String name, Received received, JsonNode original) {
        JsonNode playback = original.path("playback");
        assertThat(playback.path("state").asString()).as(name).isIn("READY", "NONE");
        assertThat(playback.has("reason"))
                .as(name)
                .isEqualTo(playback.path("state").asString().equals("NONE"));
        assertThat(original.path("media").path("durationMs").asLong(0)).as(name).isBetween(0L, LONGEST_MILLIS);
        String hostname = hostname();
        if (!hostname.isBlank() && name.contains("playlist") || name.contains("concat") || name.contains("xxe")) {
            assertThat(original.toString()).as(name).doesNotContain(hostname);
        }
    }

    private static String line(String name, JsonNode original, String track, GroundTruth truth) {
        JsonNode media = original.path("media");
        JsonNode playback = original.path("playback");
        List<String> aids = List.of("poster", "sprite", "waveform", "frames").stream()
                .filter(aid -> original.path("renditions").has(aid))
                .toList();
        return "| " + name + " | "
                + media.path("container").asString(original.path("mediaType").asString("")) + " | "
                + playback.path("state").asString("") + " | "
                + playback.path("url").asString("").replaceAll(".*/", "") + " | "
                + media.path("durationMs").asString("") + " | " + truth.seconds() + " | "
                + media.path("width").asString("") + "x" + media.path("height").asString("") + " | " + truth.size()
                + " | " + media.path("rotation").asString("") + " | "
                + media.path("gpsStart").asString(media.path("fileStart").asString("")) + " | " + track + " | "
                + media.path("videoCodec").asString("") + "+"
                + media.path("audioCodec").asString("") + " | "
                + String.join(" ", aids) + " | "
                + media.path("damage").asString("") + playback.path("reason").asString("") + " |\n";
    }

    /** How many positions there are, and the first. */
    private String track(Received received) {
        JsonNode points = people.api(Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/evidence/" + received.evidence() + "/track")
                .exchange((_, answer) -> answer.getStatusCode().is2xxSuccessful()
                        ? requireNonNull(answer.bodyTo(JsonNode.class)).path("points")
                        : tools.jackson.databind.node.MissingNode.getInstance());
        return points.isEmpty()
                ? ""
                : points.size() + " from " + points.path(0).path("lat").asString("") + ","
                        + points.path(0).path("lon").asString("");
    }

    /** What the collection's index says of a file; empty where it says nothing. */
    private record GroundTruth(String seconds, String size) {
        static GroundTruth of(String group, String name) throws IOException {
            String section = "";
            for (String line : Files.readAllLines(collection().orElseThrow().resolve("INDEX.md"))) {
                if (line.startsWith("## ")) {
                    section = line.substring(3).replaceAll("/.*", "");
                }
                String[] cells = line.split("\\|", -1);
                if (section.equals(group)
                        && cells.length > 5
                        && cells[1].strip().equals(name)) {
                    return new GroundTruth(cells[3].strip(), cells[4].strip());
                }
            }
            return new GroundTruth("", "");
        }
    }

    private boolean atRest() {
        return sql.sql("select count(*) from scheduled_tasks where task_name like 'media-%'")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private Received receive(Path file) throws IOException {
        return evidence.receive(
                Delivery.of(Files.readAllBytes(file), file.getFileName().toString()));
    }

    private JsonNode original(Received received) {
        JsonNode detail = requireNonNull(people.api(Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/evidence/" + received.evidence())
                .retrieve()
                .body(JsonNode.class));
        return detail.path("originals").path(received.n() - 1);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName()
                            .toString()
                            .matches(".*(\\.csv|\\.framemd5|MANIFEST\\.json|\\.gt\\.json|\\.faces\\.json|\\.rttm)"))
                    .sorted()
                    .toList();
        }
    }

    private static String hostname() {
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
