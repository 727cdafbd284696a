package org.vidimus.server.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vidimus.server.media.Toolbox;

/**
 * Footage whose every frame says its own number: ten bars side by side, black or white, are the number in binary, lowest bit on
 * the left. So a test can read from the pixels on the screen which frame it is, and needs to believe no player.
 */
final class Clip {
    static final int WIDTH = 320;
    static final int HEIGHT = 180;

    private static final String BARS = "geq=lum='if(mod(floor(N/pow(2,floor(X/32))),2),235,16)':cb=128:cr=128";

    private Clip() {}

    /**
     * H.264 and AAC in MP4, as a browser plays it at once.
     *
     * @param pitch of its tone in hertz, which makes the bytes of two clips differ
     */
    static byte[] playable(int seconds, int framesPerSecond, int pitch) {
        return make(seconds, framesPerSecond, pitch, "mp4", "libopenh264", "-movflags", "+faststart");
    }

    /** MPEG-4 Part 2 in Matroska, which no browser plays. */
    static byte[] unplayable(int seconds, int pitch) {
        return make(seconds, 25, pitch, "mkv", "mpeg4");
    }

    private static byte[] make(int seconds, int rate, int pitch, String kind, String codec, String... more) {
        try {
            Path folder = Files.createTempDirectory("vidimus-clip");
            Path file = folder.resolve("clip." + kind);
            var command = new java.util.ArrayList<>(List.of(
                    "-v",
                    "error",
                    "-nostdin",
                    "-f",
                    "lavfi",
                    "-i",
                    "color=black:s=" + WIDTH + "x" + HEIGHT + ":r=" + rate + ":d=" + seconds));
            command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=" + pitch + ":duration=" + seconds));
            command.addAll(List.of("-vf", BARS + ",format=yuv420p", "-c:v", codec, "-b:v", "600k", "-g", "50"));
            command.addAll(List.of("-c:a", "aac", "-shortest"));
            command.addAll(List.of(more));
            command.add(file.toString());
            Process process = Toolbox.open(Toolbox.usualCache())
                    .program(Toolbox.Tool.FFMPEG, command)
                    .inheritIO()
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("ffmpeg made no clip");
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
