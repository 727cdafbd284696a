package org.vidimus.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.ServerProcess;
import org.vidimus.server.media.TestFootage;

/**
 * Offloads one big file, eight, and sixty-four small ones at once, and beside that does the same with what others have. All go
 * by turns, so that whatever else the machine does hits them alike.
 */
final class OffloadTopic implements Topic {
    private static final List<Integer> SHAPES = List.of(1, 8, 64);
    private static final int WARM_UP_MIB = 64;
    private static final int CLIPS = 5;

    private final Noise noise = new Noise();
    private final Sender sender = new Sender(noise);
    private final Bare bare = new Bare(noise);

    @Override
    public void run(Options options, Table table) throws Exception {
        Path folder = Files.createDirectories(options.folder().resolve("offload"));
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data, List.of("-Xmx512m", "-XX:+UseParallelGC"), List.of());
                Rivals rivals = Rivals.start(folder, table)) {
            Api api = new Api(server);
            primitives(options.sizeMib(), folder, table);
            URI uploads = api.at("/api/uploads");
            Optional<String> dock = Optional.of(server.dockToken());
            for (URI upload : sender.tus(uploads, dock, 4, WARM_UP_MIB / 4)) {
                api.awaitSecured(upload);
            }
            for (int files : SHAPES) {
                new Shape(server, data, api, rivals, files, options.sizeMib() / files).run(options.rounds(), table);
            }
            table.add(Line.of("offload: peak memory of the server", Usage.mebibytes(server.pid(), "VmHWM"), "MiB"));
            firstPlayable(api, uploads, dock, table);
        }
    }

    private void primitives(int mib, Path folder, Table table) throws Exception {
        Path file = folder.resolve("plain");
        double raw = bare.write(file, mib);
        Files.delete(file);
        table.add(Line.of("bare: write + fsync, one file", raw, "MB/s"));
        table.add(Line.of("bare: SHA-256, one core", bare.sha256(mib), "MB/s").beside("write + fsync", raw));
        table.add(
                Line.of("bare: AES-256-GCM, one core", bare.aesGcm(mib), "MB/s").beside("write + fsync", raw));
    }

    /** One shape, round by round. */
    private final class Shape {
        private final ServerProcess server;
        private final Path data;
        private final Api api;
        private final Rivals rivals;
        private final int files;
        private final int mibEach;
        private final Times ours = new Times();
        private final Times tus = new Times();
        private final Times put = new Times();
        private final Times raw = new Times();
        private final Times cpu = new Times();
        private final Times cpuSecured = new Times();
        private final Times secured = new Times();

        Shape(ServerProcess server, Path data, Api api, Rivals rivals, int files, int mibEach) {
            this.server = server;
            this.data = data;
            this.api = api;
            this.rivals = rivals;
            this.files = files;
            this.mibEach = mibEach;
        }

        void run(int rounds, Table table) throws Exception {
            for (int round = 0; round < rounds; round++) {
                raw();
                ours();
                if (rivals.tus().isPresent()) {
                    tus(rivals.tus().get());
                }
                if (rivals.nginx().isPresent()) {
                    put(rivals.nginx().get());
                }
            }
            String what = "offload: " + files + " x " + mibEach + " MiB, ";
            double rate = ours.median();
            if (rivals.tus().isPresent()) {
                table.add(Line.of(what + "durable", rate, "MB/s", Aim.ratioAtLeast(2))
                        .beside("@tus/server + SHA-256 + fsync", tus.median()));
            }
            if (rivals.nginx().isPresent()) {
                // One file goes over one connection through one core; only many at once are measured by nginx.
                Aim[] aims = files > 1 ? new Aim[] {Aim.ratioAtLeast(0.5)} : new Aim[0];
                table.add(Line.of(what + "durable", rate, "MB/s", aims).beside("nginx PUT + fsync", put.median()));
            }
            table.add(Line.of(what + "durable", rate, "MB/s").beside("bare write + fsync", raw.median()));
            table.add(Line.of(what + "processor", cpu.median(), "s/GiB", Aim.atMost(2.4)));
            table.add(Line.of(what + "processor until all is SECURED", cpuSecured.median(), "s/GiB"));
            table.add(Line.of(what + "SECURED after the last byte", secured.median(), "s")
                    .beside("offload itself", files * mibEach * (Noise.MIB / 1e6) / ours.median()));
        }

        private void raw() throws IOException {
            Path file = data.resolveSibling("plain");
            raw.add(bare.write(file, files * mibEach));
            Files.delete(file);
        }

        private void ours() throws Exception {
            double before = cpuSeconds();
            long start = System.nanoTime();
            List<URI> sent = sender.tus(api.at("/api/uploads"), Optional.of(server.dockToken()), files, mibEach);
            ours.add(Bare.rate((long) files * mibEach, start));
            double gibibytes = files * mibEach / 1024.0;
            cpu.add((cpuSeconds() - before) / gibibytes);
            long sealed = System.nanoTime();
            for (URI upload : sent) {
                api.awaitSecured(upload);
            }
            secured.add(Times.seconds(sealed));
            cpuSecured.add((cpuSeconds() - before) / gibibytes);
        }

        private double cpuSeconds() throws IOException {
            return Usage.cpuSeconds(server.pid()) + Usage.cpuSecondsOfFamily(Usage.database(data));
        }

        private void tus(TusServer rival) throws Exception {
            long start = System.nanoTime();
            sender.tus(URI.create(rival.url() + "/files"), Optional.empty(), files, mibEach);
            tus.add(Bare.rate((long) files * mibEach, start));
            rival.forget();
        }

        private void put(Nginx rival) throws Exception {
            put.add(sender.put(rival.url(), rival.files(), files, mibEach));
        }
    }

    /** From the last byte of a small file that browsers play to the moment a player may open it. */
    private void firstPlayable(Api api, URI uploads, Optional<String> dock, Table table) throws Exception {
        Times times = new Times();
        String metadata = "filename " + Base64.getEncoder().encodeToString("clip.mp4".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < CLIPS; i++) {
            byte[] clip =
                    TestFootage.clip("mp4", 3 + i, "-c:v", "libopenh264", "-b:v", "400k", "-g", "15", "-c:a", "aac");
            URI upload = sender.tus(uploads, dock, Optional.of(metadata), noise.exactly(clip));
            long sent = System.nanoTime();
            String evidence = api.await(upload, Duration.ofMillis(5), row -> row.hasNonNull("evidence"))
                    .path("evidence")
                    .asString();
            api.await(api.at("/api/evidence/" + evidence), Duration.ofMillis(5), detail -> detail.path("originals")
                    .path(0)
                    .path("playback")
                    .path("state")
                    .asString("")
                    .equals("READY"));
            times.add(Times.seconds(sent));
        }
        table.add(Line.of("offload: first playable after the last byte", times.median(), "s", Aim.atMost(2)));
    }
}
