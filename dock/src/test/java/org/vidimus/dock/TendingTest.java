package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.FakeHouse.Mood;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dock does for the camera itself: its log, its clock, its settings; and what it says of its slots. */
class TendingTest {
    private static final String LOG = """
            {"format":"vidimus.log/v1","serial":"CAM-2","firmware":"1.2"}
            {"at":"2026-11-20T10:09:00Z","stage":"PRESENT"}
            {"at":"2026-11-20T10:09:30Z","batteryPercent":71.5,"charging":true}
            broken
            """;

    private final Random random = new Random(1);
    private DockFixture fixture;
    private SampleCamera camera;

    @TempDir
    Path folder;

    TendingTest() {}

    @BeforeEach
    void open() throws IOException {
        fixture = new DockFixture(folder, Mood.calm(), 1);
        fixture.house.know("CAM-1", "CAM-2");
        camera = SampleCamera.own(fixture.mounts.resolve("bay 2"), "CAM-2", 1, 1, 50_000, random);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private JsonNode report(int n) {
        return fixture.house.reports().get(n);
    }

    private JsonNode lastReport() {
        return fixture.house.reports().getLast();
    }

    private Path file(String name) {
        return camera.root().resolve(name);
    }

    @Test
    void reportsTheLogOnceAndCountsWhatItCouldNotRead() throws Exception {
        camera.with("vidimus-log.jsonl", LOG);

        assertThat(fixture.once()).isTrue();

        JsonNode log = report(0).path("log");
        assertThat(log.path("unread").asInt()).isEqualTo(1);
        assertThat(log.path("stages").path(0).path("stage").asString()).isEqualTo("PRESENT");
        assertThat(log.path("readings").path(0).path("batteryPercent").asDouble())
                .isEqualTo(71.5);
        assertThat(report(0).path("firmware").asString()).isEqualTo("1.2");
        assertThat(report(0).path("slot").asString()).isEqualTo("bay 2");
        assertThat(fixture.house.reports()).hasSize(2);
        assertThat(lastReport().has("log")).isFalse();
    }

    @Test
    void measuresTheClockBeforeItSetsIt() throws Exception {
        assertThat(fixture.once()).isTrue();

        assertThat(report(0).path("clockOffsetMs").asLong()).isEqualTo(-1800);
        assertThat(report(0).path("clockSet").asBoolean()).isFalse();
        assertThat(lastReport().path("clockSet").asBoolean()).isTrue();
        JsonNode set = JsonMapper.shared().readTree(Files.readString(file("vidimus-clock.json")));
        assertThat(set.path("set").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void leavesAClockThatIsRight() throws Exception {
        camera.with(
                "vidimus-camera.json",
                Files.readString(file("vidimus-camera.json")).replace("-1800", "-200"));

        assertThat(fixture.once()).isTrue();

        assertThat(file("vidimus-clock.json")).doesNotExist();
    }

    @Test
    void writesTheSettingsTheServerWantsAndReadsThemBack() throws Exception {
        fixture.house.want(
                "CAM-2", "{\"preRecordSeconds\":0,\"resolution\":\"1080p\",\"lights\":false,\"unheardOf\":1}");
        camera.with("vidimus-settings.json", "{\"preRecordSeconds\":30,\"serial\":\"stays\"}");

        assertThat(fixture.once()).isTrue();

        assertThat(report(0).path("settings").path("preRecordSeconds").asString())
                .isEqualTo("30");
        JsonNode back = lastReport().path("settings");
        assertThat(back.path("preRecordSeconds").asString()).isEqualTo("0");
        assertThat(back.path("resolution").asString()).isEqualTo("1080p");
        assertThat(back.path("volume").isNull()).isTrue();
        assertThat(back.has("unheardOf")).isFalse();
        assertThat(Files.readString(file("vidimus-settings.json")).replaceAll("\\s", ""))
                .isEqualTo("{\"preRecordSeconds\":0,\"serial\":\"stays\",\"resolution\":\"1080p\",\"lights\":false}");
    }

    @Test
    void doesNotWriteSettingsThatAreThereAlready() throws Exception {
        fixture.house.want("CAM-2", "{\"preRecordSeconds\":0}");
        camera.with("vidimus-settings.json", "{\"preRecordSeconds\": 0 }");

        assertThat(fixture.once()).isTrue();

        assertThat(Files.readString(file("vidimus-settings.json"))).isEqualTo("{\"preRecordSeconds\": 0 }");
    }

    @Test
    void namesSettingsThatCannotBeWrittenAndOffloadsAllTheSame() throws Exception {
        fixture.house.want("CAM-2", "{\"preRecordSeconds\":0}");
        Files.createDirectories(file("vidimus-settings.json"));

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.shown.codes()).contains("settings-unreadable", "settings-not-written");
        assertThat(lastReport().path("settings").path("preRecordSeconds").isNull())
                .isTrue();
        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
    }

    @Test
    void namesAClockThatCannotBeSetOnAReadOnlyFolder() throws Exception {
        Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
        Files.setPosixFilePermissions(camera.root(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            fixture.once();
        } finally {
            Files.setPosixFilePermissions(camera.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        assertThat(fixture.shown.codes()).contains("clock-not-set");
    }

    @Test
    void writesNothingOnTwoCamerasOfOneSerial() throws Exception {
        fixture.house.want("CAM-2", "{\"preRecordSeconds\":0}");
        SampleCamera twin = SampleCamera.own(fixture.mounts.resolve("bay 3"), "CAM-2", 1, 1, 40_000, random);

        assertThat(fixture.once()).isFalse();

        assertThat(fixture.shown.codes()).contains("serial-twice");
        assertThat(file("vidimus-settings.json")).doesNotExist();
        assertThat(twin.root().resolve("vidimus-clock.json")).doesNotExist();
        assertThat(fixture.house.uploads()).hasSize(2).allMatch(FakeHouse.Upload::secured);
    }

    @Test
    void keepsTheOldSettingsWhenItIsPulledOutInTheMiddleOfWriting() throws Exception {
        fixture.house.want("CAM-2", "{\"preRecordSeconds\":0}");
        camera.with("vidimus-settings.json", "{\"preRecordSeconds\":30}");
        camera.with("vidimus-settings.json.vidimus-new", "{\"preRec");

        assertThat(fixture.once()).isTrue();

        assertThat(fixture.shown.codes()).isEmpty();
        assertThat(Files.readString(file("vidimus-settings.json"))).contains(": 0");
        assertThat(file("vidimus-settings.json.vidimus-new")).doesNotExist();
    }

    @Test
    void readsALogThatIsCutInTheMiddleOfACharacter() throws Exception {
        byte[] text = "{\"at\":\"2026-11-20T10:09:00Z\",\"fault\":\"X\",\"text\":\"Knopf hängt"
                .getBytes(StandardCharsets.UTF_8);
        Files.writeString(file("vidimus-log.jsonl"), LOG);
        Files.write(
                file("vidimus-log.jsonl"),
                java.util.Arrays.copyOf(text, text.length - 4),
                java.nio.file.StandardOpenOption.APPEND);

        assertThat(fixture.once()).isTrue();

        assertThat(report(0).path("log").path("unread").asInt()).isEqualTo(2);
    }

    @Test
    void followsNoLinkThatStandsForALogOrForSettings() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside.json"), "{\"preRecordSeconds\":30}");
        Files.createSymbolicLink(file("vidimus-settings.json"), outside);
        Files.createSymbolicLink(file("vidimus-log.jsonl"), file("vidimus-log.jsonl"));
        fixture.house.want("CAM-2", "{\"preRecordSeconds\":0}");

        fixture.once();

        assertThat(Files.readString(outside)).isEqualTo("{\"preRecordSeconds\":30}");
        assertThat(report(0).has("log")).isFalse();
    }

    @Test
    void saysWhatIsInItsSlots() throws Exception {
        Files.createDirectories(fixture.mounts.resolve("bay 3"));
        Files.createDirectories(fixture.mounts.resolve(".Trash-1000"));
        SampleCamera.dcim(fixture.mounts.resolve("CAM-1"), 1, 1_000, random);
        camera.with("vidimus-log.jsonl", LOG);

        assertThat(fixture.once()).isTrue();

        // On a slow machine the first report may come before the first look.
        JsonNode first = fixture.house.slotReports().stream()
                .map(report -> report.path("slots"))
                .filter(slots -> !slots.isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(first.findValuesAsString("slot")).containsExactlyInAnyOrder("CAM-1", "bay 2", "bay 3");
        JsonNode last = slots(fixture.house.slotReports().size() - 1);
        JsonNode bay = slot(last, "bay 2");
        assertThat(bay.path("serial").asString()).isEqualTo("CAM-2");
        assertThat(bay.path("phase").asString()).isEqualTo("DONE");
        assertThat(bay.path("doneBytes").asLong()).isEqualTo(50_000);
        assertThat(bay.path("filesLeft").asInt()).isZero();
        assertThat(bay.path("batteryPercent").asInt()).isEqualTo(83);
        assertThat(bay.path("charging").asBoolean()).isTrue();
        assertThat(slot(last, "bay 3").has("serial")).isFalse();
    }

    @Test
    void saysWhatKeepsACameraFromBeingDone() throws Exception {
        SampleCamera.dcim(fixture.mounts.resolve("CAM-9"), 1, 1_000, random);

        fixture.once();

        JsonNode slot = slot(slots(fixture.house.slotReports().size() - 1), "CAM-9");
        assertThat(slot.path("phase").asString()).isEqualTo("UNKNOWN");
        assertThat(slot.path("problem").asString()).isEqualTo("camera-unknown");
    }

    @Test
    void offloadsAllTheSameWhereTheServerWillNotHearOfSlots() throws Exception {
        fixture.house.refuseSlots();

        assertThat(fixture.once()).isTrue();

        assertThat(camera.recordings().keySet()).noneMatch(Files::exists);
    }

    @Test
    void saysNothingOfItsSlotsBeforeItHasLooked() throws Exception {
        try (DockFixture.Running running = fixture.start(true, Optional.empty());
                SlotReports reports = new SlotReports(running.gear)) {
            reports.tellNow();

            assertThat(fixture.house.slotReports()).isEmpty();

            reports.show(List.of());
            reports.tellNow();
            assertThat(fixture.house.slotReports()).hasSize(1);
        }
    }

    @Test
    void keepsTheSlotsOfAFolderThatCannotBeListedForAMoment() throws Exception {
        try (DockFixture.Running running = fixture.start(true, Optional.empty())) {
            running.dock.once();
            int told = fixture.house.slotReports().size();
            Files.move(fixture.mounts, folder.resolve("away"));

            running.dock.once();

            assertThat(fixture.house.slotReports()).hasSizeGreaterThan(told);
            assertThat(slot(slots(told), "bay 2").path("serial").asString()).isEqualTo("CAM-2");
        }
    }

    private JsonNode slots(int n) {
        return fixture.house.slotReports().get(n).path("slots");
    }

    private static JsonNode slot(JsonNode slots, String name) {
        for (JsonNode slot : slots) {
            if (slot.path("slot").asString().equals(name)) {
                return slot;
            }
        }
        throw new AssertionError(name + " is not among " + List.copyOf(slots.findValuesAsString("slot")));
    }
}
