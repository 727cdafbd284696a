package org.vidimus.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of one embedded PostgreSQL, known by the programs that it alone runs from. */
final class PostgresProcesses {
    private static final Duration END_BY_THEMSELVES = Duration.ofSeconds(10);

    private final Path binaries;
    private final Path pidFile;

    /** @param folder which holds {@code binaries} and {@code cluster} */
    PostgresProcesses(Path folder) {
        this.binaries = folder.resolve("binaries");
        this.pidFile = folder.resolve("cluster/postmaster.pid");
    }

    /** Whether the first process, of which all others are children, lives. */
    boolean firstLives() throws IOException {
        if (!Files.exists(pidFile)) {
            return false;
        }
        String first = Files.readAllLines(pidFile).getFirst().strip();
        return all().stream().anyMatch(process -> Long.toString(process.pid()).equals(first));
    }

    /**
     * Waits for what a dead first process has left to end, and ends it when it does not: a new first process refuses to start
     * while one of them is attached to the old shared memory. They work for nobody, and what they committed is durable.
     */
    void clearOrphans() throws IOException {
        if (firstLives()) {
            return;
        }
        long until = System.nanoTime() + END_BY_THEMSELVES.toNanos();
        List<ProcessHandle> orphans = all();
        while (!orphans.isEmpty()) {
            if (System.nanoTime() - until > 0) {
                orphans.forEach(ProcessHandle::destroyForcibly);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            orphans = all();
        }
    }

    private List<ProcessHandle> all() throws IOException {
        if (!Files.isDirectory(binaries)) {
            return List.of();
        }
        Path real = binaries.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(real) && command.endsWith("postgres"))
                        .isPresent())
                .toList();
    }
}
