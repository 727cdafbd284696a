package org.vidimus.dock.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each built-in layout makes of a file's path: one sample a line. */
class LayoutsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            DCIM/100GOPRO/GX010057.MP4                | gopro   | 57  | 1 | 0057
            DCIM/100GOPRO/gx020057.mp4                | gopro   | 57  | 2 | 0057
            DCIM/101GOPRO/GH120001.MP4                | gopro   | 1   | 12| 0001
            DCIM/100GOPRO/GS010003.360                | gopro   | 3   | 1 | 0003
            DCIM/100GOPRO/GOPR1234.MP4                | gopro   | 1234| 1 | 1234
            DCIM/100GOPRO/GP011234.MP4                | gopro   | 1234| 2 | 1234
            DCIM/100GOPRO/GXAA0009.MP4                | gopro   | 9   | 1 | AA0009
            DCIM/100GOPRO/GOPR0058.JPG                | gopro   | 58  | 1 | GOPR0058
            DCIM/100GOPRO/G0010042.JPG                | gopro   | 42  | 1 | G0010042
            DCIM/100GOPRO/renamed.MP4                 | gopro   | -   | 1 | renamed
            CARDV/Movie/2024_0101_120000_001A.MP4     | novatek | 1   | 1 | 2024_0101_120000_001A
            CARDV/Movie/RO/2024_0101_120000_001B.MP4  | novatek | 1   | 1 | 2024_0101_120000_001B
            CARDV/RO/20240101_120000_0123.MOV         | novatek | 123 | 1 | 20240101_120000_0123
            DCIM/Movie/20240101_120000_F.TS           | novatek | -   | 1 | 20240101_120000_F
            MOVIE/2024_0101_120000_002.MP4            | novatek | 2   | 1 | 2024_0101_120000_002
            CARDV/Movie/odd name.MP4                  | novatek | -   | 1 | odd name
            DCIM/100MEDIA/MOV_0001.MP4                | dcim    | 1   | 1 | MOV_0001
            DCIM/100CANON/IMG_0002.JPG                | dcim    | 2   | 1 | IMG_0002
            DCIM/Camera/VID_20240101_120000.mp4       | dcim    | -   | 1 | VID_20240101_120000
            DCIM/100MEDIA/ÄÖ 01.avi                   | dcim    | -   | 1 | ÄÖ 01
            """)
    void knowsTheRecording(String path, String layout, Long number, int part, String id) throws IOException {
        write(path);

        Listing listing = list();

        assertThat(listing.camera().layout().name()).isEqualTo(layout);
        assertThat(listing.recordings()).singleElement().satisfies(recording -> {
            assertThat(recording.id()).matches(java.util.regex.Pattern.quote(id) + "-[0-9a-f]{10}");
            assertThat(recording.number()).isEqualTo(number);
            assertThat(recording.parts()).extracting(Part::n).containsExactly(part);
        });
        assertThat(listing.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DCIM/100GOPRO/GX010057.MP4               | DCIM/100GOPRO/GL010057.LRV
            DCIM/100GOPRO/GX020057.MP4               | DCIM/100GOPRO/GX020057.THM
            DCIM/100GOPRO/GS010003.360               | DCIM/100GOPRO/GL010003.LRV
            DCIM/100GOPRO/GOPR1234.MP4               | DCIM/100GOPRO/GOPR1234.LRV
            DCIM/100GOPRO/GXAA0009.MP4               | DCIM/100GOPRO/GLAA0009.LRV
            DCIM/100GOPRO/GX010057.MP4               | DCIM/100GOPRO/gx010057.gpx
            CARDV/Movie/2024_0101_120000_001A.MP4    | CARDV/Movie/2024_0101_120000_001A.NMEA
            CARDV/Movie/2024_0101_120000_001A.MP4    | CARDV/Movie/2024_0101_120000_001A.MP4.txt
            DCIM/100MEDIA/MOV_0001.MP4               | DCIM/100MEDIA/MOV_0001.THM
            DCIM/100MEDIA/MOV_0001.MP4               | DCIM/100MEDIA/MOV_0001.json
            """)
    void knowsWhatGoesWithARecording(String recording, String sidecar) throws IOException {
        write(recording);
        write(sidecar);

        Listing listing = list();

        assertThat(listing.findings()).isEmpty();
        assertThat(listing.recordings()).singleElement().satisfies(it -> {
            assertThat(it.parts()).hasSize(1);
            assertThat(it.sidecars()).singleElement().satisfies(side -> {
                assertThat(side.beside()).isEqualTo(it.parts().getFirst());
                assertThat(side.file().n()).isEqualTo(side.beside().n());
                assertThat(side.file().file().toString()).endsWith(sidecar);
            });
        });
    }

    @Test
    void givesASidecarToTheVideoWhereAPhotoHasItsNumberToo() throws IOException {
        write("DCIM/100MEDIA/MOV_0001.JPG");
        write("DCIM/100MEDIA/MOV_0001.MP4");
        write("DCIM/100MEDIA/MOV_0001.GPX");

        assertThat(list().recordings())
                .filteredOn(recording -> !recording.sidecars().isEmpty())
                .singleElement()
                .satisfies(recording ->
                        assertThat(recording.parts().getFirst().name()).isEqualTo("MOV_0001.MP4"));
    }

    @ParameterizedTest
    @CsvSource({"MISC/version.txt", "System Volume Information/x", "DCIM/100GOPRO/._GX010057.MP4"})
    void leavesOutWhatIsNoEvidence(String path) throws IOException {
        write("DCIM/100GOPRO/GX010001.MP4");
        write(path);

        assertThat(list().parts()).isEqualTo(1);
        assertThat(list().findings()).isEmpty();
    }

    @Test
    void namesFilesItDoesNotKnow() throws IOException {
        write("DCIM/100MEDIA/MOV_0001.MP4");
        write("FOUND.000/FILE0000.CHK");

        assertThat(list().findings())
                .extracting(finding -> finding.code() + " " + finding.file().orElse(""))
                .containsExactly("OTHER_FILE FOUND.000/FILE0000.CHK");
    }

    @Test
    void beginsAnotherRecordingWhereAPartNumberComesAgain() throws IOException {
        write("DCIM/100GOPRO/GX010001.MP4");
        write("DCIM/100GOPRO/GX020001.MP4");
        write("DCIM/101GOPRO/GX010001.MP4");

        assertThat(list().recordings())
                .extracting(recording -> recording.parts().size())
                .containsExactly(2, 1);
    }

    @Test
    void readsLocalTimesInTheZoneOfTheCameras() throws IOException {
        write("CARDV/MOVIE/2024_0701_120000_001A.MP4");
        Camera camera = camera();

        Listing listing = Listing.of(camera, Clock.systemUTC(), ZoneId.of("Europe/Berlin"));

        assertThat(listing.recordings().getFirst().start()).hasToString("2024-07-01T10:00:00Z");
    }

    @Test
    void readsTheSerialFromAFileOrTheFoldersName() throws IOException {
        write("DCIM/100MEDIA/MOV_0001.MP4");
        assertThat(camera().serial()).contains("CAM 9");

        Files.writeString(folder.resolve("CAM 9/vidimus-serial.txt"), "  X-77\r\n");
        assertThat(camera().serial()).contains("X-77");
    }

    @Test
    void takesTheOperatorsOwnLayoutsFirst() throws IOException {
        Path own = Files.createDirectories(folder.resolve("layouts"));
        Files.writeString(own.resolve("acme.json"), """
                // Acme body cameras
                {"layout": "acme", "recognisedBy": ["DCIM/ACME"],
                 "facts": {"serial": [{"file": "DCIM/ACME/info.json", "json": "/device/serial"}],
                           "batteryPercent": [{"file": "DCIM/ACME/info.txt", "find": "bat=(\\\\d+)"}]},
                 "recordings": [{"path": "DCIM/ACME/(?<number>\\\\d+)_(?<part>\\\\d+)\\\\.bin", "firstPart": 0,
                                 "type": "video/x-acme", "recording": "{number}"}]}
                """);
        write("DCIM/ACME/12_0.bin");
        write("DCIM/ACME/12_1.bin");
        Files.writeString(folder.resolve("CAM 9/DCIM/ACME/info.json"), "{\"device\":{\"serial\":\"A1\"}}");
        Files.writeString(folder.resolve("CAM 9/DCIM/ACME/info.txt"), "fw=3 bat=71");

        Camera camera = new CameraFinder(Layouts.builtIn().with(own))
                .recognise(folder.resolve("CAM 9"))
                .orElseThrow();
        Listing listing = Listing.of(camera, Clock.systemUTC(), ZoneOffset.UTC);

        assertThat(camera.serial()).contains("A1");
        assertThat(camera.number(Fact.BATTERY_PERCENT)).contains(71L);
        assertThat(listing.recordings()).singleElement().satisfies(recording -> {
            assertThat(recording.id()).isEqualTo("12");
            assertThat(recording.parts()).extracting(Part::n).containsExactly(1, 2);
            assertThat(recording.parts().getFirst().type()).isEqualTo("video/x-acme");
        });
    }

    @Test
    void saysWhatIsWrongWithALayout() {
        for (String bad : List.of(
                "{",
                "{}",
                "{\"layout\":\"x\",\"facts\":{\"frob\":[]}}",
                "{\"layout\":\"x\",\"facts\":{\"serial\":[{\"file\":\"a\",\"find\":\"no group\"}]}}",
                "{\"layout\":\"x\",\"sidecars\":[{\"path\":\"a\"}]}",
                "{\"layout\":\"x\",\"sidecars\":[{\"path\":\"a\",\"beside\":[\"{nothere}\"]}]}",
                "{\"layout\":\"x\",\"recordings\":[{\"path\":\"(\",\"recording\":\"a\"}]}",
                "{\"layout\":\"x\",\"recordings\":[{\"path\":\"a\",\"recording\":\"{nothere}\"}]}",
                "{\"layout\":\"x\",\"recordings\":[{\"path\":\"a\",\"recording\":\"a\",\"start\":\"bogus{\"}]}")) {
            assertThatThrownBy(() -> Layouts.read(bad.getBytes(StandardCharsets.UTF_8), "x.json"))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("layout x.json: ");
        }
    }

    private void write(String path) throws IOException {
        Path file = folder.resolve("CAM 9").resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, "content of " + path);
    }

    private Camera camera() {
        return new CameraFinder(Layouts.builtIn())
                .recognise(folder.resolve("CAM 9"))
                .orElseThrow();
    }

    private Listing list() throws IOException {
        return Listing.of(camera(), Clock.systemUTC(), ZoneOffset.UTC);
    }
}
