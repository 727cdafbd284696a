package org.vidimus.server.campaign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.ServerProcess;

/** A server and its database under one data folder, on one address for good, and the ways to kill them. */
final class House {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LEARNS_WITHIN = Duration.ofMinutes(10);

    private final Path data;
    private final QuickStart quick;
    private final String address;
    private volatile @Nullable ServerProcess server;

    House(Path folder) throws IOException, InterruptedException {
        this.data = folder.resolve("house");
        this.quick = new QuickStart(folder.resolve("quick"));
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.address = "--server.port=" + probe.getLocalPort();
        }
        learn();
    }

    /** The cache is written at the very end, which takes a while; half of one is of no use. */
    private void learn() throws IOException, InterruptedException {
        ServerProcess first = ServerProcess.start(recipe(quick.learning()));
        if (first.stop(LEARNS_WITHIN)) {
            quick.learnt();
        } else {
            first.kill();
        }
    }

    /** @throws IOException if it does not come up */
    ServerProcess start() throws IOException {
        ServerProcess up = ServerProcess.start(recipe(quick.quick()));
        server = up;
        return up;
    }

    /** Waits for the server while it is down. */
    ServerProcess running() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - until < 0) {
            ServerProcess up = server;
            if (up != null) {
                return up;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("the server did not come up again");
    }

    void killServer() throws InterruptedException {
        ServerProcess dying = running();
        server = null;
        dying.kill();
    }

    /** Starts the server, which must be down, and kills it while it starts. */
    void killStartingServer(Duration after) throws IOException, InterruptedException {
        ServerProcess.startAndKill(recipe(quick.quick()), after);
    }

    /** Kills PostgreSQL's first process; the others of it end when they notice. */
    void killDatabase() throws IOException {
        kill(postmaster());
    }

    /** Kills one of the processes that work for connections, upon which PostgreSQL ends all others and recovers. */
    void killConnection(SplittableRandom random) throws IOException {
        List<ProcessHandle> children = new ArrayList<>(ProcessHandle.of(postmaster()).stream()
                .flatMap(ProcessHandle::children)
                .toList());
        if (!children.isEmpty()) {
            children.get(random.nextInt(children.size())).destroyForcibly();
        }
    }

    void close() {
        ServerProcess up = server;
        server = null;
        if (up != null) {
            up.close();
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private ServerProcess.Recipe recipe(List<String> jvm) {
        return new ServerProcess.Recipe(
                data,
                quick.classPath(),
                jvm,
                List.of(address, "--vidimus.vault.reserve=0B", "--vidimus.set-up-link=false"));
    }
}
