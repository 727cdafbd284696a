package org.vidimus.server.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vidimus.server.media.ChildProcess.Feed;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.Toolbox.Tool;

/** Digest and time of every decoded frame and sound of a file: what is seen and heard, apart from how it is packed. */
public final class FramesOf {
    /** A glance is over after 20 seconds, and what it had not said by then would be missing. */
    private static final Limits LIMITS = Limits.of(Duration.ofMinutes(5), 16 << 20);

    private FramesOf() {}

    public static List<String> file(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("frames", ".bin");
        try {
            Files.write(file, bytes);
            return frames(List.of("-i", file.toString()), Feed.NOTHING);
        } finally {
            Files.delete(file);
        }
    }

    /** The same, without going back. */
    public static List<String> pipe(byte[] mp4) throws IOException {
        return frames(List.of("-f", "mov", "-i", "pipe:0"), stdin -> stdin.write(mp4));
    }

    public static long durationMillis(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("frames", ".bin");
        try {
            Files.write(file, bytes);
            List<String> arguments = List.of(
                    "-loglevel", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file.toString());
            String text = run(Tool.FFPROBE, arguments, Feed.NOTHING);
            return Math.round(Double.parseDouble(text.strip()) * 1000);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> frames(List<String> input, Feed feed) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-loglevel", "error"));
        arguments.addAll(input);
        arguments.addAll(List.of("-map", "0:v?", "-map", "0:a?", "-f", "framemd5", "pipe:1"));
        return run(Tool.FFMPEG, arguments, feed)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .toList();
    }

    private static String run(Tool tool, List<String> arguments, Feed feed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ChildProcess(Toolbox.open(Toolbox.usualCache()))
                .run(tool, arguments, LIMITS, feed, in -> in.transferTo(out));
        return out.toString(StandardCharsets.UTF_8);
    }
}
