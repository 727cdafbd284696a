package org.vidimus.dock.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.dock.camera.CameraLog.Name;

class LogReaderTest {
    private static final String HEAD = "{\"format\":\"vidimus.log/v1\",\"serial\":\"CAM-7\",\"firmware\":\"1.0.0\"}\n";
    private static final String MAKERS = """
            {
              "layout": "acme",
              "recognisedBy": ["ACME"],
              "facts": {"serial": [{"value": "A-1"}]},
              "recordings": [{"path": "ACME/(?<number>\\\\d{4})\\\\.MP4", "recording": "{number}-{fingerprint}"}],
              "log": {
                "files": ["ACME/LOG/*.CSV"],
                "lines": [
                  "(?<at>\\\\d{4}/\\\\d\\\\d/\\\\d\\\\d \\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d),BAT,(?<battery>\\\\d+)%,(?<temperature>-?[\\\\d.]+)C",
                  "(?<at>\\\\d{4}/\\\\d\\\\d/\\\\d\\\\d \\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d),ERR,(?<fault>[A-Z0-9]+),?(?<text>.*)",
                  "(?<at>\\\\d{4}/\\\\d\\\\d/\\\\d\\\\d \\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d),EVT,(?<stage>.+)"
                ],
                "time": "yyyy/MM/dd HH:mm:ss",
                "stages": {"POWER ON": "PRESENT", "PRE REC": "PRESENT", "REC START": "RECORDING", "REC STOP": "PRESENT", "POWER OFF": "OFF"},
                "preRecord": ["PRE REC"],
                "faults": {"E01": "BUTTON_STUCK", "E07": "CARD_SLOW"}
              }
            }
            """;

    @TempDir
    Path folder;

    private CameraLog own(byte[] text) throws IOException {
        Files.writeString(
                folder.resolve("vidimus-camera.json"), "{\"format\":\"vidimus.camera/v1\",\"serial\":\"CAM-7\"}");
        Files.write(folder.resolve("vidimus-log.jsonl"), text);
        return read(Layouts.builtIn());
    }

    private CameraLog own(String text) throws IOException {
        return own(text.getBytes(StandardCharsets.UTF_8));
    }

    private CameraLog read(Layouts layouts) throws IOException {
        Camera camera = new CameraFinder(layouts).recognise(folder).orElseThrow();
        return new LogReader(camera, ZoneId.of("Europe/Berlin")).read(LogReader.files(camera));
    }

