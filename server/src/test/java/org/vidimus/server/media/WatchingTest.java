package org.vidimus.server.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import org.vidimus.server.media.Work.What;
import tools.jackson.databind.JsonNode;

/** From arrival to the player, over the API. */
@ServerTest
class WatchingTest {
    /** One rendition is made at a time, and those of other tests may come first. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Autowired
    TestEvidence evidence;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    Prepare prepare;

    @Autowired
    Examine examine;

    @Autowired
    Workshop workshop;

    private final String serial = "CAM-" + UUID.randomUUID();

    private JsonNode get(String uri) {
        return requireNonNull(
                people.api(Role.EVIDENCE_MANAGER).get().uri(uri).retrieve().body(JsonNode.class));
    }

    private JsonNode detail(Received received) {
        return get("/api/evidence/" + received.evidence());
    }

    private JsonNode original(Received received) {
        for (JsonNode original : detail(received).path("originals")) {
            if (original.path("n").asInt() == received.n()) {
                return original;
            }
        }
        throw new AssertionError("no original " + received.n());
    }

    private byte[] bytes(String url) {
        return requireNonNull(
                people.api(Role.EVIDENCE_MANAGER).get().uri(url).retrieve().body(byte[].class));
    }

    private long viewings(Received received) {
        return sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like ?")
                .param("%phase outcome%action evidence.view\n%" + received.evidence() + "%")
                .query(Long.class)
                .single();
    }

    private Received receive(byte[] bytes, String name) {
        return evidence.receive(Delivery.of(bytes, name).from(serial));
    }

    /** Waits until no job of this original is left. */
    private JsonNode atRest(Received received) {
        await().atMost(PATIENCE)
                .until(() -> sql.sql("select count(*) from scheduled_tasks where task_instance like ?")
                                .param(received.evidence() + "%")
                                .query(Long.class)
                                .single()
                        == 0);
        return original(received);
    }

    private static String state(JsonNode original) {
        return original.path("playback").path("state").asString();
    }

    private static String url(JsonNode original) {
        return original.path("playback").path("url").asString();
    }

    @Test
    void playsAnMp4StraightFromTheVault() {
        Received received = receive(TestFootage.mp4(), "GX010042.MP4");

        JsonNode original = atRest(received);

        assertThat(state(original)).isEqualTo("READY");
        assertThat(url(original)).endsWith("/originals/1/content");
        assertThat(original.path("playback").path("type").asString()).isEqualTo("video/mp4");
        assertThat(original.path("media").path("durationMs").asInt()).isEqualTo(3000);
        assertThat(original.path("media").path("frameRate").asDouble()).isEqualTo(25);
        assertThat(original.path("media").path("videoCodec").asString()).isEqualTo("h264");
        assertThat(original.path("media").has("damage")).isFalse();
        assertThat(bytes(url(original))).isEqualTo(TestFootage.mp4());
        assertThat(detail(received).path("state").asString()).isEqualTo("PLAYABLE");
        assertThat(detail(received).path("durationMs").asInt()).isEqualTo(3000);
    }

    @Test
    void writesDownWhoLooksThroughTheFilmstrip() {
        Received received = receive(TestFootage.mp4(), "filmstrip.mp4");
        JsonNode renditions = atRest(received).path("renditions");
        bytes(renditions.path("poster").asString());
        JsonNode sprite = get(renditions.path("sprite").asString());
        assertThat(viewings(received)).isZero();

        bytes(sprite.path("image").asString());
        bytes(sprite.path("image").asString());

        assertThat(viewings(received)).isEqualTo(1);
    }

    @Test
    void makesWhatHelpsToLookThrough() {
        JsonNode original = atRest(receive(TestFootage.mp4(), "aids.mp4"));
        JsonNode renditions = original.path("renditions");

        JsonNode sprite = get(renditions.path("sprite").asString());
        assertThat(sprite.path("tileWidth").asInt()).isEqualTo(160);
        assertThat(sprite.path("tileHeight").asInt()).isEqualTo(90);
        assertThat(sprite.path("count").asInt()).isEqualTo(6);
        assertThat(sprite.path("intervalMs").asInt()).isEqualTo(500);
        assertThat(bytes(sprite.path("image").asString())).startsWith(0xff, 0xd8);
        assertThat(bytes(renditions.path("poster").asString())).startsWith(0xff, 0xd8);

        JsonNode waveform = get(renditions.path("waveform").asString());
        assertThat(waveform.path("intervalMs").asInt()).isEqualTo(20);
        assertThat(waveform.path("peaks").size()).isBetween(148, 155);

        JsonNode frames = get(renditions.path("frames").asString());
        assertThat(frames.path("runs").size()).isEqualTo(1);
        assertThat(frames.path("runs").path(0).path(0).asInt()).isEqualTo(74);
        double step = frames.path("runs").path(0).path(1).asDouble()
                / frames.path("timescale").asDouble();
        assertThat(step).isEqualTo(0.04);
    }

