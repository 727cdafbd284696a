package org.vidimus.server.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vidimus.server.media.Toolbox;

/** Two seconds of a test picture that any browser plays. */
final class TestVideo {
    private TestVideo() {}

    static Path make(Path file) throws IOException, InterruptedException {
        Process ffmpeg = Toolbox.open(Toolbox.usualCache())
                .program(
                        Toolbox.Tool.FFMPEG,
                        List.of(
                                "-v",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=d=2:s=320x180:r=25",
                                "-c:v",
                                "libopenh264",
                                "-pix_fmt",
                                "yuv420p",
                                "-movflags",
                                "+faststart",
                                file.toString()))
                .inheritIO()
                .start();
        if (!ffmpeg.waitFor(60, TimeUnit.SECONDS) || ffmpeg.exitValue() != 0) {
            throw new IOException("ffmpeg made no test video");
        }
        return file;
    }
}
