package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.vidimus.dock.FakeHouse.Mood;

/** One run of the campaign: cameras of every kind, a server in a bad mood, until it becomes calm. */
final class Misbehaviour {
    private Misbehaviour() {}

    static void run(Path folder, long seed) throws Exception {
        Random random = new Random(seed);
        try (DockFixture fixture = new DockFixture(folder, Mood.bad(), seed)) {
            fixture.house.know("CAM-1", "CAM-2", "CAM-3", "C3441");
            SampleCamera[] cameras = {
                SampleCamera.dcim(fixture.mounts.resolve("CAM-1"), 4, 1 + random.nextInt(400_000), random),
                SampleCamera.own(fixture.mounts.resolve("x"), "CAM-2", 3, 2, 1 + random.nextInt(3_000_000), random),
                SampleCamera.novatek(fixture.mounts.resolve("CAM-3"), 4, 1 + random.nextInt(100_000), random),
                SampleCamera.gopro(fixture.mounts.resolve("g"), "C3441", 2, 3, 1 + random.nextInt(200_000), random)
            };
            for (int round = 0; round < 3; round++) {
                fixture.once(false, Duration.ofMillis(300));
                fixture.assertNothingLost(cameras);
            }
            fixture.house.mood(Mood.calm());

            boolean clean = fixture.once();

            fixture.assertNothingLost(cameras);
            if (clean) {
                for (SampleCamera camera : cameras) {
                    assertThat(camera.recordings().keySet()).as("seed " + seed).noneMatch(Files::exists);
                }
            } else {
                // Only what arrived damaged twice is not sent a third time.
                assertThat(fixture.shown.codes()).as("seed " + seed).contains("refused");
            }
        }
    }
}
