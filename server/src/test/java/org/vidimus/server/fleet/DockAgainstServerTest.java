package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.trust.Sha256;

/** The real dock agent, as a process of its own, against the real server. */
@ServerTest
class DockAgainstServerTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient sql;

    @TempDir
    Path folder;

    private final String serial = "C" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<Path, byte[]> recordings = new LinkedHashMap<>();
    private final Random random = new Random(1);

    @BeforeEach
    void registerTheCamera() {
        fleet.register(
                Caller.job("test"),
                NewCamera.of(serial).wornBy(people.person(Role.WEARER).id()).countingFrom(1));
    }

    private Path camera() throws IOException {
        Path camera = Files.createDirectories(folder.resolve("mounts/x"));
        Files.createDirectories(camera.resolve("MISC"));
        Files.writeString(camera.resolve("MISC/version.txt"), "\"camera serial number\":\"" + serial + "\",");
        return camera;
    }

    private void record(int number, int chapter, int length) throws IOException {
        Path file = camera().resolve("DCIM/100GOPRO/GX%02d%04d.MP4".formatted(chapter, number));
        Files.createDirectories(camera().resolve("DCIM/100GOPRO"));
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Files.write(file, bytes);
        recordings.put(file, bytes);
    }

    @Test
    void offloadsErasesAndTellsWhatIsMissing() throws Exception {
        record(2, 1, 3_000_000);
        record(2, 2, 1_000_000);
        record(4, 1, 500_000);

        Process dock = dock();

        assertThat(dock.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(dock.exitValue())
                .as(Files.readString(folder.resolve("dock.log")))
                .isZero();
        assertThat(recordings.keySet()).noneMatch(Files::exists);
        assertSecured();
        assertThat(fleet.list(Caller.job("test")).stream()
                        .filter(camera -> camera.serial().equals(serial))
                        .flatMap(camera -> camera.missing().stream()))
                .extracting(missing -> missing.number() + "-" + missing.numberTo())
                .containsExactly("1-1", "3-3");
        assertThat(entries("camera.erase", "done")).isEqualTo(3);
        assertThat(sql.sql("select count(distinct evidence_id) from upload where camera = ?")
                        .param(serial)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void losesNothingWhenTheDockIsKilled() throws Exception {
        for (int kill = 0; kill < 5; kill++) {
            for (int chapter = 1; chapter <= 4; chapter++) {
                record(kill + 1, chapter, 1 + random.nextInt(2_000_000));
            }
            Process dock = dock();
            if (!dock.waitFor(600 + random.nextInt(2_500), TimeUnit.MILLISECONDS)) {
                dock.destroyForcibly().waitFor();
            }
            assertSecured();
        }

        Process last = dock();

        assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue())
                .as(Files.readString(folder.resolve("dock.log")))
                .isZero();
        assertThat(recordings.keySet()).noneMatch(Files::exists);
        assertSecured();
        assertThat(sql.sql("select count(*) from upload where camera = ? and erased_at is not null")
                        .param(serial)
                        .query(Long.class)
                        .single())
                .isEqualTo(recordings.size());
    }

    /** Whatever is gone from the camera is secured here, byte for byte by its digest. */
    private void assertSecured() {
        recordings.forEach((file, bytes) -> {
            if (!Files.exists(file)) {
                assertThat(sql.sql("""
                                select count(*) from upload where camera = :camera and sha256 = :sha256
                                and secured_at is not null and state in ('SECURED', 'DUPLICATE')
                                """)
                                .param("camera", serial)
                                .param("sha256", Sha256.of(bytes).bytes())
                                .query(Long.class)
                                .single())
                        .as(file.toString())
                        .isPositive();
            }
        });
    }

    private long entries(String action, String result) {
        return sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like ? ")
                .param("%\naction " + action + "\n%subject camera "
                        + fleet.find(serial).orElseThrow() + "\n%result " + result + "\n%")
                .query(Long.class)
                .single();
    }

    private Process dock() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.vidimus.dock.DockCommand",
                "--server",
                "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"),
                "--mount",
                folder.resolve("mounts").toString(),
                "--state",
                folder.resolve("state").toString(),
                "--once",
                "--patience",
                "60"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("dock.log").toFile()));
        builder.environment().put("VIDIMUS_TOKEN", people.token(Role.DOCK));
        return builder.start();
    }
}