    @Test
    void repacksWhatOnlyTheContainerKeepsFromPlaying() throws IOException {
        byte[] original = TestFootage.matroska();
        JsonNode answer = atRest(receive(original, "clip.mkv"));

        byte[] proxy = bytes(url(answer));

        assertThat(url(answer)).endsWith("/renditions/proxy.mp4");
        assertThat(digests(FramesOf.file(proxy), 0)).isEqualTo(digests(FramesOf.file(original), 0));
        assertThat(FramesOf.durationMillis(proxy)).isBetween(2900L, 3150L);
        assertThat(bytes(answer.path("renditions").path("frames").asString())).isNotEmpty();
    }

    @Test
    void encodesWhatBrowsersDoNotDecode() throws IOException {
        JsonNode answer = atRest(receive(TestFootage.motionJpegAvi(), "dashcam.avi"));

        byte[] proxy = bytes(url(answer));

        assertThat(state(answer)).isEqualTo("READY");
        assertThat(answer.path("media").path("videoCodec").asString()).isEqualTo("mjpeg");
        assertThat(FramesOf.file(proxy).stream().filter(line -> line.startsWith("0,")))
                .hasSize(50);
        JsonNode again = atRest(receive(proxy, "proxy-of-a-proxy.mp4"));
        assertThat(url(again)).endsWith("/content");
    }

    @Test
    void servesAProxyByRangesAsOneFile() throws IOException {
        JsonNode answer = atRest(receive(TestFootage.transportStream(), "stream.ts"));
        byte[] whole = bytes(url(answer));

        for (int start : new int[] {0, 20, 900, 2000, whole.length - 100}) {
            int end = Math.min(whole.length - 1, start + 3000);
            byte[] part = requireNonNull(people.api(Role.EVIDENCE_MANAGER)
                    .get()
                    .uri(url(answer))
                    .header("Range", "bytes=" + start + "-" + end)
                    .retrieve()
                    .body(byte[].class));
            assertThat(part).isEqualTo(Arrays.copyOfRange(whole, start, end + 1));
        }
    }

    @Test
    void playsSoundAndShowsPictures() {
        JsonNode sound = atRest(receive(TestFootage.wav(), "interview.wav"));
        assertThat(sound.path("playback").path("kind").asString()).isEqualTo("AUDIO");
        assertThat(sound.path("playback").path("type").asString()).isEqualTo("audio/wav");
        assertThat(sound.path("renditions").has("waveform")).isTrue();
        assertThat(sound.path("media").path("durationMs").asInt()).isEqualTo(2000);

        JsonNode picture = atRest(receive(TestFootage.jpeg(), "scene.jpg"));
        assertThat(picture.path("playback").path("kind").asString()).isEqualTo("IMAGE");
        assertThat(picture.path("renditions").has("poster")).isTrue();
        assertThat(picture.path("media").has("durationMs")).isFalse();
    }

    @Test
    void saysInPlainWordsWhyNothingPlays() {
        JsonNode list = atRest(receive(utf8("#EXTM3U\n#EXTINF:3,\nfile:///etc/hostname\n"), "evil.mp4"));
        assertThat(state(list)).isEqualTo("NONE");
        assertThat(list.path("playback").path("reason").asString()).contains("never followed");
        assertThat(list.path("mediaType").asString()).isEqualTo("text/plain");

        byte[] clip = TestFootage.mp4();
        JsonNode cut = atRest(receive(Arrays.copyOf(clip, clip.length - 900), "cut.mp4"));
        assertThat(state(cut)).isEqualTo("NONE");
        assertThat(cut.path("playback").path("reason").asString()).contains("index");

        JsonNode empty = atRest(receive(new byte[0], "empty.mp4"));
        assertThat(empty.path("playback").path("reason").asString()).isEqualTo("The file is empty.");
        assertThat(detail(receive(utf8("<svg onload=alert(1)>"), "x.svg"))
                        .path("originals")
                        .path(0)
                        .path("mediaType")
                        .asString())
                .isIn("text/plain", "application/octet-stream");
    }

