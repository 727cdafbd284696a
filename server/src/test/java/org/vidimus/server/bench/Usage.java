package org.vidimus.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes took of the processor and of memory, as Linux counts it. */
final class Usage {
    /** Linux tells user space hundredths of a second, whatever it counts in itself. */
    private static final double TICKS = 100;

    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int TIMES = 4;

    private Usage() {}

    /** Seconds of this process and of those it has waited for. */
    static double cpuSeconds(long pid) throws IOException {
        List<String> fields = stat(Path.of("/proc", Long.toString(pid), "stat"));
        return fields.subList(USER_TIME, USER_TIME + TIMES).stream()
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS;
    }

    /** The same with the children that still run: PostgreSQL works in those. */
    static double cpuSecondsOfFamily(long pid) throws IOException {
        double sum = cpuSeconds(pid);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    if (stat(process.resolve("stat")).get(PARENT).equals(Long.toString(pid))) {
                        sum += cpuSeconds(Long.parseLong(process.getFileName().toString()));
                    }
                } catch (NoSuchFileException _) {
                    // It ended meanwhile, and its parent has counted it.
                }
            }
        }
        return sum;
    }

    /** @param what {@code VmRSS} now, {@code VmHWM} at most so far */
    static double mebibytes(long pid, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .sum();
    }

    /** The process of the embedded database under a data folder. */
    static long database(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** The fields behind the name, which may hold anything. */
    private static List<String> stat(Path file) throws IOException {
        String stat = Files.readString(file);
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    }
}
