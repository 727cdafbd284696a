package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.FakeHouse.Mood;
import org.vidimus.dock.FakeHouse.Upload;
import org.vidimus.dock.board.CameraBar.Phase;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

class DockTest {
    private final Random random = new Random(1);
    private DockFixture fixture;

    @TempDir
    Path folder;

    DockTest() {}

    @BeforeEach
    void open() throws IOException {
        fixture = new DockFixture(folder, Mood.calm(), 1);
        fixture.house.know("CAM-1", "CAM-2", "C3441");
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private Path mount(String name) {
        return fixture.mounts.resolve(name);
    }

    private SampleCamera plain(int recordings) throws IOException {
        return SampleCamera.dcim(mount("CAM-1"), recordings, 300_000, random);
    }

    @Test
    void offloadsACameraAndErasesWhatIsSecured() throws Exception {
        SampleCamera camera = SampleCamera.dcim(mount("CAM-1"), 5, 3_000_000, random);

        boolean clean = fixture.once();

        assertThat(fixture.shown.codes()).isEmpty();
        assertThat(clean).isTrue();
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        assertThat(fixture.house.uploads())
                .hasSize(5)
                .allMatch(Upload::secured)
                .allMatch(upload -> upload.erasures == 1);
        fixture.assertNothingLost(camera);
    }

    @Test
    void keepsEverythingWhenAskedTo() throws Exception {
        SampleCamera camera = plain(3);

        boolean clean = fixture.keeping();

        assertThat(clean).isTrue();
        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.house.uploads()).hasSize(3).allMatch(Upload::secured);
    }

    @Test
    void sendsNothingTwice() throws Exception {
        SampleCamera camera = plain(3);
        fixture.keeping();

        boolean clean = fixture.once();

        assertThat(clean).isTrue();
        assertThat(fixture.house.uploads()).hasSize(3);
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
    }

    @Test
    void takesAMountThatIsItselfACamera() throws Exception {
        DockFixture single = new DockFixture(folder.resolve("other"), Mood.calm(), 1);
        single.house.know("C3441");
        SampleCamera camera = SampleCamera.gopro(single.mounts, "C3441", 1, 1, 1000, random);

        assertThat(single.once()).isTrue();

        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        single.close();
    }

    @Test
    void saysWhenThereIsNoCamera() throws Exception {
        Files.createDirectories(mount("photos"));

        assertThat(fixture.once()).isFalse();
        assertThat(fixture.shown.notes).contains("no-camera");
    }

    @Test
    void putsTheChaptersOfAGoProTogether() throws Exception {
        SampleCamera camera = SampleCamera.gopro(mount("A"), "C3441", 2, 3, 10_000, random);

        assertThat(fixture.once()).isTrue();

        List<Upload> uploads = fixture.house.uploads();
        assertThat(uploads).hasSize(10).allMatch(upload -> "C3441".equals(upload.metadata.get("camera")));
        assertThat(uploads.stream()
                        .map(upload -> upload.metadata.get("recording"))
                        .distinct())
                .hasSize(2)
                .allMatch(id -> id.matches("000[12]-[0-9a-f]{10}"));
        assertThat(uploads.stream()
                        .filter(upload -> upload.name().equals("GX030002.MP4"))
                        .map(upload -> upload.metadata))
                .singleElement()
                .satisfies(metadata -> assertThat(metadata)
                        .containsEntry("part", "3")
                        .containsEntry("filetype", "video/mp4")
                        .containsEntry("start", "2026-11-20T10:22:00Z")
                        .containsEntry("end", "2026-11-20T10:23:00Z"));
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        assertThat(uploads.stream().filter(upload -> upload.name().equals("GL010002.LRV")))
                .singleElement()
                .satisfies(upload -> assertThat(upload.metadata)
                        .containsEntry("sidecarOf", "GX010002.MP4")
                        .containsEntry("part", "1")
                        .doesNotContainKey("start"));
        assertThat(fixture.house.reports().getFirst().toString())
                .contains("\"model\":\"HERO9 Black\"", "\"wrapsAt\":9999", "\"number\":2", "\"parts\":[1,2,3]");
    }

