package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.FakeHouse.Mood;

class DockTest {
    private final Random random = new Random(1);

    @TempDir
    Path folder;

    @Test
    void offloadsAPlainCameraAndErasesWhatIsSecured() throws Exception {
        try (DockFixture fixture = new DockFixture(folder, Mood.calm(), 1)) {
            fixture.house.know("CAM-1");
            SampleCamera camera = SampleCamera.dcim(fixture.mounts.resolve("CAM-1"), 5, 3_000_000, random);

            boolean clean = fixture.once();

            assertThat(fixture.shown.codes()).isEmpty();
            assertThat(clean).isTrue();
            assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
            assertThat(fixture.house.uploads())
                    .hasSize(5)
                    .allMatch(FakeHouse.Upload::secured)
                    .allMatch(upload -> upload.erasures == 1);
            fixture.assertNothingLost(camera);
        }
    }

    @Test
    void keepsEverythingWhenAskedTo() throws Exception {
        try (DockFixture fixture = new DockFixture(folder, Mood.calm(), 1)) {
            fixture.house.know("CAM-1");
            SampleCamera camera = SampleCamera.dcim(fixture.mounts.resolve("CAM-1"), 3, 10_000, random);

            boolean clean = fixture.keeping();

            assertThat(clean).isTrue();
            assertThat(camera.recordings().keySet()).allMatch(Files::exists);
            assertThat(fixture.house.uploads()).hasSize(3).allMatch(FakeHouse.Upload::secured);
        }
    }
}
