package org.vidimus.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vidimus.server.ServerProcess;

/** Reads a MiB at random places of a big sealed recording, and beside it the same of a plain file. */
final class RangesTopic implements Topic {
    private static final int WARM_UP = 50;
    private static final int READS_A_ROUND = 100;
    private static final int PARTIAL = 206;

    private final Noise noise = new Noise();
    private final Random random = new Random(2);

    @Override
    public void run(Options options, Table table) throws Exception {
        Path folder = Files.createDirectories(options.folder().resolve("ranges"));
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), List.of("-Xmx512m", "-XX:+UseParallelGC"), List.of())) {
            Api api = new Api(server);
            URI upload = new Sender(noise)
                    .tus(
                            api.at("/api/uploads"),
                            Optional.of(server.dockToken()),
                            Optional.empty(),
                            noise.body((long) options.sizeMib() * Noise.MIB));
            api.awaitSecured(upload);
            String evidence = api.get(upload).path("evidence").asString();
            URI content = api.at("/api/evidence/" + evidence + "/originals/1/content");
            Optional<Nginx> nginx = Nginx.start(Files.createDirectories(folder.resolve("nginx")));
            try {
                Path plain = nginx.map(Nginx::files).orElse(folder).resolve("plain");
                new Bare(noise).write(plain, options.sizeMib());
                Reads sealed = new HttpReads(content, Map.of("Authorization", "Bearer " + server.managerToken()));
                Reads beside = nginx.isPresent()
                        ? new HttpReads(URI.create(nginx.get().url() + "/plain"), Map.of())
                        : new FileReads(plain);
                measure(sealed, beside, nginx.isPresent() ? "nginx, plain file" : "plain file", options, table);
            } finally {
                nginx.ifPresent(Nginx::close);
            }
        }
    }

    private void measure(Reads sealed, Reads beside, String name, Options options, Table table) throws IOException {
        Times[] ours = {new Times(), new Times()};
        Times[] theirs = {new Times(), new Times()};
        try (sealed;
                beside) {
            for (int i = -WARM_UP; i < options.rounds() * READS_A_ROUND; i++) {
                long from = (long) random.nextInt(options.sizeMib() - 1) * Noise.MIB + random.nextInt(Noise.MIB);
                sealed.read(from, i < 0 ? new Times[] {new Times(), new Times()} : ours);
                beside.read(from, i < 0 ? new Times[] {new Times(), new Times()} : theirs);
            }
        }
        table.add(Line.of("ranges: 1 MiB at a random place", ours[0].median(), "MB/s", Aim.ratioAtLeast(0.5))
                .beside(name, theirs[0].median()));
        table.add(Line.of("ranges: first byte", ours[1].median(), "ms", Aim.atMost(5))
                .beside(name, theirs[1].median()));
    }

    /** Somewhere to read a MiB from. */
    private interface Reads extends AutoCloseable {
        /** @param times first MB/s, then milliseconds to the first byte */
        void read(long from, Times[] times) throws IOException;

        @Override
        void close() throws IOException;
    }

    private static final class HttpReads implements Reads {
        private final URI content;
        private final Map<String, String> headers;
        private final Wire wire;

        HttpReads(URI content, Map<String, String> headers) throws IOException {
            this.content = content;
            this.headers = headers;
            this.wire = new Wire(content);
        }

        @Override
        public void read(long from, Times[] times) throws IOException {
            Map<String, String> all = new java.util.HashMap<>(headers);
            all.put("Range", "bytes=" + from + "-" + (from + Noise.MIB - 1));
            long start = System.nanoTime();
            Wire.Answer answer = wire.get(content.getPath(), all);
            times[0].add(Bare.rate(1, start));
            times[1].add(answer.firstByteNanos() / 1e6);
            if (answer.status() != PARTIAL || answer.bodyBytes() != Noise.MIB) {
                throw new IOException("a range was answered " + answer);
            }
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }

    private static final class FileReads implements Reads {
        private final FileChannel file;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(Noise.MIB);

        FileReads(Path plain) throws IOException {
            this.file = FileChannel.open(plain);
        }

        @Override
        public void read(long from, Times[] times) throws IOException {
            long start = System.nanoTime();
            int count = file.read(buffer.clear(), from);
            times[0].add(Bare.rate(1, start));
            times[1].add(Times.millis(start));
            if (count != Noise.MIB) {
                throw new IOException("a plain read gave " + count + " bytes");
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
