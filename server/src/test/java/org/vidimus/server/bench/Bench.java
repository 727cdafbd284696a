package org.vidimus.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vidimus.server.ServerProcess;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures offload and range reads of the real server, as a process of its own with a 512 MB heap, beside what this machine
 * does bare in the same run: a raw write with sync, SHA-256 and AES-256-GCM of one core, and reads of a plain file.
 *
 * <p>Argument: the size in MiB of each of the three shapes (1024).
 */
public final class Bench {
    private static final int MIB = 1 << 20;
    private static final int RANGES = 200;

    private final byte[] noise = new byte[16 * MIB];
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess server;

    private Bench(ServerProcess server) {
        this.server = server;
        new Random(1).nextBytes(noise);
    }

    public static void main(String[] args) throws Exception {
        int total = args.length > 0 ? Integer.parseInt(args[0]) : 1024;
        Path folder = Files.createTempDirectory("vidimus-bench");
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), List.of("-Xmx512m", "-XX:+UseParallelGC"), List.of())) {
            new Bench(server).run(total, folder);
        } finally {
            delete(folder);
        }
    }

    private void run(int total, Path folder) throws Exception {
        System.out.printf("%-34s %10s %10s%n", "", "MB/s", "of raw");
        Path plain = folder.resolve("plain");
        double raw = rawWrite(plain, total);
        line("raw write + sync", raw, raw);
        line("SHA-256, one core", sha256(total), raw);
        line("AES-256-GCM, one core", aesGcm(total), raw);
        upload(Math.min(64, total), 1);
        String last = "";
        for (int files : new int[] {1, 8, 64}) {
            long start = System.nanoTime();
            last = upload(total / files, files);
            line("offload " + files + " x " + total / files + " MiB", megabytes(total) / seconds(start), raw);
        }
        ranges(last, plain, total);
    }

    private static void line(String what, double rate, double raw) {
        System.out.printf(Locale.ROOT, "%-34s %10.0f %9.2fx%n", what, rate, rate / raw);
    }

    private double rawWrite(Path file, int mib) throws IOException {
        long start = System.nanoTime();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < mib; i++) {
                out.write(ByteBuffer.wrap(noise, i % 16 * MIB, MIB));
            }
            out.force(true);
        }
        return megabytes(mib) / seconds(start);
    }

    private double sha256(int mib) {
        var digest = Sha256.newDigest();
        digest.update(noise);
        long start = System.nanoTime();
        for (int i = 0; i < mib; i++) {
            digest.update(noise, i % 16 * MIB, MIB);
        }
        digest.digest();
        return megabytes(mib) / seconds(start);
    }

    private double aesGcm(int mib) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(noise, 0, 32, "AES");
        byte[] out = new byte[MIB + 16];
        long start = 0;
        // The first pass wakes the JIT and is not counted.
        for (int pass = 0; pass < 2; pass++) {
            start = System.nanoTime();
            for (int i = 0; i < (pass == 0 ? 64 : mib); i++) {
                byte[] nonce = ByteBuffer.allocate(12).putInt(pass).putInt(i).array();
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
                cipher.doFinal(noise, i % 16 * MIB, MIB, out);
            }
        }
        return megabytes(mib) / seconds(start);
    }

    /** Uploads that many files at once, and ends when all are sealed. Returns the address of one. */
    private String upload(int mibEach, int files) throws Exception {
        List<Future<String>> running = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < files; i++) {
                running.add(senders.submit(() -> uploadOne(mibEach)));
            }
        }
        return running.getLast().get();
    }

    private String uploadOne(int mib) throws IOException, InterruptedException {
        long length = (long) mib * MIB;
        byte[] stamp = Long.toHexString(
                        System.nanoTime() ^ Thread.currentThread().threadId() << 40)
                .getBytes();
        HttpResponse<Void> made = client.send(
                to(server.url() + "/api/uploads")
                        .header("Upload-Length", Long.toString(length))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        String address = server.url() + made.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> sent = client.send(
                to(address)
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method(
                                "PATCH",
                                HttpRequest.BodyPublishers.fromPublisher(
                                        HttpRequest.BodyPublishers.ofInputStream(() -> new Noise(stamp, length)),
                                        length))
                        .build(),
                BodyHandlers.ofString());
        if (sent.statusCode() != 204) {
            throw new IOException("an upload was answered " + sent.statusCode() + " " + sent.body());
        }
        return address;
    }

    private void ranges(String upload, Path plain, int total) throws IOException, InterruptedException {
        String evidence = new JsonMapper()
                .readTree(client.send(to(upload).GET().build(), BodyHandlers.ofString())
                        .body())
                .path("evidence")
                .asString();
        String address = server.url() + "/api/evidence/" + evidence + "/originals/1/content";
        long[] took = new long[RANGES];
        int most = total / 64 - 1;
        Random random = new Random(2);
        for (int i = 0; i < RANGES; i++) {
            long from = (long) random.nextInt(Math.max(1, most)) * MIB;
            long start = System.nanoTime();
            HttpResponse<byte[]> part = client.send(
                    to(address)
                            .header("Range", "bytes=" + from + "-" + (from + MIB - 1))
                            .GET()
                            .build(),
                    BodyHandlers.ofByteArray());
            took[i] = System.nanoTime() - start;
            if (part.statusCode() != 206 || part.body().length != MIB) {
                throw new IOException("a range was answered " + part.statusCode());
            }
        }
        Arrays.sort(took);
        long[] bare = new long[RANGES];
        ByteBuffer buffer = ByteBuffer.allocateDirect(MIB);
        try (FileChannel in = FileChannel.open(plain)) {
            for (int i = 0; i < RANGES; i++) {
                long start = System.nanoTime();
                in.read(buffer.clear(), (long) random.nextInt(total) * MIB);
                bare[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(bare);
        System.out.printf(
                Locale.ROOT,
                "1 MiB at a random place, median: %.1f ms over HTTP from the vault, %.1f ms from a plain file%n",
                took[RANGES / 2] / 1e6,
                bare[RANGES / 2] / 1e6);
    }

    private HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + server.managerToken())
                .header("Tus-Resumable", "1.0.0");
    }

    private static double megabytes(int mib) {
        return mib * (double) MIB / 1e6;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Incompressible bytes that begin with a stamp, so that no two files are the same. */
    private final class Noise extends InputStream {
        private final byte[] stamp;
        private final long length;
        private long at;

        Noise(byte[] stamp, long length) {
            this.stamp = stamp;
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) {
            if (at == length) {
                return -1;
            }
            byte[] source = at < stamp.length ? stamp : noise;
            int from = (int) (at < stamp.length ? at : at % noise.length);
            int count = (int) Math.min(Math.min(wanted, source.length - from), length - at);
            System.arraycopy(source, from, into, offset, count);
            at += count;
            return count;
        }
    }
}
