package org.vidimus.dock;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server on real sockets that keeps the contract of {@code /api/uploads} and, as its {@link Mood} has it, behaves badly in
 * every way that the contract leaves open: cut connections, lost answers, errors, delays, full disks, forgotten uploads. What it
 * acknowledged it keeps.
 */
final class FakeHouse implements AutoCloseable {
    static final String TOKEN = "secret";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServerSocket socket;
    private final Map<UUID, Upload> uploads = new LinkedHashMap<>();
    private final Map<String, List<Upload>> bySha256 = new HashMap<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<JsonNode> reports = new CopyOnWriteArrayList<>();
    private final List<JsonNode> slotReports = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> settings = new ConcurrentHashMap<>();
    private final Set<String> cameras = ConcurrentHashMap.newKeySet();
    private final Random random;
    private volatile Mood mood;
    private volatile boolean tokenValid = true;
    private volatile boolean slotsRefused;
    private volatile @Nullable Runnable beforeSecured;
    private volatile @Nullable Runnable beforeErased;
    private volatile Predicate<Upload> readBackFails = upload -> false;

    /** Chances, 0 to 1, of each kind of trouble for a request. */
    record Mood(
            double cutBefore,
            double cutAfter,
            double error,
            double busy,
            double full,
            double cutBody,
            double expire,
            double damage,
            int securedAfterAsks) {
        static Mood calm() {
            return new Mood(0, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        static Mood bad() {
            return new Mood(0.05, 0.05, 0.05, 0.05, 0.05, 0.3, 0.02, 0.02, 2);
        }

        Mood securedAfter(int asks) {
            return new Mood(cutBefore, cutAfter, error, busy, full, cutBody, expire, damage, asks);
        }

        Mood full(double chance) {
            return new Mood(cutBefore, cutAfter, error, busy, chance, cutBody, expire, damage, securedAfterAsks);
        }

        Mood damage(double chance) {
            return new Mood(cutBefore, cutAfter, error, busy, full, cutBody, expire, chance, securedAfterAsks);
        }
    }

    /** An upload and everything that happened to it. */
    static final class Upload {
        final UUID id = UUID.randomUUID();
        final Map<String, String> metadata;
        final long length;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable String received;
        String state = "RECEIVING";
        int asks;
        boolean toldSecured;
        int erasures;

        Upload(Map<String, String> metadata, long length) {
            this.metadata = metadata;
            this.length = length;
        }

        String name() {
            return metadata.getOrDefault("filename", "");
        }

        /** How much has arrived. */
        long size() {
            return received == null ? bytes.size() : length;
        }

        /** Digest of all that arrived; from then on that is all that is kept of it, so that long campaigns fit into memory. */
        String received() {
            if (received == null) {
                received = Sha256.of(bytes.toByteArray()).toString();
                bytes.reset();
            }
            return received;
        }

        boolean secured() {
            return state.equals("SECURED") || state.equals("DUPLICATE");
        }
    }

    FakeHouse(Mood mood, long seed) throws IOException {
        this.mood = mood;
        this.random = new Random(seed);
        this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void mood(Mood now) {
        mood = now;
    }

    void know(String... serials) {
        cameras.addAll(List.of(serials));
    }

    void revokeToken() {
        tokenValid = false;
    }

    /** Runs whenever an upload is about to be shown as secured for the first time. */
    void beforeSecured(Runnable action) {
        beforeSecured = action;
    }

    /**
     * Runs once, when somebody asks about an upload that it knows to be secured: before it erases. That one is told to come
     * again.
     */
    void beforeErased(Runnable action) {
        beforeErased = action;
    }

    /** The copies of these cannot be read back, and they say so. */
    void readBackFails(Predicate<Upload> uploads) {
        readBackFails = uploads;
    }

    /** What a dock did that it must never do. */
    List<String> violations() {
        return violations;
    }

    List<JsonNode> reports() {
        return reports;
    }

    synchronized List<Upload> uploads() {
        return List.copyOf(uploads.values());
    }

    /** Whether these very bytes are stored, and some dock was told that they are secured. */
    synchronized boolean securedAndTold(byte[] bytes) {
        String digest = Sha256.of(bytes).toString();
        return bySha256.getOrDefault(digest, List.of()).stream()
                .anyMatch(upload -> upload.secured()
                        && upload.toldSecured
                        && upload.received().equals(digest));
    }

    /** As if the server's host lost power: every connection ends, what was acknowledged stays. */
    void cutAll() {
        connections.forEach(FakeHouse::close);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(connection.getOutputStream());
            while (true) {
                Request request = Request.read(in);
                if (request == null || !answer(request, out)) {
                    return;
                }
            }
        } catch (IOException broken) {
            return;
        } finally {
            connections.remove(connection);
        }
    }

    private boolean chance(double of) {
        synchronized (random) {
            return random.nextDouble() < of;
        }
    }

    /** @return whether the connection stays open */
    private boolean answer(Request request, OutputStream out) throws IOException {
        if (chance(mood.cutBefore())) {
            return false;
        }
        Response response;
        if (!tokenValid || !("Bearer " + TOKEN).equals(request.headers.get("authorization"))) {
            response = problem(401, "sign-in-needed");
        } else if (chance(mood.error())) {
            response = problem(chance(0.5) ? 500 : 503, "internal");
        } else {
            response = route(request);
        }
        if (response == null || chance(mood.cutAfter())) {
            return false;
        }
        boolean keep = request.drain();
        response.write(out, request.method.equals("HEAD"));
        return keep && !response.close;
    }

    private @Nullable Response route(Request request) throws IOException {
        String path = request.path;
        if (path.equals("/api/uploads") && request.method.equals("POST")) {
            return create(request);
        }
        if (path.equals("/api/uploads")) {
            return list(request);
        }
        if (path.startsWith("/api/cameras/") && path.endsWith("/reports")) {
            return report(request);
        }
        if (path.startsWith("/api/docks/") && path.endsWith("/slots")) {
            return slots(request);
        }
        String[] segments = path.split("/");
        if (segments.length < 4 || !segments[2].equals("uploads")) {
            return problem(404, "not-found");
        }
        Upload upload;
        synchronized (this) {
            upload = uploads.get(UUID.fromString(segments[3]));
        }
        if (upload == null) {
            return problem(404, "upload-unknown");
        }
        if (segments.length == 5 && segments[4].equals("erased")) {
            return erased(upload);
        }
        return switch (request.method) {
            case "HEAD" -> head(upload);
            case "PATCH" -> patch(upload, request);
            case "DELETE" -> delete(upload);
            default -> show(upload);
        };
    }

    private Response report(Request request) throws IOException {
        String serial = URLDecoder.decode(request.path.split("/")[3], StandardCharsets.UTF_8);
        JsonNode report = JSON.readTree(request.body());
        if (!cameras.contains(serial)) {
            return problem(404, "no-such-camera");
        }
        reports.add(((ObjectNode) report).put("serial", serial));
        return new Response(201, JSON.createObjectNode().put("serial", serial));
    }

    /** What a dock said of its slots, and in answer what is wanted of its cameras. */
    private Response slots(Request request) throws IOException {
        if (slotsRefused) {
            return problem(500, "internal");
        }
        slotReports.add(JSON.readTree(request.body()));
        ObjectNode wanted = JSON.createObjectNode();
        settings.forEach((serial, values) -> wanted.putObject(serial).set("settings", values));
        ObjectNode answer = JSON.createObjectNode();
        answer.set("cameras", wanted);
        return new Response(200, answer);
    }

    void refuseSlots() {
        slotsRefused = true;
    }

    List<JsonNode> slotReports() {
        return slotReports;
    }

    /** From now on these settings are wanted. */
    void want(String serial, String json) {
        settings.put(serial, JSON.readTree(json));
    }

    private synchronized Response create(Request request) {
        Map<String, String> metadata = new HashMap<>();
        for (String pair : request.headers.getOrDefault("upload-metadata", "").split(",")) {
            String[] words = pair.strip().split(" ");
            metadata.put(words[0], new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8));
        }
        if (!cameras.contains(metadata.getOrDefault("camera", ""))) {
            return problem(422, "camera-unknown");
        }
        Upload upload = new Upload(metadata, Long.parseLong(request.headers.getOrDefault("upload-length", "")));
        uploads.put(upload.id, upload);
        bySha256.computeIfAbsent(metadata.getOrDefault("sha256", ""), digest -> new ArrayList<>())
                .add(upload);
        Response response = new Response(201, null);
        response.headers.put("Location", "/api/uploads/" + upload.id);
        return response;
    }

    private synchronized Response list(Request request) {
        ArrayNode items = JSON.createArrayNode();
        String digest = request.query.getOrDefault("sha256", "");
        for (Upload upload : bySha256.getOrDefault(digest, List.of()).reversed()) {
            boolean fits = request.query.entrySet().stream()
                    .allMatch(entry -> entry.getValue().equals(upload.metadata.get(entry.getKey())));
            if (fits) {
                items.add(shown(upload));
            }
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("items", items);
        return new Response(200, body);
    }

    private synchronized Response show(Upload upload) {
        Runnable action = beforeErased;
        if (action != null && upload.toldSecured) {
            beforeErased = null;
            action.run();
            return problem(503, "starting");
        }
        return new Response(200, shown(upload));
    }

    private ObjectNode shown(Upload upload) {
        if (upload.state.equals("RECEIVING") && chance(mood.expire())) {
            upload.state = "EXPIRED";
        }
        boolean broken = upload.state.equals("SEALED") && readBackFails.test(upload);
        if (upload.state.equals("SEALED") && !broken && upload.asks++ >= mood.securedAfterAsks()) {
            Runnable action = beforeSecured;
            if (action != null) {
                action.run();
            }
            upload.state = "SECURED";
        }
        ObjectNode node = JSON.createObjectNode()
                .put("id", upload.id.toString())
                .put("name", upload.name())
                .put("state", upload.state)
                .put("offsetBytes", upload.size())
                .put("lengthBytes", upload.length);
        if (broken) {
            node.set("problem", JSON.createObjectNode().put("code", "read-back-failed"));
        }
        if (upload.secured()) {
            upload.toldSecured = true;
            node.put("securedAt", "2026-11-21T20:15:30Z");
            node.put("sha256", upload.received());
        }
        return node;
    }

    private synchronized Response head(Upload upload) {
        if (upload.state.equals("EXPIRED")) {
            return problem(410, "upload-expired");
        }
        Response response = new Response(200, null);
        response.headers.put("Upload-Offset", Long.toString(upload.size()));
        response.headers.put("Upload-Length", Long.toString(upload.length));
        return response;
    }

    private synchronized Response delete(Upload upload) {
        if (!upload.state.equals("RECEIVING")) {
            return problem(409, "upload-finished");
        }
        uploads.remove(upload.id);
        bySha256.getOrDefault(upload.metadata.getOrDefault("sha256", ""), new ArrayList<>())
                .remove(upload);
        return new Response(204, null);
    }

    private synchronized Response erased(Upload upload) {
        if (!upload.secured() || !upload.toldSecured) {
            violations.add(upload.name() + " was reported erased while " + upload.state);
            return problem(409, "not-secured");
        }
        upload.erasures++;
        return new Response(204, null);
    }

    private @Nullable Response patch(Upload upload, Request request) throws IOException {
        if (chance(mood.busy())) {
            return problem(423, "upload-busy").closing();
        }
        if (chance(mood.full())) {
            return problem(507, "vault-full").closing();
        }
        long offset = Long.parseLong(request.headers.getOrDefault("upload-offset", "-1"));
        synchronized (this) {
            if (!upload.state.equals("RECEIVING") || offset != upload.size()) {
                return problem(409, "offset-differs").closing();
            }
        }
        boolean cut = chance(mood.cutBody());
        long take = cut ? (long) (request.bodyLeft * random.nextDouble()) : request.bodyLeft;
        byte[] bytes = request.in.readNBytes((int) take);
        request.bodyLeft -= bytes.length;
        synchronized (this) {
            if (offset != upload.size() || !upload.state.equals("RECEIVING")) {
                return problem(409, "offset-differs").closing();
            }
            if (bytes.length > 0 && chance(mood.damage())) {
                bytes[0] ^= 1;
            }
            upload.bytes.write(bytes);
            if (bytes.length < take || cut) {
                return null;
            }
            return finish(upload);
        }
    }

    private Response finish(Upload upload) {
        if (upload.size() == upload.length) {
            if (!upload.received().equals(upload.metadata.get("sha256"))) {
                upload.state = "REFUSED";
                return problem(422, "digest-differs");
            }
            upload.state = "SEALED";
        }
        Response response = new Response(204, null);
        response.headers.put("Upload-Offset", Long.toString(upload.size()));
        return response;
    }

    private static Response problem(int status, String code) {
        return new Response(status, JSON.createObjectNode().put("code", code).put("detail", "made up for the test"));
    }

    private static final class Request {
        final String method;
        final String path;
        final Map<String, String> query = new HashMap<>();
        final Map<String, String> headers = new HashMap<>();
        final InputStream in;
        long bodyLeft;

        private Request(String line, InputStream in) throws IOException {
            this.in = in;
            String[] words = line.split(" ");
            method = words[0];
            int mark = words[1].indexOf('?');
            path = mark < 0 ? words[1] : words[1].substring(0, mark);
            if (mark >= 0) {
                for (String pair : words[1].substring(mark + 1).split("&")) {
                    String[] sides = pair.split("=", 2);
                    query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
                }
            }
            for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            bodyLeft = Long.parseLong(headers.getOrDefault("content-length", "0"));
        }

        static @Nullable Request read(InputStream in) throws IOException {
            String line = line(in);
            return line == null || line.isEmpty() ? null : new Request(line, in);
        }

        private static @Nullable String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            int c;
            while ((c = in.read()) >= 0) {
                if (c == '\n') {
                    return line.toString().stripTrailing();
                }
                line.append((char) c);
            }
            return null;
        }

        byte[] body() throws IOException {
            byte[] body = in.readNBytes((int) bodyLeft);
            bodyLeft -= body.length;
            return body;
        }

        /** @return whether the connection can serve another request */
        boolean drain() throws IOException {
            if (bodyLeft >= 1 << 20) {
                return false;
            }
            // To its end: closing a connection with unread bytes could take the answer away from the client.
            in.skipNBytes(bodyLeft);
            return true;
        }
    }

    private static final class Response {
        final int status;
        final Map<String, String> headers = new LinkedHashMap<>();
        final byte[] body;
        boolean close;

        Response(int status, @Nullable JsonNode body) {
            this.status = status;
            this.body = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
        }

        Response closing() {
            close = true;
            return this;
        }

        void write(OutputStream out, boolean head) throws IOException {
            StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
            headers.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append("\r\n"));
            if (close) {
                text.append("Connection: close\r\n");
            }
            if (status != 204 && !head) {
                text.append("Content-Type: application/json\r\nContent-Length: ")
                        .append(body.length)
                        .append("\r\n");
            }
            out.write(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            if (status != 204 && !head) {
                out.write(body);
            }
            out.flush();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cutAll();
    }
}
