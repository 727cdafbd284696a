package org.vidimus.client;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vidimus.trust.Sha256;

/**
 * What a transfer costs the client, against any discarding tus server: {@code TransferCost URL FILE PARALLEL ROUNDS}. Sends
 * FILE as many times at once as PARALLEL says, hashing as it goes, and prints CPU seconds per GiB and speed for each round.
 */
final class TransferCost {
    private TransferCost() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        int parallel = Integer.parseInt(arguments[2]);
        long length = Files.size(file);
        Sha256 digest = digest(file, length);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Server server = new Server(URI.create(arguments[0]), new Token("t"));
                ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
            Uploads uploads = new Uploads(server, Duration.ofMinutes(1));
            for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
                long cpu = system.getProcessCpuTime();
                long time = System.nanoTime();
                List<Future<UUID>> sent = new ArrayList<>();
                for (int i = 0; i < parallel; i++) {
                    sent.add(threads.submit(() -> send(uploads, file, length, digest)));
                }
                for (Future<UUID> one : sent) {
                    one.get();
                }
                double gib = parallel * length / (double) (1 << 30);
                System.out.printf(
                        "%d x %d MiB: %.2f CPU s/GiB, %.0f MB/s%n",
                        parallel,
                        length >> 20,
                        (system.getProcessCpuTime() - cpu) / 1e9 / gib,
                        parallel * length / 1e6 / ((System.nanoTime() - time) / 1e9));
            }
        }
    }

    private static UUID send(Uploads uploads, Path file, long length, Sha256 digest)
            throws IOException, InterruptedException {
        UUID id = uploads.create(length, Map.of("filename", "x"));
        try (FileChannel channel = FileChannel.open(file);
                FileBody body = new FileBody(channel, 0, length, Sha256.newDigest(), digest, sent -> {})) {
            if (uploads.append(id, 0, body) != length) {
                throw new IOException("not all of it was taken");
            }
        }
        return id;
    }

    private static Sha256 digest(Path file, long length) throws IOException {
        var digest = Sha256.newDigest();
        try (FileChannel channel = FileChannel.open(file)) {
            var buffer = Buffers.take();
            while (channel.read(buffer.clear()) >= 0) {
                digest.update(buffer.flip());
            }
        }
        return Sha256.ofDigest(digest.digest());
    }
}
