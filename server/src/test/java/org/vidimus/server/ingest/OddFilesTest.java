package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.media.TestFootage;
import tools.jackson.databind.JsonNode;

/** Files and facts that are not what they should be: taken as they are and said to be odd, or refused with a code; never in between. */
class OddFilesTest extends IngestTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, start-before-2005",
        "1970-01-01T00:04:11+01:00, start-before-2005",
        "2999-01-01T00:00:00Z, start-in-future"
    })
    void takesFootageOfACameraWhoseClockIsWrongAndSaysSo(String start, String flag) {
        String path = dock.upload(bytes(1_000, start.hashCode()), Map.of("camera", camera, "start", start));

        awaitState(path, "SECURED");
        assertThat(dock.get(path).json().get("flags").toString()).isEqualTo("[\"" + flag + "\"]");
        assertThat(evidence(path).get("receivedAt").asString()).startsWith("20");
        assertThat(entriesOf(path)).first().asString().contains("detail flags " + flag + "\n");
    }

    @Test
    void keepsATruncatedVideoBitForBitAndSaysThatItDoesNotPlay() {
        byte[] whole = TestFootage.mp4();
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);

        JsonNode original = examined(dock.upload(cut, Map.of("camera", camera, "filename", "CUT.MP4")));

        assertThat(original.at("/playback/state").asString()).isEqualTo("NONE");
        assertThat(original.at("/playback/reason").asString()).isNotBlank();
        assertThat(original.get("lengthBytes").asInt()).isEqualTo(cut.length);
    }

    @Test
    void looksIntoAFileAndNotAtItsName() {
        JsonNode picture = examined(dock.upload(
                TestFootage.jpeg(), Map.of("camera", camera, "filename", "A.MP4", "filetype", "video/mp4")));
        JsonNode video = examined(dock.upload(
                TestFootage.mp4(), Map.of("camera", camera, "filename", "B.TXT", "filetype", "text/plain")));

        assertThat(picture.get("mediaType").asString()).isEqualTo("image/jpeg");
        assertThat(video.get("mediaType").asString()).isEqualTo("video/mp4");
        assertThat(video.at("/playback/state").asString()).isEqualTo("READY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "playlist", "noise"})
    void takesWhatOnlyCallsItselfVideo(String kind) {
        byte[] bytes =
                switch (kind) {
                    case "text" -> ("Not a video. " + camera).getBytes(StandardCharsets.UTF_8);
                    case "playlist" ->
                        ("#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n# " + camera)
                                .getBytes(StandardCharsets.UTF_8);
                    default -> bytes(50_000, 77);
                };

        JsonNode original =
                examined(dock.upload(bytes, Map.of("camera", camera, "filename", "X.MP4", "filetype", "video/mp4")));

        assertThat(original.at("/playback/kind").asString("")).isNotEqualTo("VIDEO");
        assertThat(original.get("securedAt").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../../../etc/passwd", "..\\..\\boot.ini", "a\r\nSet-Cookie: x=1.mp4", "\u202e4pm.exe", ".."})
    void namesNoFileAfterWhatItWasCalled(String name) {
        String path = dock.upload(bytes(1_000, name.hashCode()), Map.of("camera", camera, "filename", name));
        awaitState(path, "SECURED");

        TusClient.Answer download = client(Role.EVIDENCE_MANAGER)
                .get("/api/evidence/" + dock.get(path).json().get("evidence").asString()
                        + "/originals/1/content?download=1");

        assertThat(dock.get(path).json().get("name").asString()).isEqualTo(name);
        assertThat(download.status()).isEqualTo(200);
        assertThat(download.header("Set-Cookie")).doesNotContain("x=1");
        assertThat(download.header("Content-Disposition"))
                .startsWith("attachment")
                .doesNotContain("/", "\\", "\r", "\n", "\u202e");
    }

    @Test
    void oneThatIsRefusedDisturbsNoOther() {
        byte[] good = bytes(2_000_000, 5);
        String path = dock.created(good.length, Map.of("camera", camera, "recording", "R1"));
        dock.patch(path, 0, Arrays.copyOf(good, 1_000_000));

        dock.create(-5, Map.of());
        dock.create(10, Map.of("camera", "NEVER-SEEN"));
        dock.create(10, Map.of("camera", camera, "recording", "R1", "part", "0"));
        dock.patch(path, 1_500_000, bytes(10, 6));
        dock.patch(path, 1_000_000, bytes(10, 6), "Upload-Checksum", "sha256 AAAA");
        dock.patch(path, 1_000_000, bytes(1_000_001, 6));

        assertThat(dock.head(path).offset()).isEqualTo(1_000_000);
        assertThat(dock.patch(path, 1_000_000, Arrays.copyOfRange(good, 1_000_000, good.length))
                        .status())
                .isEqualTo(204);
        awaitState(path, "SECURED");
    }

    private JsonNode evidence(String path) {
        return client(Role.EVIDENCE_MANAGER)
                .get("/api/evidence/" + dock.get(path).json().get("evidence").asString())
                .json();
    }

    /** The original, once it is secured and looked into. */
    private JsonNode examined(String path) {
        awaitState(path, "SECURED");
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .until(
                        () -> evidence(path).at("/originals/0/playback/state").asString(""),
                        state -> state.equals("READY") || state.equals("NONE"));
        return evidence(path).at("/originals/0");
    }
}