    @Test
    void showsADamagedRecordingAsWellAsItCanAndSaysSo() {
        byte[] clip = TestFootage.mp4().clone();
        Random random = new Random(9);
        for (int i = 0; i < 60; i++) {
            clip[5000 + random.nextInt(clip.length / 2)] ^= (byte) (1 << random.nextInt(8));
        }

        JsonNode original = atRest(receive(clip, "flipped.mp4"));

        assertThat(state(original)).isEqualTo("READY");
        assertThat(original.path("media").path("damage").asString()).startsWith("damaged: ");
        assertThat(url(original)).endsWith("/renditions/proxy.mp4");
    }

    @Test
    void listsThePartsOfARecordingEachWithItsOwnFacts() {
        byte[] first = TestFootage.mp4();
        byte[] second = TestFootage.clip("mp4", 2, "-c:v", "libopenh264", "-an");
        Received b = evidence.receive(Delivery.of(second, "b.mp4").from(serial).part("r1", 2));
        Received a = evidence.receive(Delivery.of(first, "a.mp4").from(serial).part("r1", 1));
        atRest(a);
        atRest(b);

        JsonNode detail = detail(a);

        assertThat(detail.path("originals").path(0).path("name").asString()).isEqualTo("a.mp4");
        assertThat(detail.path("originals")
                        .path(1)
                        .path("media")
                        .path("durationMs")
                        .asInt())
                .isEqualTo(2000);
        assertThat(detail.path("durationMs").asInt()).isEqualTo(5000);
        assertThat(detail.path("parts").asInt()).isEqualTo(2);
    }

    @Test
    void showsTheWayThatALogBesideARecordingTells() {
        Instant start = Instant.parse("2026-11-20T20:15:30Z");
        Received video = evidence.receive(
                Delivery.of(TestFootage.mp4(), "walk.mp4").from(serial).at(start));
        Received log =
                evidence.receive(Delivery.of(utf8("""
                                <gpx><trk><trkseg><trkpt lat="51.43" lon="6.765"><time>2026-11-20T20:15:31Z</time></trkpt>
                                <trkpt lat="51.44" lon="6.775"><time>2026-11-20T20:15:32Z</time></trkpt></trkseg></trk></gpx>"""), "walk.gpx").from(serial).beside("walk.mp4"));
        atRest(video);
        atRest(log);

        JsonNode track = get("/api/evidence/" + video.evidence() + "/track");

        assertThat(log.evidence()).isEqualTo(video.evidence());
        assertThat(track.path("source").asString()).isEqualTo("GPX");
        assertThat(track.path("points").path(1).path("t").asString()).isEqualTo("2026-11-20T20:15:32Z");
        assertThat(track.path("points").path(1).path("ms").asLong()).isEqualTo(2000);
        assertThat(detail(video).path("hasTrack").asBoolean()).isTrue();
        assertThat(detail(video).path("position").path("lat").asDouble()).isEqualTo(51.43);
        assertThat(get("/api/evidence?camera=" + serial + "&near=51.435,6.770,100")
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void bearsToBeDoneAgainAndCleansUpWhatACrashLeft() {
        Received received = receive(TestFootage.matroska(), "again.mkv");
        atRest(received);
        OriginalId id = new OriginalId(received.evidence(), received.n());
        long objects = objects(received);

        workshop.begin(id);
        prepare.run(Work.of(id, What.PROXY, true, true));
        // The aids follow by themselves; two at work on the same ones would sweep each other's drafts away.
        atRest(received);
        prepare.run(Work.of(id, What.AIDS, true, true));
        atRest(received);

        assertThat(sql.sql("select count(*) from rendition_draft where evidence = ?")
                        .param(received.evidence().value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(objects(received)).isEqualTo(objects);
        assertThat(state(original(received))).isEqualTo("READY");
    }

    @Test
    void recordsItsWorkInTheHistory() {
        Received received = receive(TestFootage.mp4(), "history.mp4");
        atRest(received);
        examine.examine(new OriginalId(received.evidence(), received.n()));

        String history = get("/api/evidence/" + received.evidence() + "/custody?limit=100")
                .toString();

        assertThat(history)
                .contains("evidence.examine")
                .contains("evidence.render")
                .contains("\"playback\":\"READY\"");
    }

    private long objects(Received received) {
        return sql.sql("select count(distinct object) from rendition where evidence = ?")
                .param(received.evidence().value())
                .query(Long.class)
                .single();
    }

    /** The digests of one stream's frames, without their times. */
    private static List<String> digests(List<String> frames, int stream) {
        return frames.stream()
                .filter(line -> line.startsWith(stream + ","))
                .map(line -> line.replaceAll(".*,", "").strip())
                .sorted()
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
