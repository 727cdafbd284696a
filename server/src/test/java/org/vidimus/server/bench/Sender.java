package org.vidimus.server.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends files to a server, all at once, each over a connection of its own, and ends when the server has them for good. */
final class Sender {
    private static final int NO_CONTENT = 204;
    private static final int CREATED = 201;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Noise noise;

    Sender(Noise noise) {
        this.noise = noise;
    }

    /** Uploads by tus, one PATCH a file. Returns the uploads' addresses. */
    List<URI> tus(URI creation, Optional<String> token, int files, int mibEach) throws Exception {
        return atOnce(files, () -> tus(creation, token, Optional.empty(), noise.body((long) mibEach * Noise.MIB)));
    }

    /** @param metadata of tus, as the header has it */
    URI tus(URI creation, Optional<String> token, Optional<String> metadata, Noise.Body body)
            throws IOException, InterruptedException {
        HttpRequest.Builder create = HttpRequest.newBuilder(creation)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Long.toString(body.length()))
                .POST(HttpRequest.BodyPublishers.noBody());
        token.ifPresent(text -> create.header("Authorization", "Bearer " + text));
        metadata.ifPresent(text -> create.header("Upload-Metadata", text));
        HttpResponse<Void> made = client.send(create.build(), BodyHandlers.discarding());
        expect("a creation", made.statusCode(), CREATED);
        URI upload = creation.resolve(made.headers().firstValue("Location").orElseThrow());
        Map<String, String> headers = new java.util.HashMap<>(Map.of(
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                "0",
                "Content-Type",
                "application/offset+octet-stream",
                "Connection",
                "close"));
        token.ifPresent(text -> headers.put("Authorization", "Bearer " + text));
        try (Wire wire = new Wire(upload)) {
            expect(
                    "an upload",
                    wire.send("PATCH", upload.getPath(), headers, body).status(),
                    NO_CONTENT);
        }
        return upload;
    }

    /** Puts files as they are, and forces each to stable storage, as the server itself does not. Returns MB/s. */
    double put(URI server, Path folder, int files, int mibEach) throws Exception {
        long start = System.nanoTime();
        List<Path> there = atOnce(files, () -> put(server, folder, noise.body((long) mibEach * Noise.MIB)));
        double rate = Bare.rate((long) files * mibEach, start);
        for (Path file : there) {
            Files.delete(file);
        }
        return rate;
    }

    private static Path put(URI server, Path folder, Noise.Body body) throws IOException {
        String name = UUID.randomUUID().toString();
        try (Wire wire = new Wire(server)) {
            expect("a file", wire.send("PUT", "/" + name, Map.of(), body).status(), CREATED);
        }
        Path file = folder.resolve(name);
        try (FileChannel stored = FileChannel.open(file, StandardOpenOption.WRITE)) {
            stored.force(true);
        }
        return file;
    }

    private static <T> List<T> atOnce(int files, Callable<T> one) throws Exception {
        List<Future<T>> running = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(files)) {
            for (int i = 0; i < files; i++) {
                running.add(senders.submit(one));
            }
        }
        List<T> results = new ArrayList<>();
        for (Future<T> done : running) {
            results.add(done.get());
        }
        return results;
    }

    private static void expect(String what, int status, int wanted) throws IOException {
        if (status != wanted) {
            throw new IOException(what + " was answered " + status + ", want " + wanted);
        }
    }
}
