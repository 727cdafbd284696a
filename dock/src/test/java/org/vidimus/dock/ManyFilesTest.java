package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.FakeHouse.Mood;

/** A card with very many files, in a small heap. */
class ManyFilesTest {
    @TempDir
    Path folder;

    @Test
    void offloadsTwoThousandFiles() throws Exception {
        offload(2_000, 32);
    }

    @Test
    @Tag("long")
    void offloadsAHundredThousandFilesIn128MebibytesOfHeap() throws Exception {
        offload(100_000, 128);
    }

    private void offload(int files, int heapMebibytes) throws Exception {
        Random random = new Random(1);
        try (DockFixture fixture = new DockFixture(folder, Mood.calm(), 1)) {
            fixture.house.know("CAM-1");
            Path media = Files.createDirectories(fixture.mounts.resolve("CAM-1/DCIM/100MEDIA"));
            for (int i = 0; i < files; i++) {
                Files.write(
                        media.resolve("MOV_%06d.MP4".formatted(i)),
                        SampleCamera.noise(random, 50 + random.nextInt(200)));
            }

            Process dock = DockProcess.start(
                    fixture,
                    folder.resolve("dock.log"),
                    List.of("-Xmx" + heapMebibytes + "m"),
                    List.of("--once", "--parallel", "8"));

            assertThat(dock.waitFor(40, TimeUnit.MINUTES)).isTrue();
            assertThat(dock.exitValue())
                    .as(lastLines(folder.resolve("dock.log")))
                    .isZero();
            try (Stream<Path> left = Files.list(media)) {
                assertThat(left).isEmpty();
            }
            assertThat(fixture.house.uploads()).hasSize(files).allMatch(upload -> upload.erasures == 1);
        }
    }

    private static String lastLines(Path log) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
