package org.vidimus.server.media.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.evidence.Position;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.mp4.Mp4File;

class TrackTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Track gpx(String text) throws Unreadable {
        return Gpx.read(new ByteArrayInputStream(utf8(text)));
    }

    private static Track nmea(String text) throws IOException {
        return Nmea.read(new ByteArrayInputStream(utf8(text)));
    }

    private static String sentence(String body) {
        return "$" + body + "*" + String.format("%02X", body.chars().reduce(0, (a, b) -> a ^ b));
    }

    private static byte[] entry(String key, char type, int each, int repeat, byte[] value) {
        int padded = (value.length + 3) / 4 * 4;
        return ByteBuffer.allocate(8 + padded)
                .put(key.getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) type)
                .put((byte) each)
                .putShort((short) repeat)
                .put(value)
                .array();
    }

    private static byte[] ints(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * 4);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        return buffer.array();
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] gps5(int fix) {
        byte[] stream = joined(
                entry("GPSF", 'L', 4, 1, ints(fix)),
                entry("GPSU", 'U', 16, 1, utf8("261120201530.250")),
                entry("GPSP", 'S', 2, 1, new byte[] {0, (byte) 150}),
                entry("SCAL", 'l', 4, 5, ints(10_000_000, 10_000_000, 1000, 1000, 100)),
                entry(
                        "GPS5",
                        'l',
                        20,
                        2,
                        ints(514300000, 67650000, 30500, 1200, 130, 514300100, 67650200, 30600, 1300, 140)));
        return entry("DEVC", '\0', 1, stream.length + 8, entry("STRM", '\0', 1, stream.length, stream));
    }

    @Test
    void readsPositionsOfAnOlderGoPro() {
        Track track = Gpmf.read(gps5(3));

        assertThat(track.points()).hasSize(2);
        TrackPoint second = track.points().get(1);
        assertThat(second.position()).isEqualTo(new Position(51.43001, 6.76502));
        assertThat(second.elevation()).contains(30.6);
        assertThat(second.speed()).contains(1.3);
        assertThat(second.accuracy()).contains(7.5);
        assertThat(second.at()).contains(Instant.parse("2026-11-20T20:15:30.750Z"));
        assertThat(track.start()).contains(Instant.parse("2026-11-20T20:15:30.250Z"));
    }

    @Test
    void leavesOutWhatACameraWithoutAFixWrites() {
        assertThat(Gpmf.read(gps5(0)).points()).isEmpty();
    }

    @Test
    void readsPositionsOfANewerGoPro() {
        ByteBuffer samples = ByteBuffer.allocate(64);
        for (int fix : new int[] {3, 0}) {
            samples.putInt(514300000)
                    .putInt(67650000)
                    .putInt(30500)
                    .putInt(1200)
                    .putInt(130);
            samples.putInt(9820).putInt(72_930_250).putShort((short) 120).putShort((short) fix);
        }
        byte[] stream = joined(
                entry("SCAL", 'l', 4, 9, ints(10_000_000, 10_000_000, 1000, 1000, 100, 1, 1000, 100, 1)),
                entry("GPS9", '?', 32, 2, samples.array()));
        byte[] payload = entry("DEVC", '\0', 1, stream.length + 8, entry("STRM", '\0', 1, stream.length, stream));

        Track track = Gpmf.read(payload);

        assertThat(track.points()).hasSize(1);
        assertThat(track.points().getFirst().at()).contains(Instant.parse("2026-11-20T20:15:30.250Z"));
        assertThat(track.points().getFirst().accuracy().orElseThrow()).isCloseTo(6, within(0.001));
    }

    @Test
    void bearsAnyTelemetry() {
        Random random = new Random(5);
        byte[] good = gps5(3);
        for (int i = 0; i < 2000; i++) {
            byte[] hurt = good.clone();
            for (int flips = 0; flips < 6; flips++) {
                hurt[random.nextInt(hurt.length)] = (byte) random.nextInt(256);
            }
            assertThat(Gpmf.read(hurt).points().size()).isLessThan(10_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gopro_hero5-trimmed", "gopro_max-heromode", "gopro_hero8-trimmed_GPSF0"})
    void agreesWithAnotherReaderOnRealFootage(String name) throws IOException {
        Path folder = Path.of("../../shared/media/gps");
        Assumptions.assumeThat(Files.isDirectory(folder)).isTrue();
        Bytes bytes = Bytes.of(Files.readAllBytes(folder.resolve(name + ".mp4")));
        List<String> lines = Files.readAllLines(folder.resolve(name + ".points.csv"));

        Track track = Gpmf.read(bytes, Mp4File.read(bytes).movie(bytes).orElseThrow());

        List<String[]> expected = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            if (Integer.parseInt(fields[4]) >= 2) {
                expected.add(fields);
            }
        }
        assertThat(track.points()).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            TrackPoint point = track.points().get(i);
            assertThat(point.position().lat()).isCloseTo(Double.parseDouble(expected.get(i)[5]), within(1e-7));
            assertThat(point.position().lon()).isCloseTo(Double.parseDouble(expected.get(i)[6]), within(1e-7));
            assertThat(point.elevation().orElseThrow())
                    .isCloseTo(Double.parseDouble(expected.get(i)[7]), within(0.001));
            assertThat(point.speed().orElseThrow()).isCloseTo(Double.parseDouble(expected.get(i)[8]), within(0.001));
        }
    }

    @Test
    void readsGpx() throws Unreadable {
        Track track = gpx("""
                <?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
                <trkpt lat="51.43" lon="6.765"><ele>30.5</ele><time>2026-11-20T20:15:31Z</time></trkpt>
                <trkpt lat="51.44" lon="6.766"><time>2026-11-20T21:15:30+01:00</time><hdop>2</hdop></trkpt>
                </trkseg></trk></gpx>""");

        assertThat(track.points()).extracting(point -> point.position().lat()).containsExactly(51.44, 51.43);
        assertThat(track.points().get(1).elevation()).contains(30.5);
        assertThat(track.points().getFirst().accuracy()).contains(10.0);
    }

    @Test
    void refusesGpxThatWantsEntities() {
        assertThatThrownBy(
                        () -> gpx(
                                "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><gpx><name>&x;</name></gpx>"))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(
                        () -> gpx(
                                "<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><gpx><name>&b;</name></gpx>"))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> gpx("<gpx><trk>")).isInstanceOf(Unreadable.class);
    }

    @Test
    void leavesOutPointsThatCannotBe() throws Unreadable {
        Track track = gpx("""
                <gpx><trk><trkseg><trkpt lat="999" lon="-4000"/><trkpt lat="NaN" lon="Infinity"/><trkpt lat="52,1" lon="4,1"/>
                <trkpt lat="0" lon="0"/><trkpt lon="4"/>
                <trkpt lat="52.0" lon="4.0"><ele>1e400</ele><time>2026-02-30T12:00:00Z</time></trkpt></trkseg></trk></gpx>""");

        assertThat(track.points()).hasSize(1);
        assertThat(track.points().getFirst().elevation()).isEmpty();
        assertThat(track.points().getFirst().at()).isEmpty();
    }

    @Test
    void readsNmea() throws IOException {
        Track track = nmea(String.join(
                "\n",
                sentence("GPGGA,201530.00,5125.8000,N,00645.9000,E,1,08,0.9,30.5,M,46.9,M,,"),
                sentence("GPRMC,201530.00,A,5125.8000,N,00645.9000,E,002.0,084.4,201126,,"),
                sentence("GPRMC,201531.00,V,5125.8000,N,00645.9000,E,002.0,084.4,201126,,"),
                "$GPRMC,201532.00,A,5125.8000,N,00645.9000,E,002.0,084.4,201126,,*00",
                "$PMGNTRK,4415.163,N,07631.126,W,00095,M,110833.53,A,,030409*68",
                "no sentence"));

        List<TrackPoint> timed = track.points();
        assertThat(timed).hasSize(2);
        assertThat(timed.getFirst().position().lat()).isCloseTo(44.25272, within(1e-5));
        assertThat(timed.get(1).position()).isEqualTo(new Position(51.43, 6.765));
        assertThat(timed.get(1).at()).contains(Instant.parse("2026-11-20T20:15:30Z"));
        assertThat(timed.get(1).speed().orElseThrow()).isCloseTo(1.029, within(0.001));
        assertThat(timed.get(1).elevation()).contains(30.5);
    }

    @Test
    void readsJson() throws Unreadable {
        Track track = JsonLog.read(utf8("""
                {"points":[{"t":"2026-11-20T20:15:30Z","lat":51.43,"lon":6.765,"speed":1.5},
                {"timestamp":1795205731000,"latitude":"51.44","lng":6.766,"accuracy":5},{"lat":"x"},7,null]}"""));

        assertThat(track.points()).hasSize(2);
        assertThat(track.points().get(1).accuracy()).contains(5.0);
        assertThat(JsonLog.read(utf8("[\"a\",{}]")).points()).isEmpty();
        assertThatThrownBy(() -> JsonLog.read(utf8("[".repeat(100_000)))).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> JsonLog.read(utf8("{"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void readsThePlaceOfPhones() {
        assertThat(Places.iso6709("+51.4169-000.0806/")).contains(new Position(51.4169, -0.0806));
        assertThat(Places.iso6709("+48.8577+002.2950+035.000CRSWGS_84/")).contains(new Position(48.8577, 2.295));
        assertThat(Places.iso6709("+91.0000+000.0000/")).isEmpty();
        assertThat(Places.iso6709("+00.0000+000.0000/")).isEmpty();
        assertThat(Places.iso6709("<script>")).isEmpty();
    }

    @Test
    void thinsAWayWithoutLosingIt() {
        List<TrackPoint> points = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            double angle = i / 5000.0 * 4 * Math.PI;
            TrackPoint.of(51 + 0.01 * Math.sin(angle), 7 + 0.02 * i / 5000, Optional.empty())
                    .ifPresent(points::add);
        }

        List<Position> thinned = Track.of(points, "test").thinned();

        assertThat(thinned).hasSizeBetween(10, 64);
        assertThat(thinned.getFirst()).isEqualTo(points.getFirst().position());
        assertThat(thinned.getLast()).isEqualTo(points.getLast().position());
        assertThat(thinned.stream().mapToDouble(Position::lat).max().orElseThrow())
                .isCloseTo(51.01, within(0.0005));
    }
}
