package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.vidimus.server.media.Toolbox;

/** Deals footage out to the demo cameras: the videos of a folder, or generated clips. */
final class DemoFootage {
    private static final Set<String> VIDEO_ENDINGS =
            Set.of("mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "mts", "m2ts", "3gp", "flv", "360");
    private static final int SECONDS = 16;

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
            List<Path> mine = new ArrayList<>();
            for (int i = number - 1; i < videos.size(); i += count) {
                mine.add(videos.get(i));
            }
            if (!mine.isEmpty()) {
                cameras.lay(number, mine);
            }
        }
    }

    /** Generates clips and lays out camera after camera as they are ready, so that the first can be watched early. */
    static void generated(Toolbox tools, Path workshop, DemoCameras cameras, int count)
            throws IOException, InterruptedException {
        Files.createDirectories(workshop);
        int clip = 0;
        for (int number = 1; number <= count; number++) {
            List<Path> mine = new ArrayList<>();
            for (int index = 0; index < (number % 4 == 2 ? 2 : 1); index++) {
                mine.add(DemoClips.make(
                        tools,
                        workshop,
                        clip++,
                        "CAM-" + number,
                        cameras.startOf(number, index).plus(cameras.clockOffset(number)),
                        SECONDS));
            }
            cameras.lay(number, mine);
        }
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        return VIDEO_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
