package org.vidimus.server.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An nginx that takes files by PUT and gives them back: one write, no hash, no encryption, no resuming. */
final class Nginx implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx");

    private final Process process;
    private final URI url;
    private final Path files;

    private Nginx(Process process, URI url, Path files) {
        this.process = process;
        this.url = url;
        this.files = files;
    }

    /** Empty where there is none on this machine. */
    static Optional<Nginx> start(Path folder) throws IOException, InterruptedException {
        Optional<String> program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path files = Files.createDirectories(folder.resolve("files"));
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, files, port));
        Process process = new ProcessBuilder(
                        program.get(), "-p", folder.toString(), "-c", configuration.toString(), "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.resolve("nginx.log").toString()))
                .start();
        awaitPort(port, process);
        return Optional.of(new Nginx(process, URI.create("http://127.0.0.1:" + port), files));
    }

    private static String configuration(Path folder, Path files, int port) {
        return """
                daemon off;
                %s
                worker_processes 2;
                error_log error.log;
                pid nginx.pid;
                events { worker_connections 512; }
                http {
                    access_log off;
                    sendfile on;
                    client_max_body_size 0;
                    client_body_buffer_size 1m;
                    client_body_temp_path %s/body;
                    proxy_temp_path %s/proxy;
                    fastcgi_temp_path %s/fastcgi;
                    uwsgi_temp_path %s/uwsgi;
                    scgi_temp_path %s/scgi;
                    server {
                        listen 127.0.0.1:%d;
                        root %s;
                        location / { dav_methods PUT; }
                    }
                }
                """.formatted(
                        "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                        folder,
                        folder,
                        folder,
                        folder,
                        folder,
                        port,
                        files);
    }

    private static void awaitPort(int port, Process process) throws IOException, InterruptedException {
        Instant last = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || Instant.now().isAfter(last)) {
                    throw new IOException("nginx did not start", e);
                }
                Thread.sleep(50);
            }
        }
    }

    URI url() {
        return url;
    }

    /** Where a file put as {@code /name} is. */
    Path files() {
        return files;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
