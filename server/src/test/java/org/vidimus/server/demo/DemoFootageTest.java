package org.vidimus.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.cameras.CameraFolder;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.CameraFinder;
import org.vidimus.dock.camera.Layouts;
import org.vidimus.dock.camera.Listing;
import org.vidimus.dock.camera.Recording;
import org.vidimus.server.media.Toolbox;
import org.vidimus.server.media.track.Gpx;
import org.vidimus.server.media.track.TrackPoint;
import org.vidimus.trust.Sha256;

class DemoFootageTest {
    private static final Instant END = Instant.parse("2026-11-21T20:15:30Z");

    @TempDir
    Path folder;

    private final Clock clock = Clock.fixed(END, ZoneOffset.UTC);

    @Test
    void makesCamerasThatTheDockKnowsWithClipsThatDifferAndTracksBesideThem() throws Exception {
        generate(4);

        List<Listing> cameras = listings();

        assertThat(cameras)
                .extracting(listing -> listing.camera().serial().orElse(""))
                .containsExactly("CAM-1", "CAM-2", "CAM-3", "CAM-4");
        assertThat(cameras).allSatisfy(listing -> assertThat(listing.findings()).isEmpty());
        assertThat(cameras).extracting(listing -> listing.recordings().size()).containsExactly(1, 2, 1, 1);
        assertThat(cameras.get(3).recordings().getFirst().parts()).hasSize(2);
        assertThat(cameras).flatExtracting(Listing::recordings).allSatisfy(recording -> assertThat(recording.sidecars())
                .hasSameSizeAs(recording.parts()));
        assertThat(digests(cameras)).hasSize(2 * 6);
        assertThat(cameras.get(2).recordings().getFirst().number())
                .as("CAM-3 has lost a recording")
                .isEqualTo(302);
    }

    @Test
    void breaksOffTheClipOfACameraThatLostPower() throws Exception {
        DemoClips clips = new DemoClips(Toolbox.open(Toolbox.usualCache()), folder.resolve("clips"));

        Path whole = clips.make(order(1, DemoClips.Shape.MP4));
        Path broken = clips.make(order(2, DemoClips.Shape.BROKEN_OFF));

        assertThat(index(whole)).isTrue();
        assertThat(index(broken)).isFalse();
        assertThat(Files.size(broken)).isGreaterThan(10_000);
    }

    @Test
    void walksAtTheSpeedOfSomebodyOnFootAndOnWhereItStopped() throws Exception {
        DemoWalk walk = new DemoWalk(3);

        List<TrackPoint> first = points(walk.gpx(END, Duration.ofSeconds(600)));
        List<TrackPoint> second = points(walk.gpx(END.plusSeconds(601), Duration.ofSeconds(60)));

        assertThat(first).hasSize(601);
        assertThat(metres(first) / 600).isBetween(0.8, 3.0);
        assertThat(metres(List.of(first.getLast(), second.getFirst()))).isLessThan(8);
        assertThat(second.getFirst().at()).contains(END.plusSeconds(601));
    }

    private static DemoClips.Order order(int number, DemoClips.Shape shape) {
        return new DemoClips.Order(number, "CAM-" + number, END, Duration.ofSeconds(2), shape);
    }

    private void generate(int count) throws Exception {
        DemoFootage.generated(
                Toolbox.open(Toolbox.usualCache()),
                folder.resolve("clips"),
                new DemoCameras(folder.resolve("cameras"), new DemoFleet(END), new DemoCameras.Arrival() {
                    @Override
                    public void comes(int number, VirtualCamera camera) {
                        assertThat(folder.resolve("cameras").resolve(camera.serial()))
                                .doesNotExist();
                    }

                    @Override
                    public void stands(int number, VirtualCamera camera, CameraFolder card) {
                        assertThat(folder.resolve("cameras").resolve(camera.serial()))
                                .isDirectory();
                    }
                }),
                count);
    }

    private List<Listing> listings() throws IOException {
        List<Camera> cameras = new CameraFinder(Layouts.builtIn()).find(folder.resolve("cameras"));
        List<Listing> listings = new java.util.ArrayList<>();
        for (Camera camera : cameras) {
            listings.add(Listing.of(camera, clock, ZoneOffset.UTC));
        }
        return listings;
    }

    private static Set<Sha256> digests(List<Listing> cameras) throws IOException {
        Set<Sha256> digests = new HashSet<>();
        for (Listing camera : cameras) {
            for (Recording recording : camera.recordings()) {
                for (var file : recording.files().toList()) {
                    digests.add(Sha256.of(Files.readAllBytes(file.file())));
                }
            }
        }
        return digests;
    }

    private static boolean index(Path clip) throws IOException {
        return new String(Files.readAllBytes(clip), StandardCharsets.ISO_8859_1).contains("moov");
    }

    private static List<TrackPoint> points(String gpx) throws Exception {
        return Gpx.read(new ByteArrayInputStream(gpx.getBytes(StandardCharsets.UTF_8)))
                .points();
    }

    private static double metres(List<TrackPoint> points) {
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            var a = points.get(i - 1).position();
            var b = points.get(i).position();
            sum += Math.hypot(
                    (b.lat() - a.lat()) * 111_320, (b.lon() - a.lon()) * 111_320 * Math.cos(Math.toRadians(a.lat())));
        }
        return sum;
    }
}
