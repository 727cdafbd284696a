package org.vidimus.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cameras that come, do what the dock asks, and leave; watched by what they say and by their folders. */
class LiveFleetTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void comesObeysAndLeaves() throws Exception {
        Path out = Files.createDirectories(folder.resolve("docks"));
        Path slot = out.resolve("slot-001");
        Options options =
                Options.of(List.of("--out", out.toString(), "--count", "1", "--days", "30", "--live", "20000"), NOW);
        List<String> said = new ArrayList<>();
        List<JsonNode> lists = new ArrayList<>();
        Ear dock = new Ear(line -> {
            said.add(line);
            if (line.startsWith("CAM-0001 docks")) {
                lists.add(list(slot));
                if (said.stream().anyMatch(before -> before.startsWith("CAM-0001 leaves"))) {
                    Thread.currentThread().interrupt();
                } else {
                    write(slot.resolve("vidimus-clock.json"), "{\"set\":\"2026-11-28T10:00:00Z\"}");
                    write(slot.resolve("vidimus-settings.json"), "{\"preRecordSeconds\":\"17\"}");
                }
            }
        });
        LiveFleet fleet = new LiveFleet(
                options, Footage.made(0), new Glances(), new PrintStream(dock, true, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> fleet.run(20_000)).isInstanceOf(InterruptedException.class);

        assertThat(said.stream().filter(line -> line.startsWith("CAM-0001")).map(line -> line.split(" ", 3)[1]))
                .containsExactly("docks", "leaves", "docks");
        assertThat(Files.readString(slot.resolve("vidimus-log.jsonl")))
                .contains("\"clock\":", "\"preRecordSeconds\":\"17\"");
        assertThat(Files.readString(slot.resolve("vidimus-camera.json"))).contains("\"preRecordSeconds\" : \"17\"");
        try (Stream<Path> recordings = Files.list(slot.resolve("recordings"))) {
            assertThat(recordings).isNotEmpty();
        }
        // Nothing that the counter counts is missing: neither at first nor after the second shift.
        int first = numbers(lists.getFirst()).getFirst();
        assertThat(numbers(lists.getFirst()))
                .hasSize(options.recordings())
                .containsExactlyElementsOf(upTo(first, lists.getFirst()));
        assertThat(numbers(lists.getLast()))
                .hasSize(2 * options.recordings())
                .containsExactlyElementsOf(upTo(first, lists.getLast()));
    }

    private static JsonNode list(Path slot) {
        try {
            return new JsonMapper().readTree(Files.readString(slot.resolve(CameraFolder.LIST)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> numbers(JsonNode list) {
        return list.path("recordings")
                .valueStream()
                .map(recording -> recording.path("number").asInt())
                .toList();
    }

    private static List<Integer> upTo(int first, JsonNode list) {
        return IntStream.rangeClosed(first, list.path("counter").asInt())
                .boxed()
                .toList();
    }

    /** As the dock does: whole or not at all. */
    private static void write(Path file, String text) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hears each line while it is said: until it has acted on it no camera does anything else. */
    private static final class Ear extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Consumer<String> heard;

        Ear(Consumer<String> heard) {
            this.heard = heard;
        }

        @Override
        public void write(int octet) {
            if (octet == '\n') {
                String whole = line.toString(StandardCharsets.UTF_8);
                line.reset();
                heard.accept(whole);
            } else {
                line.write(octet);
            }
        }
    }

    /** Goes on by a glance of the fleet's whenever it is looked at, however long that takes. */
    private static final class Glances extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            Instant shown = now;
            now = now.plusMillis(300);
            return shown;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
