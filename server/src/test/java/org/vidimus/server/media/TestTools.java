package org.vidimus.server.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.vidimus.server.media.Toolbox.Tool;
import org.vidimus.server.media.mp4.Bytes;

/** ffmpeg's programs for rooms within media, to ask them about files that a test made. */
public final class TestTools {
    private TestTools() {}

    /** What salvage decodes with, outside of a server. */
    public static Decoding decoding() throws IOException {
        return new Decoding(new ChildProcess(Toolbox.open(Toolbox.usualCache())));
    }

    /** Bytes in memory, as a vault gives them. */
    public static Decoding.ClosableBytes closable(byte[] array) {
        Bytes bytes = Bytes.of(array);
        return new Decoding.ClosableBytes() {
            @Override
            public long lengthBytes() {
                return bytes.lengthBytes();
            }

            @Override
            public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
                return bytes.read(offsetBytes, lengthBytes);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** What ffprobe says of a file, errors left aside. */
    public static List<String> probed(byte[] file, Function<Path, List<String>> arguments) {
        return lines(Tool.FFPROBE, file, arguments);
    }

    /** What ffmpeg writes of a file as text, errors left aside. */
    public static List<String> listed(byte[] file, Function<Path, List<String>> arguments) {
        return lines(Tool.FFMPEG, file, arguments);
    }

    private static List<String> lines(Tool tool, byte[] bytes, Function<Path, List<String>> arguments) {
        try {
            Path file = Files.createTempFile("tools", ".bin");
            try {
                Files.write(file, bytes);
                Process process = Toolbox.open(Toolbox.usualCache())
                        .program(tool, arguments.apply(file))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor();
                return text.lines().toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
