package org.vidimus.server.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.vidimus.server.ServerProcess;
import org.vidimus.server.media.TestFootage;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cameras in a dock, what was recorded on them, and what the server said about it; compares what it says now with what it
 * said before, and what is gone from a camera with what the server keeps.
 *
 * <p>Used by one thread.
 */
final class DockedCameras {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ARRIVED = List.of("SEALED", "SECURED", "DUPLICATE");
    private static final List<String> SECURED = List.of("SECURED", "DUPLICATE");
    private static final int FILES_A_CAMERA = 12;
    private static final byte[] CLIP = TestFootage.mp4();

    private final Path mounts;
    private final SplittableRandom random;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Path, Recorded> there = new LinkedHashMap<>();
    private final List<Recorded> gone = new ArrayList<>();
    private final Map<String, Said> said = new HashMap<>();
    private int cameras;

    private record Recorded(String serial, Path file, long length, Sha256 sha256) {}

    private record Said(String state, long offset) {}

    DockedCameras(Path mounts, SplittableRandom random) {
        this.mounts = mounts;
        this.random = random;
    }

    /** Docks full cameras until there are {@code files} to offload. */
    void dock(int files, ServerProcess server) throws IOException, InterruptedException {
        while (there.size() < files) {
            dockOne(server);
        }
    }

    int offloaded() {
        return gone.size();
    }

    int left() {
        return there.size();
    }

    private void dockOne(ServerProcess server) throws IOException, InterruptedException {
        String serial = "CAM%05d".formatted(++cameras);
        server.register(serial);
        Path camera = mounts.resolve(serial);
        // Not yet a camera to the dock, which looks for folders by their names, until all of it is there.
        Path draft = mounts.resolveSibling("drafts").resolve(serial);
        Files.createDirectories(draft.resolve("MISC"));
        Files.createDirectories(draft.resolve("DCIM/100GOPRO"));
        Files.writeString(draft.resolve("MISC/version.txt"), "\"camera serial number\":\"" + serial + "\",");
        for (int i = 0; i < FILES_A_CAMERA; i++) {
            String name = "DCIM/100GOPRO/GX%02d%04d.MP4".formatted(1 + i % 3, 1 + i / 3);
            byte[] bytes = i == 0 ? footage() : noise();
            Files.write(draft.resolve(name), bytes);
            Path file = camera.resolve(name);
            there.put(file, new Recorded(serial, file, bytes.length, Sha256.of(bytes)));
        }
        Files.createDirectories(mounts);
        Files.move(draft, camera);
    }

    private byte[] noise() {
        byte[] bytes = new byte[1 + random.nextInt(random.nextInt(1, 3 << 20))];
        random.split().nextBytes(bytes);
        return bytes;
    }

