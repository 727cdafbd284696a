package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vidimus.server.demo.DemoCameras.Part;
import org.vidimus.server.demo.DemoClips.Shape;
import org.vidimus.server.media.Toolbox;

/** Deals footage out to the demo cameras: the videos of a folder, or generated clips. */
final class DemoFootage {
    private static final Set<String> VIDEO_ENDINGS =
            Set.of("mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "mts", "m2ts", "3gp", "flv", "360");
    private static final int FIRST_SECONDS = 10;
    private static final int BROKEN_OFF = 8;
    /** Every fifth camera has no receiver for positions. */
    private static final int WITHOUT_TRACK = 5;

    private DemoFootage() {}

    /** Lays out all cameras with the videos found under {@code media}, one after the other in turn. */
    static void given(Path media, DemoCameras cameras, int count) throws IOException {
        List<Path> videos;
        try (Stream<Path> files = Files.walk(media)) {
            videos = files.filter(Files::isRegularFile)
                    .filter(DemoFootage::isVideo)
                    .sorted()
                    .toList();
        }
        if (videos.isEmpty()) {
            throw new IOException("there is no video in the folder given with --media");
        }
        for (int number = 1; number <= count; number++) {
            List<List<Part>> mine = new ArrayList<>();
            for (int i = number - 1; i < videos.size(); i += count) {
                mine.add(List.of(Part.of(videos.get(i))));
            }
            if (!mine.isEmpty()) {
                cameras.lay(number, mine);
            }
        }
    }

    /**
     * Generates clips and lays out camera after camera as they are ready, so that the first can be watched early. Most have a track; CAM-6 and
     * some others have recordings of several parts; CAM-8 lost power while it recorded.
     */
    static void generated(Toolbox tools, Path workshop, DemoCameras cameras, int count)
            throws IOException, InterruptedException {
        DemoClips clips = new DemoClips(tools, workshop);
        int clip = 0;
        for (int number = 1; number <= count; number++) {
            List<List<Part>> recordings = new ArrayList<>();
            for (int index = 0; index < (number % 4 == 2 ? 2 : 1); index++) {
                DemoWalk walk = new DemoWalk(clip);
                Instant start = cameras.startOf(number, index);
                List<Part> parts = new ArrayList<>();
                for (int part = 0; part < parts(number, index); part++) {
                    Duration length = Duration.ofSeconds(clip == 0 ? FIRST_SECONDS : 12 + clip * 7 % 14);
                    Path file = clips.make(new DemoClips.Order(
                            clip,
                            "CAM-" + number,
                            start.plus(cameras.clockOffset(number)),
                            length,
                            number == BROKEN_OFF ? Shape.BROKEN_OFF : clip % 7 == 6 ? Shape.MATROSKA : Shape.MP4));
                    Optional<String> track =
                            number % WITHOUT_TRACK == 0 ? Optional.empty() : Optional.of(walk.gpx(start, length));
                    parts.add(new Part(file, Optional.of(length), track, number == BROKEN_OFF));
                    start = start.plus(length);
                    clip++;
                }
                recordings.add(parts);
            }
            cameras.lay(number, recordings);
        }
    }

    private static int parts(int number, int index) {
        return number == 6 && index == 0 ? 3 : number % 8 == 4 ? 2 : 1;
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        return VIDEO_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
