package org.vidimus.server.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
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
    JdbcClient sql;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private DockedCamera camera;

    @BeforeEach
    void registerTheCamera() throws IOException {
        camera = new DockedCamera(folder.resolve("mounts"));
        fleet.register(
                Caller.job("test"),
                NewCamera.of(camera.serial)
                        .wornBy(people.person(Role.WEARER).id())
                        .countingFrom(1));
    }

    @Test
    void offloadsErasesAndTellsWhatIsMissing() throws Exception {
        camera.record(2, 1, 3_000_000);
        camera.record(2, 2, 1_000_000);
        camera.record(4, 1, 500_000);

        DockProcess dock = dock();

        assertThat(dock.exit()).as(dock.said()).isZero();
        assertThat(camera.files.keySet()).noneMatch(Files::exists);
        assertSecured();
        CameraId id = fleet.find(camera.serial).orElseThrow();
        assertThat(fleet.show(Caller.job("test"), id).missing())
                .extracting(missing -> missing.number() + "-" + missing.numberTo())
                .containsExactly("1-1", "3-3");
        assertThat(entries("camera.erase", "done")).isEqualTo(3);
        assertThat(sql.sql("select count(distinct evidence_id) from upload where camera = ?")
                        .param(camera.serial)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void losesNothingWhenTheDockIsKilled() throws Exception {
        for (int kill = 0; kill < 5; kill++) {
            for (int chapter = 1; chapter <= 4; chapter++) {
                camera.record(kill + 1, chapter, 1 + random.nextInt(2_000_000));
            }
            camera.put("GX01%04d.GPX".formatted(kill + 1), ("<gpx>" + random.nextLong() + "</gpx>").getBytes(UTF_8));
            DockProcess dock = dock();
            if (!dock.endsWithin(600 + random.nextInt(2_500))) {
                dock.kill();
            }
            assertSecured();
        }

        DockProcess last = dock();

        assertThat(last.exit()).as(last.said()).isZero();
        assertThat(camera.files.keySet()).noneMatch(Files::exists);
        assertSecured();
        assertThat(sql.sql("select count(*) from upload where camera = ? and erased_at is not null")
                        .param(camera.serial)
                        .query(Long.class)
                        .single())
                .isEqualTo(camera.files.size());
    }

    /** The sidecar arrives after its video: the evidence has its track all the same. */
    @Test
    void bringsTheTrackThatLiesBesideAVideo() throws Exception {
        Path clip = TestVideo.make(folder.resolve("clip.mp4"));
        camera.put("GX010007.MP4", Files.readAllBytes(clip));
        camera.put("GX010007.gpx", """
                <gpx version="1.1"><trk><trkseg>
                <trkpt lat="51.8301" lon="8.7401"><time>2026-11-20T10:00:00Z</time></trkpt>
                <trkpt lat="51.8302" lon="8.7402"><time>2026-11-20T10:00:01Z</time></trkpt>
                </trkseg></trk></gpx>
                """.getBytes(UTF_8));

        DockProcess dock = dock();

        assertThat(dock.exit()).as(dock.said()).isZero();
        assertThat(camera.files.keySet()).noneMatch(Files::exists);
        String evidence = sql.sql("select distinct evidence_id from upload where camera = ?")
                .param(camera.serial)
                .query(UUID.class)
                .single()
                .toString();
        String track = await("/api/evidence/" + evidence + "/track", "lat");
        assertThat(track).contains("51.8301", "51.8302", "GPX");
        // Each file is looked into by a job of its own, and the video's may be the later one.
        String detail = await("/api/evidence/" + evidence, "\"PLAYABLE\"");
        assertThat(detail)
                .contains("\"hasTrack\":true", "\"sidecarOf\":\"GX010007.MP4\"", "\"parts\":1,", "\"PLAYABLE\"");
    }

    private String await(String path, String wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        String shown = "";
        while (!shown.contains(wanted) && System.nanoTime() < end) {
            shown = show(path);
            Thread.sleep(200);
        }
        return shown;
    }

    private String show(String path) {
        return String.valueOf(
                people.api(Role.EVIDENCE_MANAGER).get().uri(path).retrieve().body(String.class));
    }

    /** Whatever is gone from the camera is secured here, byte for byte by its digest. */
    private void assertSecured() {
        camera.files.forEach((file, bytes) -> {
            if (!Files.exists(file)) {
                assertThat(sql.sql("""
                                select count(*) from upload where camera = :camera and sha256 = :sha256
                                and secured_at is not null and state in ('SECURED', 'DUPLICATE')
                                """)
                                .param("camera", camera.serial)
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
                        + fleet.find(camera.serial).orElseThrow() + "\n%result " + result + "\n%")
                .query(Long.class)
                .single();
    }

    private DockProcess dock() throws IOException {
        return DockProcess.start(folder, people.url(), people.token(Role.DOCK), "--once", "--patience", "60");
    }
}
