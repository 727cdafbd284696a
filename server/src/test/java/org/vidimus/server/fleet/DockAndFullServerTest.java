package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;

/** The real dock against a real server that keeps more room in reserve than there is. */
@ServerTest
@TestPropertySource(properties = "vidimus.vault.reserve=1000TB")
class DockAndFullServerTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @TempDir
    Path folder;

    @Test
    void saysThatTheServerIsFullAndLeavesEverything() throws Exception {
        DockedCamera camera = new DockedCamera(folder.resolve("mounts"));
        fleet.register(Caller.job("test"), NewCamera.of(camera.serial).countingFrom(1));
        camera.record(1, 1, 100_000);
        camera.record(2, 1, 100_000);

        DockProcess dock =
                DockProcess.start(folder, people.url(), people.token(Role.DOCK), "--once", "--patience", "4");

        assertThat(dock.exit()).as(dock.said()).isEqualTo(1);
        assertThat(dock.said())
                .contains("\"phase\":\"server_full\"", "\"code\":\"server-full\"", "There is no room for more");
        assertThat(dock.said().lines().filter(line -> line.contains("\"event\":\"waiting\"")))
                .as("it waits longer each time")
                .hasSizeBetween(2, 30);
        assertThat(camera.files.keySet()).allMatch(Files::exists);
    }
}