    @Test
    void readsWhatOurOwnCamerasWrite() throws IOException {
        CameraLog log = own(HEAD + """
                {"at":"2026-11-21T20:13:55Z","stage":"PRESENT"}
                {"at":"2026-11-21T20:14:02Z","stage":"RECORDING","preRecord":true}
                {"at":"2026-11-21T20:15:00Z","batteryPercent":83.5,"batteryHealthPercent":91,"chargeCycles":212,"temperatureC":24.5,"freeBytes":51000000000,"totalBytes":64000000000,"charging":false}
                {"at":"2026-11-21T20:16:00Z","fault":"BUTTON_STUCK","text":"record button held for 30 s"}
                """);

        assertThat(log.firmware()).isEqualTo("1.0.0");
        assertThat(log.unread()).isZero();
        assertThat(log.stages()).extracting(CameraLog.Reached::stage).containsExactly(Name.PRESENT, Name.RECORDING);
        assertThat(log.stages()).extracting(CameraLog.Reached::preRecord).containsExactly(false, true);
        assertThat(log.readings()).singleElement().satisfies(reading -> {
            assertThat(reading.batteryPercent()).isEqualTo(83.5);
            assertThat(reading.chargeCycles()).isEqualTo(212);
            assertThat(reading.freeBytes()).isEqualTo(51_000_000_000L);
            assertThat(reading.charging()).isFalse();
        });
        assertThat(log.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("BUTTON_STUCK");
            assertThat(fault.when().at()).isEqualTo(Instant.parse("2026-11-21T20:16:00Z"));
        });
    }

    @Test
    void givesWhatStandsAboveAClockLineTheOffsetThatItNames() throws IOException {
        CameraLog log = own(HEAD + """
                {"at":"2026-11-21T20:00:00Z","stage":"PRESENT"}
                {"at":"2026-11-21T20:01:00Z","batteryPercent":80}
                {"at":"2026-11-21T20:02:00Z","clock":-1800}
                {"at":"2026-11-21T20:03:00Z","stage":"OFF"}
                {"at":"2026-11-21T20:04:00Z","clock":250}
                {"at":"2026-11-21T20:05:00Z","stage":"PRESENT"}
                """);

        assertThat(log.stages()).extracting(stage -> stage.when().offsetMs()).containsExactly(-1800L, 250L, null);
        assertThat(log.readings())
                .extracting(reading -> reading.when().offsetMs())
                .containsExactly(-1800L);
    }

    @Test
    void countsLinesThatCannotBeReadAndReadsTheRest() throws IOException {
        String good = "{\"at\":\"2026-11-21T20:13:55Z\",\"stage\":\"PRESENT\"}\n";
        String bad = String.join(
                "\n",
                "\u0000\u0000\u0000",
                "{\"at\":\"2026-11-21T20:1",
                "[]",
                "{\"at\":\"yesterday\",\"stage\":\"OFF\"}",
                "{\"at\":\"2026-11-21T20:13:56Z\",\"stage\":\"DANCING\"}",
                "{\"at\":\"2026-11-21T20:13:56Z\",\"batteryPercent\":180}",
                "{\"at\":\"2026-11-21T20:13:56Z\"}",
                "x".repeat(10_000),
                "");

        CameraLog log = own(HEAD + good + bad + good.replace("55Z", "59Z") + "{\"at\":\"2026-11-21T20:14:5");

        assertThat(log.stages()).hasSize(2);
        assertThat(log.unread()).isEqualTo(9);
    }

    @Test
    void doesNotTakeTheLogOfAnotherCameraForThisOnes() throws IOException {
        CameraLog log =
                own(HEAD.replace("CAM-7", "CAM-8") + "{\"at\":\"2026-11-21T20:13:55Z\",\"stage\":\"PRESENT\"}\n");

        assertThat(log.stages()).isEmpty();
        assertThat(log.unread()).isEqualTo(2);
    }

    @Test
    void readsNoMoreThanTheEndOfALongLog() throws IOException {
        Files.writeString(
                folder.resolve("vidimus-camera.json"), "{\"format\":\"vidimus.camera/v1\",\"serial\":\"CAM-7\"}");
        Path file = folder.resolve("vidimus-log.jsonl");
        String line = "{\"at\":\"2026-11-21T20:15:00Z\",\"batteryPercent\":50}\n";
        Files.writeString(file, "{\"at\":\"2026-11-20T20:15:00Z\",\"stage\":\"OFF\"}\n");
        String many = line.repeat(1_000);
        for (long length = 0; length < LogReader.MOST_BYTES + 100_000L; length += many.length()) {
            Files.writeString(file, many, StandardOpenOption.APPEND);
        }

        CameraLog log = read(Layouts.builtIn());

        assertThat(log.unread()).isZero();
        assertThat(log.stages()).isEmpty();
        assertThat(log.readings())
                .hasSizeBetween(LogReader.MOST_BYTES / line.length() - 1, LogReader.MOST_BYTES / line.length());
    }

    @Test
    void survivesAnyBytes() throws IOException {
        Random random = new Random(7);
        byte[] good = (HEAD + "{\"at\":\"2026-11-21T20:13:55Z\",\"stage\":\"PRESENT\"}\n")
                .repeat(20)
                .getBytes(StandardCharsets.UTF_8);
        for (int run = 0; run < 200; run++) {
            byte[] text = good.clone();
            for (int i = 0; i < 40; i++) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }

            CameraLog log = own(text);

            assertThat(log.stages().size() + log.unread()).isPositive();
        }
    }

    @Test
    void readsAMakersLogByItsLayout() throws IOException {
        Path layouts = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-layouts"));
        Files.writeString(layouts.resolve("acme.json"), MAKERS);
        Path logs = Files.createDirectories(folder.resolve("ACME/LOG"));
        Files.writeString(
                logs.resolve("20261120.csv"),
                "2026/11/20 08:00:00,EVT,POWER ON\r\n2026/11/20 08:00:05,BAT,97%,21.5C\r\n");
        Files.writeString(logs.resolve("20261121.csv"), """
                2026/11/21 08:00:00,EVT,PRE REC\r
                2026/11/21 08:00:20,EVT,REC START\r
                2026/11/21 08:01:00,ERR,E01,held 30 s\r
                2026/11/21 08:01:01,EVT,GPS FIX\r
                2026/13/45 08:01:01,EVT,POWER OFF\r
                something else\r
                """);

        CameraLog log = read(Layouts.builtIn().with(layouts));

        assertThat(log.stages())
                .extracting(stage -> stage.when().at() + " " + stage.stage() + " " + stage.preRecord())
                .containsExactly(
                        "2026-11-20T07:00:00Z PRESENT false",
                        "2026-11-21T07:00:00Z PRESENT true",
                        "2026-11-21T07:00:20Z RECORDING false");
        assertThat(log.readings()).singleElement().satisfies(reading -> {
            assertThat(reading.batteryPercent()).isEqualTo(97);
            assertThat(reading.temperatureC()).isEqualTo(21.5);
        });
        assertThat(log.faults())
                .extracting(fault -> fault.code() + ": " + fault.text())
                .containsExactly("BUTTON_STUCK: held 30 s");
        assertThat(log.unread()).isEqualTo(2);
    }

    @Test
    void doesNotTakeALogForAFileThatNobodyKnows() throws IOException {
        own(HEAD);
        Files.writeString(folder.resolve("vidimus-settings.json"), "{}");
        Files.writeString(folder.resolve("vidimus-settings.json.vidimus-new"), "{\"half");
        Camera camera = new CameraFinder(Layouts.builtIn()).recognise(folder).orElseThrow();

        Listing listing = Listing.of(camera, java.time.Clock.systemUTC(), ZoneId.of("UTC"));

        assertThat(listing.findings()).isEmpty();
        assertThat(List.copyOf(listing.recordings())).isEmpty();
    }
}
