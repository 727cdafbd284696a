package org.vidimus.server.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clips made by the ffmpeg that comes with the server: a test pattern and a tone, in whatever container is asked for. */
public final class TestFootage {
    private static final Map<List<String>, byte[]> MADE = new ConcurrentHashMap<>();

    private TestFootage() {}

    /** Three seconds of H.264 and AAC in an MP4 whose index comes last, as cameras write them. */
    public static byte[] mp4() {
        return clip("mp4", 3, "-c:v", "libopenh264", "-b:v", "400k", "-g", "15", "-c:a", "aac", "-b:a", "64k");
    }

    /** The same, its fragments one by one. */
    public static byte[] fragmentedMp4() {
        return clip(
                "mp4",
                3,
                "-c:v",
                "libopenh264",
                "-b:v",
                "400k",
                "-g",
                "15",
                "-c:a",
                "aac",
                "-movflags",
                "+frag_keyframe+empty_moov+default_base_moof");
    }

    /** The same streams in a container that browsers do not play. */
    public static byte[] matroska() {
        return clip("matroska", 3, "-c:v", "libopenh264", "-b:v", "400k", "-g", "15", "-c:a", "aac");
    }

    public static byte[] motionJpegAvi() {
        return clip("avi", 2, "-c:v", "mjpeg", "-q:v", "8", "-c:a", "pcm_s16le");
    }

    public static byte[] transportStream() {
        return clip("mpegts", 3, "-c:v", "libopenh264", "-b:v", "400k", "-g", "15", "-c:a", "aac");
    }

    public static byte[] wav() {
        return made(List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-c:a", "pcm_s16le"), "wav");
    }

    public static byte[] jpeg() {
        return made(List.of("-f", "lavfi", "-i", "testsrc2=size=320x240", "-frames:v", "1", "-c:v", "mjpeg"), "mjpeg");
    }

    /** @param options of the output: codecs and the like */
    public static byte[] clip(String container, int seconds, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=25:duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=44100:duration=" + seconds,
                "-pix_fmt",
                "yuv420p"));
        arguments.addAll(List.of(options));
        return made(arguments, container);
    }

    /** @param arguments everything but the container and the output */
    public static byte[] made(List<String> arguments, String container) {
        List<String> key = new ArrayList<>(arguments);
        key.add(container);
        return MADE.computeIfAbsent(key, _ -> run(arguments, container));
    }

    private static byte[] run(List<String> arguments, String container) {
        try {
            Toolbox tools = Toolbox.open(Toolbox.usualCache());
            Path file = Files.createTempFile("clip", ".bin");
            // Its input is that of this process, by which the build speaks to the tests: no key for ffmpeg comes from
            // there.
            List<String> command = new ArrayList<>(List.of(
                    tools.path(Toolbox.Tool.FFMPEG).toString(),
                    "-nostdin",
                    "-hide_banner",
                    "-loglevel",
                    "error",
                    "-y"));
            command.addAll(arguments);
            command.addAll(List.of("-f", container, file.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("LD_LIBRARY_PATH", tools.folder().toString());
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("ffmpeg made no clip: " + String.join(" ", command));
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
