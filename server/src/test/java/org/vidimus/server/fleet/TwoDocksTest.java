package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;

/** The same camera at two real docks within a minute. */
@ServerTest
class TwoDocksTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @TempDir
    Path folder;

    private DockProcess dock(String name) throws Exception {
        return DockProcess.start(
                folder.resolve(name), people.url().toString(), people.token(Role.DOCK), "--once", "--name", name);
    }

    @Test
    void storesEachPartOnceAndShowsTheCameraWhereItCameLast() throws Exception {
        DockedCamera camera = new DockedCamera(folder.resolve("first").resolve("mounts"));
        fleet.register(Caller.job("test"), NewCamera.of(camera.serial));
        camera.record(1, 1, 3_000_000);
        camera.record(1, 2, 2_000_000);
        copy(folder.resolve("first"), folder.resolve("second"));
        String run = UUID.randomUUID().toString().substring(0, 8);
        Files.move(folder.resolve("first"), folder.resolve("first-" + run));
        Files.move(folder.resolve("second"), folder.resolve("second-" + run));

        DockProcess one = dock("first-" + run);
        DockProcess other = dock("second-" + run);

        assertThat(one.exit()).as(one.said()).isZero();
        assertThat(other.exit()).as(other.said()).isZero();
        assertThat(sql.sql("""
                                select count(*) from original o join evidence e on e.id = o.evidence where e.camera = ?
                                """).param(camera.serial).query(Integer.class).single())
                .isEqualTo(2);
        assertThat(sql.sql("select count(*) from dock_slot s join camera c on c.id = s.camera where c.serial = ?")
                        .param(camera.serial)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** The least that a camera of this house needs to be tended, from its log to its settings. */
    @Test
    void bringsLogClockAndSettingsOfOurOwnCameraToTheServerAndBack() throws Exception {
        String serial = "CAM-" + UUID.randomUUID().toString().substring(0, 8);
        var unit = people.unit("unit " + serial);
        CameraId id = fleet.register(Caller.job("test"), NewCamera.of(serial).in(unit.id()));
        Instant wrote = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        Path root = Files.createDirectories(folder.resolve("third/mounts/bay 1"));
        for (Map.Entry<String, String> file : Map.of(
                        "vidimus-camera.json",
                        "{\"format\":\"vidimus.camera/v1\",\"serial\":\"%s\",\"clock\":{\"offsetMs\":-90000}}",
                        "vidimus-settings.json",
                        "{\"preRecordSeconds\":20}",
                        "vidimus-log.jsonl",
                        """
                        {"format":"vidimus.log/v1","serial":"%s","firmware":"2.1"}
                        {"at":"%s","batteryPercent":83.5}
                        {"at":"2026-11-21T20:1
                        """)
                .entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue().formatted(serial, wrote));
        }
        sql.sql(
                        "insert into camera_settings (id, name, body, changed_at) values (?, ?, '{\"preRecordSeconds\":10}', now())")
                .params(id.value(), "settings " + serial)
                .update();
        sql.sql("insert into camera_settings_for (settings, unit) values (?, ?)")
                .params(id.value(), unit.id().value())
                .update();

        DockProcess dock = dock("third");

        assertThat(dock.exit()).as(dock.said()).isZero();
        assertThat(Files.readString(root.resolve("vidimus-settings.json"))).contains(": 10");
        assertThat(Files.readString(root.resolve("vidimus-clock.json"))).contains("\"set\":\"20");
        assertThat(sql.sql("select body ->> 'preRecordSeconds' from camera_settings_read where camera = ? order by at")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .containsExactly("20", "10");
        assertThat(sql.sql("select at from camera_reading where camera = ? and battery_percent = 83.5")
                        .param(id.value())
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(wrote.plusSeconds(90));
        assertThat(sql.sql("select offset_ms, set_at is not null as set from camera_clock where camera = ?")
                        .param(id.value())
                        .query((row, _) -> row.getLong("offset_ms") + " " + row.getBoolean("set"))
                        .single())
                .isEqualTo("-90000 true");
    }
}
