package org.vidimus.server.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The real dock agent, as a process of its own, over {@code folder/mounts}; one JSON object a line. */
final class DockProcess {
    private final Process process;
    private final Path log;

    private DockProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static DockProcess start(Path folder, String server, String token, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.vidimus.dock.DockCommand",
                "--server",
                server,
                "--mount",
                folder.resolve("mounts").toString(),
                "--state",
                folder.resolve("state").toString(),
                "--json"));
        command.addAll(List.of(options));
        Path log = Files.createTempFile(folder, "dock", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().put("VIDIMUS_TOKEN", token);
        return new DockProcess(builder.start(), log);
    }

    /** What it ends with. */
    int exit() throws Exception {
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the dock did not end: " + said());
        }
        return process.exitValue();
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    /** Waits until it has said a line of this kind. */
    void awaitLine(Predicate<String> line) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (said().lines().noneMatch(line)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("the dock never said it: " + said());
            }
            Thread.sleep(50);
        }
    }
}
