package org.vidimus.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vidimus.server.media.ChildProcess.End;
import org.vidimus.server.media.ChildProcess.Feed;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.ChildProcess.Result;
import org.vidimus.server.media.Toolbox.Tool;

class ChildProcessTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Enough for SHORT of a processor, however many want one: a child is the last in the line. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final long GIB = 1024L * 1024 * 1024;

    /** A picture without end, encoded to nothing. */
    private static final List<String> ENDLESS = List.of(
            "-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=640x360", "-f", "null", "-");

    private static ChildProcess children;

    @BeforeAll
    static void unpack() throws IOException {
        children = new ChildProcess(Toolbox.open(Toolbox.usualCache()));
    }

    private static Result run(List<String> arguments, Limits limits) throws IOException {
        return children.run(
                Tool.FFMPEG, arguments, limits, Feed.NOTHING, in -> in.transferTo(OutputStream.nullOutputStream()));
    }

    @Test
    void stopsWhatTakesTooLong() throws IOException {
        long before = System.nanoTime();

        Result result = run(ENDLESS, new Limits(SHORT, LONG, 2 * GIB, GIB));

        assertThat(result.end()).isEqualTo(End.TOO_LONG);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONG);
    }

    @Test
    void stopsWhatUsesTooMuchProcessor() throws IOException {
        Result result = run(ENDLESS, new Limits(LONG, SHORT, 2 * GIB, GIB));

        assertThat(result.end()).isEqualTo(End.FAILED);
    }

    @Test
    void stopsWhatWritesTooMuch() throws IOException {
        List<String> loud = List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=640x360",
                "-f",
                "rawvideo",
                "pipe:1");

        Result result = run(loud, new Limits(LONG, LONG, 2 * GIB, 10_000_000));

        assertThat(result.end()).isEqualTo(End.TOO_MUCH_OUTPUT);
    }

    @Test
    void refusesMemoryBeyondItsLimit() throws IOException {
        List<String> large = List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-f",
                "lavfi",
                "-i",
                "color=size=16000x16000",
                "-frames:v",
                "2",
                "-vf",
                "scale=16000:16000:flags=lanczos,format=gbrpf32le",
                "-f",
                "null",
                "-");

        Result result = run(large, new Limits(LONG, LONG, GIB / 2, GIB));

        assertThat(result.done()).isFalse();
    }

    @Test
    void letsAChildHearEnough() throws IOException {
        byte[] clip = TestFootage.transportStream();
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        long[] given = new long[1];

        Result result = children.run(
                Tool.FFMPEG,
                List.of(
                        "-loglevel",
                        "error",
                        "-f",
                        "mpegts",
                        "-i",
                        "pipe:0",
                        "-frames:v",
                        "1",
                        "-f",
                        "mjpeg",
                        "pipe:1"),
                new Limits(LONG, LONG, 2 * GIB, GIB),
                stdin -> {
                    for (int i = 0; i < 2000; i++) {
                        stdin.write(clip);
                        given[0] += clip.length;
                    }
                },
                in -> in.transferTo(picture));

        assertThat(result.done()).isTrue();
        assertThat(picture.size()).isPositive();
        assertThat(given[0]).isLessThan(2000L * clip.length);
    }

    @Test
    void passesOnThatTheSourceFailed() {
        assertThatThrownBy(() -> children.run(
                        Tool.FFMPEG,
                        List.of("-loglevel", "error", "-f", "mpegts", "-i", "pipe:0", "-f", "null", "-"),
                        Limits.GLANCE,
                        stdin -> {
                            stdin.write(new byte[1000]);
                            throw new IOException("the seal does not hold");
                        },
                        in -> in.transferTo(OutputStream.nullOutputStream())))
                .isInstanceOf(IOException.class)
                .hasMessage("the seal does not hold");
    }

    @Test
    void opensNoFileAndNoAddress() throws IOException {
        Path secret = Files.createTempFile("secret", ".ts");
        Files.write(secret, TestFootage.transportStream());
        for (String inside : List.of(
                "ffconcat version 1.0\nfile '" + secret + "'\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n" + secret + "\n#EXT-X-ENDLIST\n")) {
            for (String demuxer : List.of("mov", "mpegts", "hls", "concat")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                children.run(
                        Tool.FFMPEG,
                        List.of(
                                "-loglevel",
                                "error",
                                "-protocol_whitelist",
                                "pipe",
                                "-format_whitelist",
                                demuxer,
                                "-f",
                                demuxer,
                                "-i",
                                "pipe:0",
                                "-frames:v",
                                "1",
                                "-f",
                                "mjpeg",
                                "pipe:1"),
                        Limits.GLANCE,
                        stdin -> stdin.write(inside.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        in -> in.transferTo(out));
                assertThat(out.size()).as(demuxer + " of " + inside).isZero();
            }
        }
        Files.delete(secret);
    }
}
