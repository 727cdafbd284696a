package org.vidimus.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vidimus.server.media.Toolbox.Tool;

/**
 * Runs ffmpeg's programs on files that may be made to break them: the one place that starts a process.
 *
 * <p>A child gets bytes by a pipe and gives bytes by a pipe. It knows no file name of ours, so that plain footage is never at
 * rest on a disk and a hostile file finds nothing to open. It has limits of wall time, processor time, memory and output, low
 * priority, an empty environment and, where the system allows it, no network. It dies with us, because its pipes do.
 */
class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final int MOST_WORDS_KEPT = 64 * 1024;
    private static final int PIPE_BYTES = 64 * 1024;

    /** Sets the limits in the child itself and then becomes the program; $1 KiB of address space, $2 s of processor time. */
    private static final String LIMITED =
            "ulimit -c 0; ulimit -n 64; ulimit -v \"$1\"; ulimit -t \"$2\"; shift 2; exec \"$@\"";

    private final Toolbox tools;
    private final boolean withoutNetwork;

    ChildProcess(Toolbox tools) {
        this.tools = tools;
        this.withoutNetwork = canLeaveNetwork();
    }

    /** Writes what the child reads. When the child has heard enough its end of the pipe closes, which ends the feeding. */
    @FunctionalInterface
    interface Feed {
        Feed NOTHING = out -> {};

        void writeTo(OutputStream stdin) throws IOException;
    }

    /** Takes what the child writes, to its end. */
    @FunctionalInterface
    interface Sink {
        void readFrom(InputStream stdout) throws IOException;
    }

    /** @param outputBytes how much it may write before it is stopped */
    record Limits(Duration wall, Duration processor, long memoryBytes, long outputBytes) {
        private static final long GIB = 1024L * 1024 * 1024;

        /** For looking into the beginning of a file. On a busy machine its processor time takes a while to come by. */
        static final Limits GLANCE =
                new Limits(Duration.ofSeconds(60), Duration.ofSeconds(20), 2 * GIB, 16L * 1024 * 1024);

        static Limits of(Duration wall, long outputBytes) {
            return new Limits(wall, wall.multipliedBy(4), 4 * GIB, outputBytes);
        }
    }

    /** How a run ended. */
    enum End {
        DONE,
        FAILED,
        TOO_LONG,
        TOO_MUCH_OUTPUT
    }

    /** @param said the beginning of what it wrote to its error stream; {@code lines} counts all of it */
    record Result(End end, int status, String said, long lines) {
        boolean done() {
            return end == End.DONE;
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException if the source or the sink fails, which is nobody's fault who sent the file; the child is gone
     */
    Result run(Tool tool, List<String> arguments, Limits limits, Feed feed, Sink sink) throws IOException {
        Process process = start(tool, arguments, limits);
        AtomicReference<IOException> sourceFailed = new AtomicReference<>();
        AtomicReference<@Nullable End> stopped = new AtomicReference<>();
        Words words = new Words();
        Thread feeding = daemon("feed", () -> feed(process, feed, sourceFailed));
        Thread listening = daemon("words", () -> words.listen(process.getErrorStream()));
        Thread watching = daemon("watch", () -> watch(process, limits.wall(), stopped));
        try {
            Bounded output = new Bounded(process.getInputStream(), limits.outputBytes());
            sink.readFrom(output);
            if (!output.ended()) {
                // The sink wants no more; a child that still writes would wait for ever.
                stopped.compareAndSet(null, output.exceeded() ? End.TOO_MUCH_OUTPUT : End.FAILED);
                kill(process);
            }
            process.waitFor();
            feeding.join();
            listening.join();
        } catch (TooMuch e) {
            stopped.compareAndSet(null, End.TOO_MUCH_OUTPUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a child was running", e);
        } finally {
            kill(process);
            watching.interrupt();
        }
        IOException failure = sourceFailed.get();
        if (failure != null) {
            throw failure;
        }
        return result(process, stopped.get(), words);
    }

    private static Result result(Process process, @Nullable End stopped, Words words) throws IOException {
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a child was ending", e);
        }
        End end = stopped != null ? stopped : status == 0 ? End.DONE : End.FAILED;
        return new Result(end, status, words.text(), words.lines());
    }

    private Process start(Tool tool, List<String> arguments, Limits limits) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                LIMITED,
                "vidimus-media",
                Long.toString(limits.memoryBytes() / 1024),
                Long.toString(limits.processor().toSeconds())));
        if (withoutNetwork) {
            command.addAll(List.of("unshare", "-rn", "--"));
        }
        command.addAll(List.of("nice", "-n", "10", tools.path(tool).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
        builder.environment().put("LD_LIBRARY_PATH", tools.folder().toString());
        builder.directory(Path.of("/").toFile());
        return builder.start();
    }

    private static void feed(Process process, Feed feed, AtomicReference<IOException> failed) {
        OutputStream stdin = process.getOutputStream();
        try (Hearing out = new Hearing(stdin)) {
            feed.writeTo(out);
        } catch (Deaf e) {
            LOG.debug("media child=heard-enough");
        } catch (IOException e) {
            failed.set(e);
            kill(process);
        }
    }

    private static void watch(Process process, Duration wall, AtomicReference<@Nullable End> stopped) {
        try {
            if (!process.waitFor(wall.toMillis(), TimeUnit.MILLISECONDS)) {
                stopped.compareAndSet(null, End.TOO_LONG);
                kill(process);
            }
        } catch (InterruptedException e) {
            // The run is over; there is nothing left to watch.
            Thread.currentThread().interrupt();
        }
    }

    /** By handle: killing by the process itself would also close its pipes under whoever reads from them. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }

    private static Thread daemon(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name("media-" + name).start(work);
    }

    private static boolean canLeaveNetwork() {
        try {
            Process trial = new ProcessBuilder("unshare", "-rn", "--", "true").start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            LOG.info("media network=shared reason=no-unshare");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The child closed its end: it has heard enough, or it is gone. */
    private static final class Deaf extends IOException {
        private static final long serialVersionUID = 1L;

        Deaf(IOException cause) {
            super(cause);
        }
    }

    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Tells a pipe that broke from a source that failed. */
    private static final class Hearing extends OutputStream {
        private final OutputStream pipe;

        Hearing(OutputStream pipe) {
            this.pipe = pipe;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                pipe.write(bytes, offset, length);
            } catch (IOException e) {
                throw new Deaf(e);
            }
        }

        @Override
        public void close() {
            try {
                pipe.close();
            } catch (IOException e) {
                LOG.debug("media child=gone-before-the-end", e);
            }
        }
    }

    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TooMuch();
            }
            return read;
        }

        boolean exceeded() {
            return left < 0;
        }

        boolean ended() throws IOException {
            return left >= 0 && in.read() < 0;
        }
    }

    /** Keeps the beginning of the error stream and counts its lines. */
    private static final class Words {
        private final StringBuilder kept = new StringBuilder();
        private long lines;

        void listen(InputStream errors) {
            byte[] buffer = new byte[PIPE_BYTES];
            try (errors) {
                int read;
                while ((read = errors.read(buffer)) >= 0) {
                    add(buffer, read);
                }
            } catch (IOException e) {
                LOG.debug("media child=stopped-mid-word", e);
            }
        }

        private synchronized void add(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
            int room = Math.min(length, MOST_WORDS_KEPT - kept.length());
            if (room > 0) {
                kept.append(new String(buffer, 0, room, StandardCharsets.UTF_8));
            }
        }

        synchronized String text() {
            return kept.toString();
        }

        synchronized long lines() {
            return lines;
        }
    }
}
