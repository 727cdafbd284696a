package org.vidimus.server.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts the server as its users do, {@code ./vidimus serve}, over a database that is there, and looks at it idle. */
final class StartTopic implements Topic {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public void run(Options options, Table table) throws Exception {
        Path folder = Files.createDirectories(options.folder().resolve("start"));
        Path data = folder.resolve("data");
        // The first start makes the database, and is not counted.
        stop(start(folder, data, new Times()));
        Times ready = new Times();
        Times memory = new Times();
        Times database = new Times();
        for (int round = 0; round < options.rounds(); round++) {
            Process server = start(folder, data, ready);
            Thread.sleep(IDLE);
            memory.add(Usage.mebibytes(server.pid(), "VmRSS"));
            database.add(Usage.mebibytes(Usage.database(data), "VmRSS"));
            stop(server);
        }
        table.add(Line.of("start: serve answers after", ready.median(), "s", Aim.atMost(5)));
        table.add(Line.of("start: memory of the idle server", memory.median(), "MiB", Aim.atMost(400 * 1e6 / Noise.MIB))
                .beside("its database", database.median()));
    }

    private static Process start(Path folder, Path data, Times ready) throws IOException, InterruptedException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        String launcher =
                Path.of(System.getProperty("vidimus.house", "."), "vidimus").toString();
        long start = System.nanoTime();
        Process server = new ProcessBuilder(
                        launcher, "serve", "--data", data.toString(), "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve.log").toFile())
                .start();
        URI health = URI.create("http://127.0.0.1:" + port + "/api/health");
        while (!answers(health)) {
            if (!server.isAlive() || Times.seconds(start) > PATIENCE.toSeconds()) {
                throw new IOException("serve did not start, see " + folder.resolve("serve.log"));
            }
            Thread.sleep(10);
        }
        ready.add(Times.seconds(start));
        return server;
    }

    private static boolean answers(URI health) {
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(60, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }
}
