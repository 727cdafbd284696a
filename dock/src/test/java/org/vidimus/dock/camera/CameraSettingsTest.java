package org.vidimus.dock.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraSettingsTest {
    @TempDir
    Path folder;

    private CameraSettings settings(String member) throws IOException {
        Files.createDirectories(folder.resolve("ACME"));
        Layout layout = Layouts.read(("""
                {"layout": "acme", "recognisedBy": ["ACME"], "facts": {"serial": [{"value": "A-1"}]}, "recordings": [],
                 "settings": %s}
                """).formatted(member).getBytes(StandardCharsets.UTF_8), "acme.json");
        Camera camera = new Camera(folder, layout, Map.of());
        return new CameraSettings(camera, layout.upkeep().settings().orElseThrow());
    }

    private Path put(String content) throws IOException {
        Files.createDirectories(folder.resolve("ACME"));
        return Files.writeString(folder.resolve("ACME/SETUP.INI"), content);
    }

    private static final String INI = """
            {"file": "ACME/setup.ini", "form": "ini", "values": {
              "resolution": {"name": "VIDEO.Res", "words": {"1080p": "1920x1080P30", "720p": "1280x720P30"}},
              "preRecordSeconds": "VIDEO.PreRec",
              "lights": {"name": "SYSTEM.LED", "words": {"true": "ON", "false": "OFF"}},
              "volume": "Volume"}}
            """;

    @Test
    void writesAnIniFileAndLeavesTheRestOfItAsItIs() throws IOException {
        Path file = put("; Acme\r\nVolume=3\r\n[VIDEO]\r\nRes=1280x720P30\r\nCodec = H264\r\n[WIFI]\r\nPreRec=9\r\n");

        settings(INI).write(Map.of("resolution", "1080p", "preRecordSeconds", "0", "lights", "false", "gps", "true"));

        assertThat(Files.readString(file))
                .isEqualTo(
                        "; Acme\r\nVolume=3\r\n[VIDEO]\r\nPreRec=0\r\nRes=1920x1080P30\r\nCodec = H264\r\n[WIFI]\r\nPreRec=9\r\n"
                                + "[SYSTEM]\r\nLED=OFF\r\n");
        assertThat(settings(INI).read())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "resolution",
                        Optional.of("1080p"),
                        "preRecordSeconds",
                        Optional.of("0"),
                        "lights",
                        Optional.of("false"),
                        "volume",
                        Optional.of("3")));
        try (var left = Files.list(folder.resolve("ACME"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void saysWhatIsNotInTheFileAndWhatItCallsByAnotherWord() throws IOException {
        put("[VIDEO]\nRes=640x480\n");

        assertThat(settings(INI).read())
                .containsEntry("resolution", Optional.of("640x480"))
                .containsEntry("lights", Optional.empty());
    }

    @Test
    void writesLinesOfKeyAndValue() throws IOException {
        String form = "{\"file\": \"ACME/SETUP.INI\", \"form\": \"lines\", \"values\": {\"volume\": \"vol\"}}";

        settings(form).write(Map.of("volume", "70"));
        settings(form).write(Map.of("volume", "80"));

        assertThat(Files.readString(folder.resolve("ACME/SETUP.INI"))).isEqualTo("vol=80\n");
    }

    @Test
    void writesJsonWithNumbersAndYesAndNoAsSuch() throws IOException {
        String form = """
                {"file": "ACME/SETUP.INI", "form": "json",
                 "values": {"preRecordSeconds": "/video/pre", "lights": "/lights", "resolution": "/video/size"}}
                """;
        put("{\"video\":{\"codec\":\"h265\"},\"other\":[1]}");

        settings(form).write(Map.of("preRecordSeconds", "30", "lights", "true", "resolution", "1080p"));

        assertThat(Files.readString(folder.resolve("ACME/SETUP.INI")).replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"video\":{\"codec\":\"h265\",\"pre\":30,\"size\":\"1080p\"},\"other\":[1],\"lights\":true}");
        assertThat(settings(form).read()).containsEntry("preRecordSeconds", Optional.of("30"));
    }

    @Test
    void doesNotWriteOverAFileThatIsNotOfItsForm() throws IOException {
        String form = "{\"file\": \"ACME/SETUP.INI\", \"form\": \"json\", \"values\": {\"lights\": \"/lights\"}}";
        Path file = put("not json");

        assertThatThrownBy(() -> settings(form).write(Map.of("lights", "true"))).isInstanceOf(IOException.class);

        assertThat(Files.readString(file)).isEqualTo("not json");
    }

    @Test
    void writesAClockInTheMakersWay() {
        Layout layout = Layouts.read("""
                {"layout": "acme", "recognisedBy": ["ACME"], "facts": {}, "recordings": [],
                 "clock": {"file": "TIME.TXT", "content": "{local:yyyy-MM-dd HH:mm:ss} {utc}"}}
                """.getBytes(StandardCharsets.UTF_8), "acme.json");
        ClockSetting clock = new ClockSetting(
                new Camera(folder, layout, Map.of()),
                layout.upkeep().clock().orElseThrow(),
                ZoneId.of("Europe/Berlin"));

        assertThat(clock.content(Instant.parse("2026-11-21T20:13:55.123456Z")))
                .isEqualTo("2026-11-21 21:13:55 2026-11-21T20:13:55.123Z");
    }

    @Test
    void refusesALayoutThatCouldLeadOutOfTheCamera() {
        for (String bad : new String[] {
            "\"settings\": {\"file\": \"../x\", \"form\": \"ini\", \"values\": {}}",
            "\"settings\": {\"file\": \"x\", \"form\": \"yaml\", \"values\": {}}",
            "\"settings\": {\"file\": \"x\", \"form\": \"json\", \"values\": {\"lights\": \"lights\"}}",
            "\"clock\": {\"file\": \"/etc/x\", \"content\": \"{utc}\"}",
            "\"clock\": {\"file\": \"x\", \"content\": \"now\"}",
            "\"log\": {\"files\": [\"x\"], \"lines\": [\"no time\"], \"time\": \"yyyy\"}",
            "\"log\": {\"files\": []}"
        }) {
            byte[] layout = ("{\"layout\":\"a\",\"recognisedBy\":[\"A\"],\"recordings\":[]," + bad + "}")
                    .getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> Layouts.read(layout, "a.json"))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
