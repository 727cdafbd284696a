package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.EraseJournal.Intent;

class EraseJournalTest {
    private final Intent first = intent("a.mp4");
    private final Intent second = intent("b%FF.mp4");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("erasures.journal");
    }

    private static Intent intent(String name) {
        return new Intent(UUID.randomUUID(), "CAM-1", "DCIM/" + name, 5, 1_000, Instant.parse("2026-11-21T20:15:30Z"));
    }

    @Test
    void remembersWhatIsNotOver() throws IOException {
        try (EraseJournal journal = EraseJournal.open(folder)) {
            journal.intend(first);
            journal.intend(second);
            journal.over(first.upload());
        }

        try (EraseJournal journal = EraseJournal.open(folder)) {
            assertThat(journal.pending("CAM-1")).containsExactly(second);
            assertThat(journal.pending("CAM-2")).isEmpty();
        }
    }

    @Test
    void survivesACutAtEveryByte() throws IOException {
        try (EraseJournal journal = EraseJournal.open(folder)) {
            journal.intend(first);
            journal.intend(second);
        }
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (EraseJournal journal = EraseJournal.open(folder)) {
                assertThat(journal.pending("CAM-1")).isSubsetOf(first, second);
                if (length == whole.length) {
                    assertThat(journal.pending("CAM-1")).containsExactly(first, second);
                }
            }
        }
    }

    @Test
    void writesOnBehindALineThatWasCutOff() throws IOException {
        Files.writeString(file, "{\"erase\":\"");
        try (EraseJournal journal = EraseJournal.open(folder)) {
            Files.writeString(file, "{\"era", java.nio.file.StandardOpenOption.APPEND);
            journal.intend(first);
        }

        try (EraseJournal journal = EraseJournal.open(folder)) {
            assertThat(journal.pending("CAM-1")).containsExactly(first);
        }
    }

    @Test
    void doesNotGrowWithWhatIsOver() throws IOException {
        try (EraseJournal journal = EraseJournal.open(folder)) {
            for (int i = 0; i < 100; i++) {
                Intent intent = intent(i + ".mp4");
                journal.intend(intent);
                journal.over(intent.upload());
            }
        }

        try (EraseJournal journal = EraseJournal.open(folder)) {
            assertThat(Files.size(file)).isZero();
        }
    }
}
