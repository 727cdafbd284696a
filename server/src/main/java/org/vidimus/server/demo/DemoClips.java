package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.vidimus.server.media.Toolbox;

/**
 * Footage for a demo without videos: invented scenes with figures, noise and a burnt-in clock, made by the bundled ffmpeg. The
 * same number gives the same scene.
 */
final class DemoClips {
    private static final List<Scene> SCENES = List.of(
            new Scene("0x1a2438", "0x3f5a6b", "0x8a7f5a"),
            new Scene("0x0b0f1a", "0x1f2a44", "0x5b4636"),
            new Scene("0x6f7f86", "0xa9b3a8", "0x4c5a4e"),
            new Scene("0x20160f", "0x6b4a2b", "0xb08a52"),
            new Scene("0x10202a", "0x2d4f57", "0x7aa0a0"));
    private static final List<Path> FONTS = List.of(
            Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"),
            Path.of("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf"));

    private DemoClips() {}

    /** Colours of sky, middle and ground, as ffmpeg writes them. */
    private record Scene(String sky, String middle, String ground) {}

    /**
     * Makes one clip; most are H.264 in MP4, every seventh is MPEG-4 in Matroska, which a browser cannot play by itself.
     *
     * @return the file, in {@code folder}
     * @throws IOException if ffmpeg fails or takes more than two minutes
     */
    static Path make(Toolbox tools, Path folder, int number, String serial, Instant start, int seconds)
            throws IOException, InterruptedException {
        boolean matroska = number % 7 == 6;
        Path clip = folder.resolve(String.format(Locale.ROOT, "clip-%02d.%s", number, matroska ? "mkv" : "mp4"));
        if (Files.exists(clip)) {
            return clip;
        }
        Path draft = folder.resolve("draft-" + clip.getFileName());
        Scene scene = SCENES.get(number % SCENES.size());
        List<String> command = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        command.addAll(List.of("-f", "lavfi", "-i", picture(scene, seconds, number)));
        command.addAll(List.of("-f", "lavfi", "-i", sound(seconds, number)));
        command.addAll(List.of("-filter_complex", "[0:v]" + figures(number, serial, start) + "[v]"));
        command.addAll(List.of("-map", "[v]", "-map", "1:a", "-c:a", "aac", "-b:a", "64k"));
        command.addAll(
                matroska
                        ? List.of("-c:v", "mpeg4", "-q:v", "6")
                        : List.of("-c:v", "libopenh264", "-b:v", "1400k", "-g", "25", "-movflags", "+faststart"));
        command.add(draft.toString());
        Process ffmpeg = tools.program(Toolbox.Tool.FFMPEG, command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ffmpeg.log").toFile())
                .start();
        if (!ffmpeg.waitFor(2, TimeUnit.MINUTES) || ffmpeg.exitValue() != 0) {
            ffmpeg.destroyForcibly();
            throw new IOException(
                    "ffmpeg made no demo clip; it said: " + Files.readString(folder.resolve("ffmpeg.log")));
        }
        return Files.move(draft, clip);
    }

    private static String picture(Scene scene, int seconds, int seed) {
        return "gradients=s=960x540:n=3:speed=0.01:r=25:type=linear:x0=480:y0=0:x1=480:y1=540:c0=%s:c1=%s:c2=%s:seed=%d:d=%d"
                .formatted(scene.sky(), scene.middle(), scene.ground(), seed, seconds);
    }

    private static String sound(int seconds, int seed) {
        return "aevalsrc='0.05*(random(%d)-0.5)+0.2*sin(%d*t)*gt(sin(1.3*t)\\,0.6)':d=%d:s=44100"
                .formatted(seed, 900 + 130 * seed, seconds);
    }

    private static String figures(int number, String serial, Instant start) {
        String walls = "drawbox=x=0:y=120:w=210:h=300:color=black@0.35:t=fill,"
                + "drawbox=x=700:y=80:w=260:h=340:color=black@0.28:t=fill,drawbox=x=760:y=130:w=60:h=80:color=0xd8c88a@0.5:t=fill,"
                + "drawbox=x=0:y=420:w=960:h=120:color=black@0.45:t=fill,";
        int pace = 30 + number * 7 % 40;
        String people = person("mod(t*" + pace + "\\,1060)-90", 190, "0x101418")
                + person("900-mod(t*" + (pace + 15) + "\\,1000)", 205, "0x2b3a48")
                + person("430+40*sin(t*0.8)", 175, "0x3a2a24");
        String overlay = FONTS.stream()
                .filter(Files::exists)
                .findFirst()
                .map(font ->
                        (",drawtext=fontfile=%s:text='%s  %%{pts\\:gmtime\\:%d}Z':fontcolor=white:fontsize=22:x=24:y=24:"
                                        + "box=1:boxcolor=black@0.5:boxborderw=8")
                                .formatted(font, serial, start.getEpochSecond()))
                .orElse("");
        return walls + people + "noise=alls=10:allf=t,vignette=PI/5" + overlay;
    }

    private static String person(String x, int y, String colour) {
        return "drawbox=x='%s':y=%d:w=74:h=230:color=%s@0.92:t=fill,drawbox=x='%s+17':y=%d:w=40:h=46:color=0xb58a6a@0.9:t=fill,"
                .formatted(x, y, colour, x, y - 50);
    }
}