    /** A real clip that is like no other, by a box at its end that players pass over. */
    private byte[] footage() {
        byte[] own = new byte[16];
        random.split().nextBytes(own);
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(CLIP, CLIP.length + 8 + own.length));
        return bytes.position(CLIP.length)
                .putInt(8 + own.length)
                .put(new byte[] {'f', 'r', 'e', 'e'})
                .put(own)
                .array();
    }

    /** Remembers what the server says of every upload of the cameras in the dock. */
    void remember(ServerProcess server) throws IOException, InterruptedException {
        for (String serial : serials()) {
            for (JsonNode upload : uploads(server, "camera=" + serial)) {
                said.put(upload.get("id").asString(), saidOf(upload));
            }
        }
    }

    /** What was said and does not hold any more: an upload, an acknowledged byte or a state that is no longer there. */
    List<String> taken(ServerProcess server) throws IOException, InterruptedException {
        List<String> findings = new ArrayList<>();
        Map<String, Said> now = new HashMap<>();
        for (String serial : serials()) {
            uploads(server, "camera=" + serial)
                    .forEach(upload -> now.put(upload.get("id").asString(), saidOf(upload)));
        }
        said.forEach((id, before) -> {
            Said after = now.get(id);
            boolean holds = after != null
                    && after.offset() >= before.offset()
                    && (!ARRIVED.contains(before.state()) || ARRIVED.contains(after.state()))
                    && (!SECURED.contains(before.state()) || SECURED.contains(after.state()))
                    && !after.state().equals("REFUSED");
            if (!holds) {
                findings.add("upload " + id + " was " + before + " and is " + after);
            }
        });
        said.clear();
        return findings;
    }

    /** What is gone from a camera since it was last asked, without being secured here with its own bytes. */
    List<String> erasedTooSoon(ServerProcess server) throws IOException, InterruptedException {
        List<String> findings = new ArrayList<>();
        List<Recorded> erased = there.values().stream()
                .filter(recorded -> !Files.exists(recorded.file()))
                .toList();
        for (Recorded recorded : erased) {
            unsecured(server, recorded).ifPresent(findings::add);
            unequal(server, recorded).ifPresent(findings::add);
            // Only now: who could not be asked is asked again.
            there.remove(recorded.file());
            gone.add(recorded);
        }
        unplugEmptied();
        return findings;
    }

    /** Everything that was ever erased, looked at once more; and uploads that came to no end. */
    List<String> lastLook(ServerProcess server) throws IOException, InterruptedException {
        List<String> findings = new ArrayList<>();
        for (Recorded recorded : gone) {
            unsecured(server, recorded).ifPresent(findings::add);
            for (JsonNode upload : uploads(server, "sha256=" + recorded.sha256())) {
                String state = upload.get("state").asString();
                if (!SECURED.contains(state)) {
                    findings.add("left over: upload " + upload.get("id").asString() + " of " + recorded.file() + " is "
                            + state + " at " + upload.get("offsetBytes") + " of " + recorded.length());
                }
            }
        }
        there.keySet().forEach(file -> findings.add("not offloaded: " + file));
        return findings;
    }

    private Optional<String> unsecured(ServerProcess server, Recorded recorded)
            throws IOException, InterruptedException {
        String query = "camera=" + recorded.serial() + "&sha256=" + recorded.sha256();
        for (JsonNode upload : uploads(server, query)) {
            if (SECURED.contains(upload.get("state").asString())
                    && upload.has("securedAt")
                    && upload.path("sha256")
                            .asString("")
                            .equals(recorded.sha256().toString())) {
                return Optional.empty();
            }
        }
        return Optional.of("ERASED UNSECURED: " + recorded + ": " + uploads(server, query));
    }

    private Optional<String> unequal(ServerProcess server, Recorded recorded) throws IOException, InterruptedException {
        for (JsonNode upload : uploads(server, "camera=" + recorded.serial() + "&sha256=" + recorded.sha256())) {
            if (upload.has("evidence") && upload.has("original")) {
                String path = "/api/evidence/" + upload.get("evidence").asString() + "/originals/"
                        + upload.get("original").asInt() + "/content?download=1";
                HttpResponse<InputStream> answer = http.send(
                        request(server, path, server.managerToken()), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream content = answer.body()) {
                    Sha256 stored = Sha256.of(content.readAllBytes());
                    return stored.equals(recorded.sha256())
                            ? Optional.empty()
                            : Optional.of(
                                    "DIFFERS: " + recorded + " is served (" + answer.statusCode() + ") as " + stored);
                }
            }
        }
        return Optional.of("NOT SERVED: " + recorded);
    }

    private void unplugEmptied() throws IOException {
        List<String> left = serials();
        if (!Files.isDirectory(mounts)) {
            return;
        }
        try (Stream<Path> docked = Files.list(mounts)) {
            for (Path camera : docked.toList()) {
                if (!left.contains(camera.getFileName().toString())) {
                    unplug(camera);
                }
            }
        }
    }

    private static void unplug(Path camera) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(camera)) {
            all = files.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private List<String> serials() {
        return there.values().stream().map(Recorded::serial).distinct().toList();
    }

    private static Said saidOf(JsonNode upload) {
        return new Said(
                upload.get("state").asString(), upload.get("offsetBytes").asLong());
    }

    private List<JsonNode> uploads(ServerProcess server, String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request(server, "/api/uploads?" + query, server.dockToken()), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("GET /api/uploads?" + query + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("items").valueStream().toList();
    }

    private static HttpRequest request(ServerProcess server, String path, String token) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
