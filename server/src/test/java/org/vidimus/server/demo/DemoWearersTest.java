package org.vidimus.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.cameras.CameraFolder;
import org.vidimus.cameras.VirtualCamera;
import tools.jackson.databind.json.JsonMapper;

class DemoWearersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:15:30Z");

    private static final Instant SHIFT_END = NOW.minusSeconds(600);

    @TempDir
    Path folder;

    private final List<String> stood = new ArrayList<>();
    private DemoCameras cameras;
    private DemoWearers wearers;

    @BeforeEach
    void layOne() throws IOException {
        cameras = new DemoCameras(folder.resolve("cameras"), new DemoFleet(SHIFT_END), new DemoCameras.Arrival() {
            @Override
            public void comes(int number, VirtualCamera camera) {}

            @Override
            public void stands(int number, VirtualCamera camera, CameraFolder card) {
                stood.add(camera.serial());
            }
        });
        Path clip = Files.write(folder.resolve("clip.mp4"), new byte[] {1, 2, 3});
        cameras.lay(4, List.of(List.of(DemoCameras.Part.of(clip))));
        wearers = new DemoWearers(
                (serial, to) -> {
                    Files.createDirectories(to.getParent());
                    Files.move(slot(), to);
                },
                cameras,
                SHIFT_END,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path slot() {
        return folder.resolve("cameras").resolve("CAM-4");
    }

    private void move(String standing, String more) throws IOException {
        wearers.move(new JsonMapper().readTree("{\"serial\":\"CAM-4\",\"standing\":\"" + standing + "\"" + more + "}"));
    }

    @Test
    void whoeverIsGivenACameraCarriesItAwayAfterAMoment() throws IOException {
        move("IN_SERVICE", ",\"slot\":{},\"handOut\":{\"from\":\"" + NOW.minusSeconds(2) + "\"}");
        assertThat(slot()).isDirectory();
        move("IN_SERVICE", ",\"slot\":{},\"handOut\":{\"from\":\"" + SHIFT_END.minusSeconds(30_000) + "\"}");
        assertThat(slot()).as("it has come back").isDirectory();

        move("IN_SERVICE", ",\"slot\":{},\"handOut\":{\"from\":\"" + NOW.minusSeconds(20) + "\"}");

        assertThat(slot()).doesNotExist();
        assertThat(cameras.away("CAM-4").resolve("vidimus-camera.json")).isRegularFile();
    }

    @Test
    void whatIsTakenBackIsPutIntoItsSlotAndWhatIsAtTheSuppliersIsNot() throws IOException {
        move("IN_SERVICE", ",\"slot\":{},\"handOut\":{\"from\":\"" + NOW.minusSeconds(20) + "\"}");

        move("IN_REPAIR", "");
        assertThat(slot()).doesNotExist();

        move("IN_SERVICE", "");
        assertThat(slot().resolve("vidimus-camera.json")).isRegularFile();
        assertThat(stood).containsExactly("CAM-4", "CAM-4");

        move("IN_SERVICE", ",\"slot\":{}");
        assertThat(slot()).isDirectory();
    }
}
