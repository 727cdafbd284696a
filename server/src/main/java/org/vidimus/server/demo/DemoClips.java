package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.vidimus.server.media.Toolbox;

/**
 * Footage for a demo without videos: a walk through an invented street with people in it, sound and a burnt-in clock, made by the bundled
 * ffmpeg. The same number gives the same clip.
 */
final class DemoClips {
    private static final int PASSERS_BY = 3;
    private static final List<Path> FONTS = List.of(
            Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"),
            Path.of("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf"));

    private final Toolbox tools;
    private final Path folder;

    DemoClips(Toolbox tools, Path folder) throws IOException {
        this.tools = tools;
        this.folder = Files.createDirectories(folder);
    }

    /** How a clip's file ends up. */
    enum Shape {
        /** H.264 and AAC in MP4: plays anywhere. */
        MP4,
        /** MPEG-4 in Matroska, which a browser cannot play by itself. */
        MATROSKA,
        /** An MP4 whose camera lost power before it could write its index. */
        BROKEN_OFF
    }

    /** @param start as the camera's clock shows it */
    record Order(int number, String serial, Instant start, Duration length, Shape shape) {}

    /**
     * Makes one clip, unless it is there.
     *
     * @throws IOException if ffmpeg fails or takes more than two minutes
     */
    Path make(Order order) throws IOException, InterruptedException {
        String ending = order.shape() == Shape.MATROSKA ? "mkv" : "mp4";
        Path clip = folder.resolve(String.format(Locale.ROOT, "clip-%02d.%s", order.number(), ending));
        if (Files.exists(clip)) {
            return clip;
        }
        Path draft = folder.resolve("draft-" + clip.getFileName());
        List<Path> painted = paint(order.number());
        run(command(order, painted, draft));
        DemoScene.discard(painted);
        if (order.shape() == Shape.BROKEN_OFF) {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() * 2 / 3);
            }
        }
        return Files.move(draft, clip);
    }

    private List<Path> paint(int number) throws IOException {
        DemoScene scene = new DemoScene(number);
        List<Path> painted = new ArrayList<>();
        painted.add(folder.resolve("street-%02d.png".formatted(number)));
        scene.street(painted.getFirst());
        for (int i = 1; i <= PASSERS_BY; i++) {
            painted.add(folder.resolve("person-%02d-%d.png".formatted(number, i)));
            scene.passerBy(painted.getLast());
        }
        return painted;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("ffmpeg.log");
        Process ffmpeg = tools.program(Toolbox.Tool.FFMPEG, command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!ffmpeg.waitFor(2, TimeUnit.MINUTES) || ffmpeg.exitValue() != 0) {
            ffmpeg.destroyForcibly();
            throw new IOException("ffmpeg made no demo clip; it said: " + Files.readString(log));
        }
    }

    private static List<String> command(Order order, List<Path> painted, Path file) {
        String seconds = Long.toString(order.length().toSeconds());
        List<String> command = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        for (Path picture : painted) {
            command.addAll(List.of("-loop", "1", "-framerate", "25", "-t", seconds, "-i", picture.toString()));
        }
        command.addAll(List.of("-f", "lavfi", "-t", seconds, "-i", sound(order.number())));
        command.addAll(List.of("-filter_complex", picture(order) + "[v]", "-map", "[v]"));
        command.addAll(List.of("-map", painted.size() + ":a", "-c:a", "aac", "-b:a", "64k", "-t", seconds));
        command.addAll(
                switch (order.shape()) {
                    case MP4 -> List.of("-c:v", "libopenh264", "-b:v", "1500k", "-g", "25", "-movflags", "+faststart");
                    case BROKEN_OFF -> List.of("-c:v", "libopenh264", "-b:v", "1500k", "-g", "25");
                    case MATROSKA -> List.of("-c:v", "mpeg4", "-q:v", "6");
                });
        command.add(file.toString());
        return command;
    }

    /** People cross the street, and whoever wears the camera walks past it, swaying. */
    private static String picture(Order order) {
        int n = order.number();
        int from = 60 + n * 211 % 700;
        int pace = n % 2 == 0 ? 26 : -26;
        int origin = pace > 0 ? from : DemoScene.WIDTH - 960 - from;
        StringBuilder graph = new StringBuilder();
        for (int i = 1; i <= PASSERS_BY; i++) {
            int start = origin + 150 + (n * 97 + i * 283) % 620;
            int speed = (i % 2 == 0 ? 1 : -1) * (14 + (n * 13 + i * 29) % 50);
            graph.append("[%s][%d:v]overlay=x='%d+%d*t':y='%d+3*abs(sin(%d*t))'[o%d];"
                    .formatted(i == 1 ? "0:v" : "o" + (i - 1), i, start, speed, 228 + i * 16, 4 + i, i));
        }
        graph.append("[o%d]crop=960:540:x='%d+%d*t+7*sin(1.7*t)':y='48+10*abs(sin(3.1*t))',format=yuv420p"
                .formatted(PASSERS_BY, origin, pace));
        FONTS.stream()
                .filter(Files::exists)
                .findFirst()
                .ifPresent(font -> graph.append(
                        (",drawtext=fontfile=%s:text='%s  %%{pts\\:gmtime\\:%d}Z':fontcolor=white:fontsize=22:x=24:y=24:"
                                        + "box=1:boxcolor=black@0.5:boxborderw=8")
                                .formatted(font, order.serial(), order.start().getEpochSecond())));
        return graph.toString();
    }

    /** Steps, a murmur of the street, and somebody who speaks now and then. */
    private static String sound(int number) {
        return ("aevalsrc='0.25*(random(%d)-0.5)*exp(-14*mod(t\\,0.54))+0.03*(random(%d)-0.5)"
                        + "+0.18*sin(%d*t+3*sin(9*t))*gt(sin(%.2f*t)\\,0.5)*abs(sin(7*t))':s=44100")
                .formatted(number, number + 1, 850 + 110 * (number % 9), 0.9 + 0.13 * (number % 5));
    }
}
