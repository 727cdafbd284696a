package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.FakeHouse.Mood;
import org.vidimus.trust.Sha256;

/** The dock as a process of its own, killed at random moments, again and again. */
class KillTest {
    /** No more is recorded as long as so many files wait: on a slow machine kills outrun the dock. */
    private static final int MOST_LEFT = 60;

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenItIsKilled() throws Exception {
        campaign(6, 1);
    }

    @Test
    @Tag("long")
    void losesNothingWhenItIsKilledHundredsOfTimes() throws Exception {
        campaign(300, System.nanoTime());
    }

    private void campaign(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        List<SampleCamera> cameras = new ArrayList<>();
        Set<String> erased = new HashSet<>();
        try (DockFixture fixture = new DockFixture(folder, Mood.calm().securedAfter(1), seed)) {
            fixture.house.know("CAM-1", "CAM-2", "C3441");
            for (int kill = 0; kill < kills; kill++) {
                refill(fixture, cameras, kill, random);
                fixture.house.mood(
                        random.nextInt(4) == 0 ? Mood.bad() : Mood.calm().securedAfter(1));
                Files.deleteIfExists(log());
                Process dock = start(fixture, random.nextBoolean());
                awaitWork(dock, random);
                if (!dock.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS)) {
                    dock.destroyForcibly().waitFor();
                }
                if (random.nextInt(5) == 0) {
                    fixture.house.cutAll();
                }
                for (SampleCamera camera : cameras) {
                    fixture.assertNothingLost(camera);
                }
                forgetEmpty(cameras, erased);
            }
            fixture.house.mood(Mood.calm());
            int code = 1;
            for (int attempt = 0; attempt < 3 && code != 0; attempt++) {
                Process last = start(fixture, true);
                assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
                code = last.exitValue();
            }

            for (SampleCamera camera : cameras) {
                fixture.assertNothingLost(camera);
            }
            assertThat(code).as("seed " + seed).isIn(0, 1);
            forgetEmpty(cameras, erased);
            assertErasuresReported(fixture, erased, seed);
            System.out.printf(
                    "kills=%d seed=%d uploads=%d erasures=%d%n",
                    kills,
                    seed,
                    fixture.house.uploads().size(),
                    fixture.house.uploads().stream()
                            .filter(upload -> upload.erasures > 0)
                            .count());
        }
    }

    /** Most kills shall hit a dock at work, however slowly it starts on a busy machine. */
    private void awaitWork(Process dock, Random random) throws Exception {
        boolean early = random.nextInt(8) == 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!early && dock.isAlive() && System.nanoTime() < end && !said().contains("listed")) {
            Thread.sleep(10);
        }
    }

    private String said() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    private Path log() {
        return folder.resolve("dock.log");
    }

    /** Of a file that is gone, and was found secured, its digest is enough to remember. */
    private static void forgetEmpty(List<SampleCamera> cameras, Set<String> erased) {
        for (SampleCamera camera : cameras) {
            camera.recordings().entrySet().removeIf(file -> {
                boolean gone = !Files.exists(file.getKey());
                if (gone) {
                    erased.add(Sha256.of(file.getValue()).toString());
                }
                return gone;
            });
        }
        cameras.removeIf(camera -> camera.recordings().isEmpty());
    }

    /** What is gone from a camera, the server knows to be gone: however the dock ended in between. */
    private static void assertErasuresReported(DockFixture fixture, Set<String> erased, long seed) {
        Set<String> reported = fixture.house.uploads().stream()
                .filter(upload -> upload.erasures > 0)
                .map(upload -> upload.metadata.getOrDefault("sha256", ""))
                .collect(Collectors.toSet());
        assertThat(reported).as("seed " + seed).containsAll(erased);
    }

    private static void refill(DockFixture fixture, List<SampleCamera> cameras, int round, Random random)
            throws IOException {
        long left =
                cameras.stream().mapToLong(camera -> camera.recordings().size()).sum();
        if (left > MOST_LEFT || (left > 0 && random.nextInt(3) > 0)) {
            return;
        }
        SampleCamera plain = new SampleCamera(fixture.mounts.resolve("CAM-1"));
        for (int i = 0; i < 15; i++) {
            plain.recording(
                    "DCIM/100MEDIA/%04d%04d.MP4".formatted(round, i),
                    SampleCamera.noise(random, 1 + random.nextInt(400_000)));
            if (i % 3 == 0) {
                plain.recording(
                        "DCIM/100MEDIA/%04d%04d.GPX".formatted(round, i),
                        SampleCamera.noise(random, 20 + random.nextInt(4_000)));
            }
        }
        cameras.add(plain);
        SampleCamera gopro = new SampleCamera(fixture.mounts.resolve("g"));
        gopro.with("MISC/version.txt", "\"camera serial number\":\"C3441\"");
        int number = round % 9_999 + 1;
        for (int chapter = 1; chapter <= 5; chapter++) {
            gopro.recording(
                    "DCIM/100GOPRO/GX%02d%04d.MP4".formatted(chapter, number),
                    SampleCamera.noise(random, 1 + random.nextInt(2_000_000)));
            gopro.recording(
                    "DCIM/100GOPRO/GL%02d%04d.LRV".formatted(chapter, number),
                    SampleCamera.noise(random, 20 + random.nextInt(100_000)));
        }
        cameras.add(gopro);
    }

    private Process start(DockFixture fixture, boolean once) throws IOException {
        List<String> options = new ArrayList<>(List.of("--patience", "10"));
        if (once) {
            options.add("--once");
        }
        return DockProcess.start(fixture, log(), List.of("-Xmx64m"), options);
    }
}