    @Test
    void readsTheStartOfANovatekRecordingFromItsName() throws Exception {
        SampleCamera.novatek(mount("CAM-1"), 3, 1000, random);

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.house.uploads().stream().map(upload -> upload.metadata.get("start")))
                .containsExactlyInAnyOrder("2026-11-20T10:01:00Z", "2026-11-20T10:02:00Z", "2026-11-20T10:03:00Z");
        assertThat(fixture.house.uploads().stream().map(upload -> upload.metadata.get("recording")))
                .allMatch(id -> id.matches("2026_1120_10\\d{4}_00\\dA-[0-9a-f]{10}"));
    }

    @Test
    void offloadsOurOwnCameraByItsList() throws Exception {
        SampleCamera.own(mount("whatever"), "CAM-2", 2, 2, 1000, random);

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.house.uploads()).hasSize(4).allMatch(upload -> "-1800"
                .equals(upload.metadata.get("clockOffsetMs")));
        assertThat(fixture.house.uploads().stream().map(upload -> upload.metadata.get("recording")))
                .containsOnly("CAM-2-1", "CAM-2-2");
        assertThat(fixture.house.reports().getFirst().toString())
                .contains(
                        "\"batteryPercent\":83",
                        "\"recordings\":2",
                        "\"stage\":\"DISPLAY\"",
                        "\"clockOffsetMs\":-1800");
        assertThat(fixture.house.reports().getLast().path("recordings")).isEmpty();
    }

    @Test
    void bringsWhatLiesBesideARecordingAndErasesItBeforeTheRecording() throws Exception {
        SampleCamera camera = plain(2);
        camera.recording("DCIM/100MEDIA/MOV_0001.gpx", SampleCamera.noise(random, 900))
                .recording("DCIM/100MEDIA/MOV_0001.MP4.json", SampleCamera.noise(random, 700))
                .recording("DCIM/100MEDIA/mov_0002.NMEA", SampleCamera.noise(random, 500));

        assertThat(fixture.once()).isTrue();

        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        assertThat(fixture.house.uploads())
                .hasSize(5)
                .allMatch(Upload::secured)
                .allMatch(upload -> upload.erasures == 1);
        assertThat(fixture.house.uploads().stream()
                        .filter(upload -> upload.metadata.containsKey("sidecarOf"))
                        .map(upload -> upload.name() + " of " + upload.metadata.get("sidecarOf")))
                .containsExactlyInAnyOrder(
                        "MOV_0001.gpx of MOV_0001.MP4",
                        "MOV_0001.MP4.json of MOV_0001.MP4",
                        "mov_0002.NMEA of MOV_0002.MP4");
        assertThat(fixture.house.uploads().stream().map(upload -> upload.metadata.get("recording")))
                .as("each in its recording")
                .containsOnly(recordingOf("MOV_0001.MP4"), recordingOf("MOV_0002.MP4"));
        assertThat(fixture.shown.erased.indexOf("DCIM/100MEDIA/MOV_0001.gpx"))
                .isLessThan(fixture.shown.erased.indexOf("DCIM/100MEDIA/MOV_0001.MP4"));
        fixture.assertNothingLost(camera);
    }

    private String recordingOf(String name) {
        return fixture.house.uploads().stream()
                .filter(upload -> upload.name().equals(name))
                .map(upload -> upload.metadata.getOrDefault("recording", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givesSidecarsThatAreAlikeAnUploadEach() throws Exception {
        SampleCamera camera = plain(1);
        byte[] same = SampleCamera.noise(random, 300);
        camera.recording("DCIM/100MEDIA/MOV_0001.GPX", same).recording("DCIM/100MEDIA/MOV_0001.NMEA", same);

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.house.uploads()).hasSize(3).allMatch(upload -> upload.erasures == 1);
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
    }

    @Test
    void keepsTheSidecarOfARecordingThatWasLeft() throws Exception {
        SampleCamera camera = plain(1);
        camera.recording("DCIM/100MEDIA/MOV_0001.GPX", SampleCamera.noise(random, 300));
        fixture.house.mood(Mood.calm().damage(1));

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("refused", "sidecar-waits");
        assertThat(camera.recordings().keySet()).allMatch(Files::exists);

        fixture.house.mood(Mood.calm());
        assertThat(fixture.once()).isTrue();
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        fixture.assertNothingLost(camera);
    }

    @Test
    void keepsARecordingUntilWhatLiesBesideItCouldBeErased() throws Exception {
        SampleCamera camera = plain(1);
        camera.recording("DCIM/100MEDIA/MOV_0001.GPX", SampleCamera.noise(random, 300));
        Path track = mount("CAM-1").resolve("DCIM/100MEDIA/MOV_0001.GPX");
        AtomicBoolean once = new AtomicBoolean();
        fixture.house.beforeSecured(() -> {
            if (fixture.house.uploads().size() == 2 && once.compareAndSet(false, true)) {
                append(track, "one more point");
            }
        });

        assertThat(fixture.once()).isFalse();

        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.shown.codes()).containsExactly("file-changed");
        JsonNode problem = fixture.house.reports().getLast().path("problems").get(0);
        assertThat(problem.path("file").asString()).isEqualTo("DCIM/100MEDIA/MOV_0001.GPX");
        assertThat(problem.path("recording").asString())
                .isEqualTo(fixture.house.uploads().getFirst().metadata.get("recording"));
        assertThat(problem.path("part").asInt()).isEqualTo(1);
        assertThat(fixture.once()).as("with all its points").isTrue();
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        assertThat(fixture.house.violations()).isEmpty();
    }

    @Test
    void leavesAndNamesASidecarWithoutItsRecordingAndAFileThatNobodyKnows() throws Exception {
        plain(1);
        new SampleCamera(mount("CAM-1"))
                .with("DCIM/100MEDIA/MOV_0077.GPX", "<gpx/>")
                .with("DCIM/100MEDIA/notes.docx", "what is this?");

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("other-file", "sidecar-alone");
        assertThat(mount("CAM-1").resolve("DCIM/100MEDIA/MOV_0077.GPX")).exists();
        assertThat(mount("CAM-1").resolve("DCIM/100MEDIA/notes.docx")).exists();
        assertThat(fixture.house.reports().getLast().path("problems").toString())
                .contains("MOV_0077.GPX", "sidecar-alone", "notes.docx", "left on the camera");
    }

    @Test
    void bringsTheSidecarsThatOurOwnCameraNames() throws Exception {
        byte[] video = SampleCamera.noise(random, 5000);
        byte[] track = SampleCamera.noise(random, 300);
        byte[] log = SampleCamera.noise(random, 200);
        SampleCamera camera = new SampleCamera(mount("x"))
                .recording("recordings/a.mp4", video)
                .recording("sensors/a-walk.bin", track)
                .recording("recordings/a.json", log)
                .with("vidimus-camera.json", """
                        {"format":"vidimus.camera/v1","serial":"CAM-2","recordings":[{"id":"a","parts":[{"part":1,
                         "file":"recordings/a.mp4","sidecars":[
                          {"file":"sensors/a-walk.bin","type":"application/x-walk","sha256":"%s"}]}]}]}
                        """.formatted(Sha256.of(track)));

        assertThat(fixture.once()).isTrue();

        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        assertThat(fixture.house.uploads().stream()
                        .filter(upload -> upload.metadata.containsKey("sidecarOf"))
                        .map(upload -> upload.metadata))
                .hasSize(2)
                .allSatisfy(metadata ->
                        assertThat(metadata).containsEntry("sidecarOf", "a.mp4").containsEntry("recording", "a"))
                .anySatisfy(metadata -> assertThat(metadata).containsEntry("filetype", "application/x-walk"));
    }

    @Test
    void namesInItsReportWhatTheCamerasListHasAndTheCardHasNot() throws Exception {
        SampleCamera camera = SampleCamera.own(mount("x"), "CAM-2", 3, 1, 1000, random);
        Files.delete(mount("x").resolve("recordings/0002-1.mp4"));
        camera.recordings().remove(mount("x").resolve("recordings/0002-1.mp4"));

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.house.reports().getFirst().path("recordings").toString())
                .contains(
                        "{\"recording\":\"CAM-2-2\",\"number\":2,\"startedAt\":\"2026-11-20T10:20:00Z\",\"absent\":[1]}");
    }

    @Test
    void leavesAFileThatReadsOtherwiseThanItsCameraNoted() throws Exception {
        SampleCamera camera = SampleCamera.own(mount("x"), "CAM-2", 2, 1, 1000, random);
        Path bad = mount("x").resolve("recordings/0001-1.mp4");
        byte[] rotten = SampleCamera.noise(random, 1000);
        camera.recording("recordings/0001-1.mp4", rotten);

        assertThat(fixture.once()).isFalse();

        assertThat(bad).exists();
        assertThat(mount("x").resolve("recordings/0002-1.mp4")).doesNotExist();
        assertThat(fixture.shown.codes()).containsExactly("digest-differs-from-cameras");
        assertThat(fixture.house.securedAndTold(rotten)).isTrue();
    }

    @Test
    void goesOnByNamesWhenTheCamerasListIsBroken() throws Exception {
        SampleCamera.own(mount("x"), "CAM-2", 2, 1, 1000, random);
        Path list = mount("x").resolve("vidimus-camera.json");
        Files.writeString(
                list,
                Files.readString(list)
                        .replaceAll("\"part\":1,\"file\":\"[^\"]*1\\.mp4\"", "\"part\":-1,\"file\":\"x\""));

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.house.uploads()).hasSize(2).allMatch(Upload::secured);
        assertThat(fixture.shown.codes()).containsExactly("index-unreadable");
    }

    @Test
    void neverLeavesTheCamerasFolderWhateverItsListNames() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside.mp4"), "not the camera's");
        new SampleCamera(mount("x")).with("vidimus-camera.json", """
                {"format":"vidimus.camera/v1","serial":"CAM-2","recordings":[{"id":"a","parts":[
                 {"part":1,"file":"../../outside.mp4"},{"part":2,"file":"%s"}]}]}
                """.formatted(outside));

        assertThat(fixture.once()).isTrue();

        assertThat(outside).exists();
        assertThat(fixture.house.uploads()).isEmpty();
        assertThat(fixture.house.reports().getFirst().toString()).contains("\"absent\":[1,2]");
    }

    @Test
    void leavesAnUnknownCameraAndGoesOnWithTheOthers() throws Exception {
        SampleCamera known = plain(2);
        SampleCamera unknown = SampleCamera.dcim(mount("NO NAME"), 2, 1000, random);

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("camera-unknown");
        assertThat(unknown.recordings().keySet()).allMatch(Files::exists);
        assertThat(known.recordings().keySet()).noneMatch(Files::exists);
    }

    @Test
    void stopsAtATokenThatIsNotAccepted() throws Exception {
        SampleCamera camera = plain(2);
        fixture.house.revokeToken();

        assertThatThrownBy(() -> fixture.once()).isInstanceOf(TokenRefused.class);

        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
    }

    @Test
    void namesAnEmptyFileAndLeavesIt() throws Exception {
        plain(1);
        Path empty = Files.createFile(mount("CAM-1").resolve("DCIM/100MEDIA/MOV_0002.MP4"));

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("empty-file");
        assertThat(empty).exists();
        assertThat(fixture.house.reports().getLast().path("problems").toString())
                .contains("\"file\":\"DCIM/100MEDIA/MOV_0002.MP4\"", "\"code\":\"empty-file\"", "0 bytes");
    }

    @Test
    void bringsTheReadableChaptersOfARecordingWhoseFirstIsNot() throws Exception {
        SampleCamera camera = SampleCamera.gopro(mount("A"), "C3441", 1, 3, 10_000, random);
        Path first = mount("A").resolve("DCIM/100GOPRO/GX010001.MP4");
        AtomicInteger looked = new AtomicInteger();
        fixture.clock = new HookedClock(() -> {
            // The listing asks once for each chapter.
            if (Thread.currentThread().isVirtual() && looked.incrementAndGet() == 3) {
                delete(first);
            }
        });

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("file-unreadable", "sidecar-waits");
        assertThat(fixture.house.uploads().stream().map(Upload::name))
                .containsExactlyInAnyOrder("GX020001.MP4", "GX030001.MP4");
        assertThat(fixture.house.uploads())
                .allMatch(upload -> upload.secured()
                        && upload.metadata.getOrDefault("recording", "").matches("0001-x[0-9a-f]{9}"));
        assertThat(fixture.house.reports().getFirst().toString()).contains("\"parts\":[1,2,3]");
        assertThat(fixture.house.reports().getLast().toString())
                .as("what is left of it is named")
                .contains("\"parts\":[1]", "file-unreadable");
        camera.recordings().remove(first);
        fixture.assertNothingLost(camera);
    }

    @Test
    void leavesSomethingWhereFootageLiesThatTheLayoutDoesNotKnow() throws Exception {
        plain(1);
        new SampleCamera(mount("CAM-1")).with("PRIVATE/CLIP0001.MP4", "where nobody looks");

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("footage-elsewhere");
        assertThat(mount("CAM-1").resolve("PRIVATE/CLIP0001.MP4")).exists();
    }

    @Test
    void followsNoLinkAndNamesIt() throws Exception {
        SampleCamera camera = plain(1);
        Path secret = Files.writeString(folder.resolve("secret.MP4"), "secret");
        Path media = mount("CAM-1").resolve("DCIM/100MEDIA");
        Files.createSymbolicLink(media.resolve("MOV_0009.MP4"), secret);
        Files.createSymbolicLink(media.resolve("loop"), media);
        Files.createSymbolicLink(mount("CAM-2"), mount("CAM-1"));

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("link-not-followed");
        assertThat(fixture.shown.findings).hasSize(2);
        assertThat(secret).exists();
        assertThat(fixture.house.uploads()).hasSize(1);
        fixture.assertNothingLost(camera);
    }

    @Test
    void offloadsAFileWhoseNameIsNotUtf8() throws Exception {
        SampleCamera camera = plain(1);
        Path odd = Path.of(URI.create(mount("CAM-1").resolve("DCIM/100MEDIA").toUri() + "%C4%FF%20x.MP4"));
        byte[] content = SampleCamera.noise(random, 5000);
        Files.write(odd, content);
        camera.recordings().put(odd, content);

        assertThat(fixture.once()).isTrue();

        assertThat(odd).doesNotExist();
        assertThat(fixture.shown.codes()).containsExactly("name-not-utf-8");
        assertThat(fixture.house.uploads()).anyMatch(upload -> upload.name().equals("Äÿ x.MP4"));
        fixture.assertNothingLost(camera);
    }

    @Test
    void doesNotEraseAFileThatChangedAfterItWasSent() throws Exception {
        SampleCamera camera = plain(1);
        Path file = camera.recordings().keySet().iterator().next();
        AtomicBoolean once = new AtomicBoolean();
        fixture.house.beforeSecured(() -> {
            if (once.compareAndSet(false, true)) {
                append(file, "more");
            }
        });

        assertThat(fixture.once()).isFalse();

        assertThat(file).exists();
        assertThat(fixture.shown.codes()).containsExactly("file-changed");
        assertThat(fixture.once()).as("the next time, it is what it is now").isTrue();
        assertThat(file).doesNotExist();
        assertThat(fixture.house.violations()).isEmpty();
    }

    @Test
    void doesNotEraseAFileWhoseBytesChangedUnderTheSameLengthAndTime() throws Exception {
        SampleCamera camera = plain(1);
        Path file = camera.recordings().keySet().iterator().next();
        fixture.house.beforeSecured(() -> flipKeepingTime(file));

        assertThat(fixture.once()).isFalse();

        assertThat(file).exists();
        assertThat(fixture.shown.codes()).containsExactly("file-changed");
    }

    /** The last question to the server may wait for it as long as it is away; meanwhile somebody changes the cameras. */
    @Test
    void erasesNothingOfTheCameraThatCameIntoTheSlotWhileTheServerWasAsked() throws Exception {
        SampleCamera pulled = SampleCamera.gopro(mount("slot 3"), "C3441", 1, 2, 10_000, random);
        SampleCamera next = SampleCamera.gopro(folder.resolve("next"), "C3442", 1, 2, 10_000, random);
        fixture.house.beforeErased(() -> swap(mount("slot 3"), next.root()));

        assertThat(fixture.once()).isFalse();

        assertThat(files(mount("slot 3"))).as("nobody has read them").containsAll(bytes(next));
        assertThat(files(folder.resolve("away"))).containsAll(bytes(pulled));
        assertThat(fixture.house.uploads()).allMatch(upload -> upload.erasures == 0);
        assertThat(fixture.shown.erased).isEmpty();
        assertNothingIntended("C3441");
    }

    @Test
    void erasesNoOtherBytesOfTheSameNameLengthAndTime() throws Exception {
        SampleCamera camera = plain(1);
        Path file = camera.recordings().keySet().iterator().next();
        fixture.house.beforeErased(() -> flipKeepingTime(file));

        assertThat(fixture.once()).isFalse();

        assertThat(file).exists();
        assertThat(fixture.shown.codes()).containsExactly("file-changed");
        assertNothingIntended("CAM-1");
    }

    @Test
    void erasesNothingOfTheCameraThatCameAfterTheLastReading() throws Exception {
        SampleCamera pulled = SampleCamera.gopro(mount("slot 3"), "C3441", 1, 1, 10_000, random);
        SampleCamera next = SampleCamera.gopro(folder.resolve("next"), "C3442", 1, 1, 10_000, random);
        onLastLook(() -> swap(mount("slot 3"), next.root()));

        assertThat(fixture.once()).isFalse();

        assertThat(files(mount("slot 3"))).containsAll(bytes(next));
        assertThat(files(folder.resolve("away"))).containsAll(bytes(pulled));
        assertThat(fixture.shown.codes()).containsExactly("camera-gone");
        assertThat(fixture.house.uploads()).allMatch(upload -> upload.erasures == 0);
        assertNothingIntended("C3441");
    }

    /** Cards that say nothing of themselves go by their folder's name. */
    @Test
    void erasesInTheFolderThatItReadWhateverIsMountedThereSince() throws Exception {
        SampleCamera pulled = plain(1);
        SampleCamera next = SampleCamera.dcim(folder.resolve("next"), 1, 300_000, random);
        for (Path file : next.recordings().keySet()) {
            Files.setLastModifiedTime(
                    file,
                    Files.getLastModifiedTime(mount("CAM-1").resolve(next.root().relativize(file))));
        }
        onLastLook(() -> swap(mount("CAM-1"), next.root()));

        fixture.once();

        assertThat(files(mount("CAM-1"))).containsAll(bytes(next));
        assertThat(files(folder.resolve("away"))).isEmpty();
        assertThat(fixture.house.securedAndTold(
                        pulled.recordings().values().iterator().next()))
                .isTrue();
    }

    private void onLastLook(Runnable action) {
        AtomicBoolean once = new AtomicBoolean();
        fixture.clock = new HookedClock(() -> {
            if (Thread.currentThread().getName().startsWith("lane-") && once.compareAndSet(false, true)) {
                action.run();
            }
        });
    }

    private void swap(Path slot, Path next) {
        move(slot, folder.resolve("away"));
        move(next, slot);
    }

    private void assertNothingIntended(String serial) throws IOException {
        try (EraseJournal journal = EraseJournal.open(fixture.state)) {
            assertThat(journal.pending(serial)).isEmpty();
        }
    }

    /** Digests of what was laid out. */
    private static List<Sha256> bytes(SampleCamera camera) {
        return camera.recordings().values().stream().map(Sha256::of).toList();
    }

    /** Digests of what is there. */
    private static List<Sha256> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Sha256> digests = new ArrayList<>();
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                digests.add(Sha256.of(Files.readAllBytes(file)));
            }
            return digests;
        }
    }

    @Test
    void offloadsTwoCamerasOfOneSerialAndErasesNeither() throws Exception {
        SampleCamera one = SampleCamera.own(mount("a"), "CAM-2", 2, 1, 1000, random);
        SampleCamera other = SampleCamera.own(mount("b"), "CAM-2", 2, 1, 2000, random);

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).containsExactly("serial-twice");
        assertThat(one.recordings().keySet()).allMatch(Files::exists);
        assertThat(other.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.house.uploads()).hasSize(4).allMatch(Upload::secured);
    }

    @Test
    void leavesAndNamesWhatTheServerReceivedDamagedAndSendsItAgainLater() throws Exception {
        SampleCamera camera = plain(1);
        fixture.house.mood(Mood.calm().damage(1));

        assertThat(fixture.once()).isFalse();
        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.shown.codes()).containsExactly("refused");

        fixture.house.mood(Mood.calm());
        assertThat(fixture.once()).isTrue();
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        fixture.assertNothingLost(camera);
    }

    @Test
    void stopsSendingWhatArrivesDamagedAgainAndAgain() throws Exception {
        plain(1);
        fixture.house.mood(Mood.calm().damage(1));

        for (int i = 0; i < 5; i++) {
            assertThat(fixture.once()).isFalse();
        }

        assertThat(fixture.house.uploads()).hasSize(2);
    }

    @Test
    void waitsWhileTheServerIsFull() throws Exception {
        SampleCamera camera = plain(2);
        fixture.house.mood(Mood.calm().full(1));
        Thread.ofVirtual().start(() -> {
            while (fixture.shown.waits.stream().noneMatch(why -> why.contains("vault-full"))) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            fixture.house.mood(Mood.calm());
        });

        assertThat(fixture.once()).isTrue();

        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
    }

    @Test
    void givesUpOnAServerThatStaysFullAndSaysSo() throws Exception {
        SampleCamera camera = plain(2);
        fixture.house.mood(Mood.calm().full(1));

        assertThat(fixture.once(false, Duration.ofMillis(500))).isFalse();

        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.shown.codes()).containsExactly("server-full");
        assertThat(fixture.shown.phases).contains(Phase.SERVER_FULL);
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswerAndLeavesEverything() throws Exception {
        SampleCamera camera = plain(2);
        fixture.house.close();

        assertThat(fixture.once(false, Duration.ofMillis(500))).isFalse();

        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.shown.codes())
                .as("the card is not read for a server that is not there")
                .containsExactly("report-failed");
        assertThat(fixture.shown.waits).contains("the server cannot be reached");
        assertThat(fixture.shown.phases).contains(Phase.SERVER_AWAY);
    }

    @Test
    void givesUpOnAServerThatNeverConfirmsItsCopyAndLeavesEverything() throws Exception {
        SampleCamera camera = plain(2);
        fixture.house.mood(Mood.calm().securedAfter(Integer.MAX_VALUE));

        assertThat(fixture.once(false, Duration.ofMillis(800))).isFalse();

        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.shown.codes()).containsExactly("not-secured");
    }

    /** More of them than may wait at a time, and a dock that never gives up. */
    @Test
    @Timeout(60)
    void leavesWhatTheServerCannotReadBackAndGoesOnWithTheRest() throws Exception {
        SampleCamera camera = plain(34);
        fixture.house.readBackFails(upload -> !upload.name().equals("MOV_0034.MP4"));
        try (DockFixture.Running running = fixture.start(false, Optional.empty())) {
            assertThat(running.dock.once()).isFalse();

            assertThat(fixture.shown.codes()).containsExactly("not-secured");
            assertThat(camera.recordings().keySet()).filteredOn(Files::exists).hasSize(33);

            fixture.house.readBackFails(upload -> false);
            assertThat(running.dock.once()).as("the server mended it").isTrue();
        }
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        fixture.assertNothingLost(camera);
    }

    @Test
    void sendsAgainWhatTheServersCopyWasFoundBrokenOf() throws Exception {
        SampleCamera camera = plain(1);
        fixture.keeping();
        Upload first = fixture.house.uploads().getFirst();
        first.state = "SEALED";
        fixture.house.readBackFails(upload -> upload == first);

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.house.uploads()).hasSize(2);
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
        assertThat(fixture.house.violations()).isEmpty();
    }

    @Test
    void stopsSendingWhatTheServerCannotReadBackAgainAndAgain() throws Exception {
        SampleCamera camera = plain(1);
        fixture.house.readBackFails(upload -> true);

        for (int i = 0; i < 4; i++) {
            assertThat(fixture.once()).isFalse();
        }

        assertThat(fixture.house.uploads()).hasSize(2);
        assertThat(camera.recordings().keySet()).allMatch(Files::exists);
        assertThat(fixture.shown.codes()).containsExactly("not-secured");
    }

    @Test
    @Timeout(60)
    void noticesThatACameraIsGoneWhileTheServerReadsBack() throws Exception {
        plain(2);
        fixture.house.mood(Mood.calm().securedAfter(Integer.MAX_VALUE));
        Thread.ofVirtual().start(() -> {
            while (fixture.house.uploads().stream()
                            .filter(upload -> upload.state.equals("SEALED"))
                            .count()
                    < 2) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            move(mount("CAM-1"), folder.resolve("away"));
        });
        try (DockFixture.Running running = fixture.start(false, Optional.empty())) {
            assertThat(running.dock.once()).isFalse();
        }

        assertThat(fixture.shown.codes()).containsExactly("camera-gone");
    }

    @Test
    void reportsAnErasureThatACrashKeptFromBeingReported() throws Exception {
        SampleCamera camera = plain(2);
        fixture.keeping();
        Path file = camera.recordings().keySet().iterator().next();
        Upload upload = fixture.house.uploads().stream()
                .filter(it -> it.name().equals(file.getFileName().toString()))
                .findFirst()
                .orElseThrow();
        try (EraseJournal journal = EraseJournal.open(fixture.state)) {
            journal.intend(intent(upload.id, file));
        }
        Files.delete(file);

        assertThat(fixture.keeping()).isTrue();

        assertThat(upload.erasures).isEqualTo(1);
        try (EraseJournal journal = EraseJournal.open(fixture.state)) {
            assertThat(journal.pending("CAM-1")).isEmpty();
        }
    }

    @Test
    void forgetsAnErasureThatACrashKeptFromHappening() throws Exception {
        SampleCamera camera = plain(1);
        fixture.keeping();
        Path file = camera.recordings().keySet().iterator().next();
        Upload upload = fixture.house.uploads().getFirst();
        try (EraseJournal journal = EraseJournal.open(fixture.state)) {
            journal.intend(intent(upload.id, file));
        }

        assertThat(fixture.keeping()).isTrue();

        assertThat(upload.erasures).isZero();
        assertThat(file).exists();
        assertThat(fixture.once()).isTrue();
        assertThat(upload.erasures).isEqualTo(1);
    }

    private static EraseJournal.Intent intent(UUID upload, Path file) throws IOException {
        return new EraseJournal.Intent(
                upload,
                "CAM-1",
                "DCIM/100MEDIA/" + file.getFileName(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                Instant.now());
    }

    @Test
    void doesNotTakeOverTheTimeOfAClockThatWasNeverSet() throws Exception {
        SampleCamera camera = new SampleCamera(mount("CAM-1"));
        camera.recording("DCIM/100MEDIA/MOV_0001.MP4", SampleCamera.mp4(Instant.ofEpochSecond(60), 10, new byte[100]));
        camera.recording(
                "DCIM/100MEDIA/MOV_0002.MP4",
                SampleCamera.mp4(Instant.parse("2039-01-01T00:00:00Z"), 10, new byte[200]));

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.shown.codes()).containsExactly("clock-implausible");
        assertThat(fixture.house.uploads()).hasSize(2).noneMatch(upload -> upload.metadata.containsKey("start"));
    }

    @Test
    void keepsRecordingsApartThatGotTheSameNumberAfterAFormat() throws Exception {
        plain(2);
        fixture.once();
        SampleCamera again = plain(2);

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.house.uploads().stream().map(upload -> upload.metadata.get("recording")))
                .doesNotHaveDuplicates()
                .hasSize(4);
        fixture.assertNothingLost(again);
    }

    @Test
    void resumesWhenACameraThatWasPulledOutComesBack() throws Exception {
        SampleCamera camera = SampleCamera.dcim(mount("CAM-1"), 8, 2_000_000, random);
        Path away = folder.resolve("away");
        AtomicBoolean once = new AtomicBoolean();
        fixture.house.beforeSecured(() -> {
            if (once.compareAndSet(false, true)) {
                move(mount("CAM-1"), away);
            }
        });

        assertThat(fixture.once()).isFalse();
        assertThat(fixture.shown.codes()).contains("camera-gone");
        move(away, mount("CAM-1"));

        assertThat(fixture.once()).isTrue();
        fixture.assertNothingLost(camera);
        assertThat(fixture.house.uploads().stream().filter(upload -> upload.erasures > 0))
                .hasSize(8);
    }

    @Test
    void refusesToShareItsStateWithAnotherDock() throws Exception {
        try (DockFixture.Running running = fixture.start(false, Optional.empty())) {
            assertThatThrownBy(() -> fixture.start(false, Optional.empty())).isInstanceOf(EraseJournal.InUse.class);
        }
    }

    @Test
    void followsCamerasAsTheyComeAndGo() throws Exception {
        try (DockFixture.Running running = fixture.start(false, Optional.empty())) {
            Thread watching = Thread.ofVirtual().start(() -> watch(running.dock));
            SampleCamera one = plain(2);
            await(() -> one.recordings().keySet().stream().noneMatch(Files::exists));
            move(mount("CAM-1"), folder.resolve("away"));
            await(() -> fixture.shown.finished.stream()
                    .anyMatch(bar -> bar.phase() == org.vidimus.dock.board.CameraBar.Phase.GONE));
            SampleCamera two = SampleCamera.gopro(mount("B"), "C3441", 1, 2, 1000, random);
            await(() -> two.recordings().keySet().stream().noneMatch(Files::exists));
            watching.interrupt();
            watching.join();

            fixture.assertNothingLost(one, two);
        }
    }

    private static void watch(Dock dock) {
        try {
            dock.watch();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        // A camera that is seen while its files are still being laid out is visited again after a quarter of a minute.
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
            Thread.sleep(20);
        }
    }

    /** Does something whenever somebody asks for the time. */
    private static final class HookedClock extends Clock {
        private final Runnable hook;

        HookedClock(Runnable hook) {
            this.hook = hook;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            hook.run();
            return Instant.now();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void flipKeepingTime(Path file) {
        try {
            var time = Files.getLastModifiedTime(file);
            byte[] bytes = Files.readAllBytes(file);
            bytes[100] ^= 1;
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void losesNothingWithAServerThatMisbehaves() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            Misbehaviour.run(folder.resolve("bad" + seed), seed);
        }
    }

    @Test
    @Tag("long")
    void losesNothingWithAServerThatMisbehavesAHundredTimes() throws Exception {
        for (long seed = 1_000; seed < 1_100; seed++) {
            Misbehaviour.run(folder.resolve("bad" + seed), seed);
        }
    }
}
