package org.vidimus.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that come, do what the dock asks, and leave; watched by what they say and by their folders. */
class LiveFleetTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void comesObeysAndLeaves() throws Exception {
        PipedOutputStream said = new PipedOutputStream();
        Path out = folder.resolve("docks");
        Options options = Options.of(
                java.util.List.of("--out", out.toString(), "--count", "1", "--days", "30", "--live", "20000"),
                Clock.systemUTC().instant());
        Files.createDirectories(out);
        try (Scanner lines = new Scanner(new PipedInputStream(said, 1 << 16), StandardCharsets.UTF_8)) {
            LiveFleet fleet = new LiveFleet(
                    options, Footage.made(0), Clock.systemUTC(), new PrintStream(said, true, StandardCharsets.UTF_8));
            Thread living = Thread.ofPlatform().daemon().start(() -> run(fleet));

            await(lines, "CAM-0001 docks");
            Path slot = out.resolve("slot-001");
            write(slot.resolve("vidimus-clock.json"), "{\"set\":\"2026-11-28T10:00:00Z\"}");
            write(slot.resolve("vidimus-settings.json"), "{\"preRecordSeconds\":\"17\"}");
            await(lines, "CAM-0001 leaves");
            await(lines, "CAM-0001 docks");
            living.interrupt();
            living.join();

            Path card = Files.exists(slot) ? slot : folder.resolve("docks.away/CAM-0001");
            assertThat(Files.readString(card.resolve("vidimus-log.jsonl")))
                    .contains("\"clock\":", "\"preRecordSeconds\":\"17\"");
            assertThat(Files.readString(card.resolve("vidimus-camera.json"))).contains("\"preRecordSeconds\" : \"17\"");
            try (Stream<Path> recordings = Files.list(card.resolve("recordings"))) {
                assertThat(recordings).isNotEmpty();
            }
        }
    }

    private static void run(LiveFleet fleet) {
        try {
            fleet.run(20_000);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the dock does: whole or not at all. */
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void await(Scanner lines, String wanted) {
        while (lines.hasNextLine()) {
            if (lines.nextLine().startsWith(wanted)) {
                return;
            }
        }
        throw new AssertionError("the fleet ended before it said " + wanted);
    }
}
