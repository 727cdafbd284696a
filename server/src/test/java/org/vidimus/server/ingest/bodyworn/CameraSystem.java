package org.vidimus.server.ingest.bodyworn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A body-worn system as the Axis body worn integration API describes it, written from its text and from OpenStack Swift's API
 * reference, with nothing of the server's own code. It knows a connection file and nothing else of the house.
 */
public final class CameraSystem {
    private static final DateTimeFormatter NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'_'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode connection;
    private String token = "";
    private String storage = "";

    public CameraSystem(JsonNode connectionFile) {
        this.connection = connectionFile;
    }

    public String token() {
        return token;
    }

    public String storage() {
        return storage;
    }

    /** Asks for a token with what the connection file says. */
    public HttpResponse<byte[]> authenticate() {
        HttpResponse<byte[]> answer = authenticate(
                connection.get("BlobAPIUserName").asString(),
                connection.get("BlobAPIKey").asString());
        token = answer.headers().firstValue("X-Auth-Token").orElse("");
        storage = answer.headers().firstValue("X-Storage-Url").orElse("");
        return answer;
    }

    public HttpResponse<byte[]> authenticate(String user, String key) {
        return send(HttpRequest.newBuilder(URI.create(
                        connection.get("AuthenticationTokenURI").get(0).asString()))
                .header("X-Auth-User", user)
                .header("X-Auth-Key", key)
                .GET());
    }

    public static Map<String, String> meta(String kind, String... pairs) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String name = pairs[i].substring(0, 1).toUpperCase(Locale.ROOT)
                    + pairs[i].substring(1).toLowerCase(Locale.ROOT);
            headers.put("X-" + kind + "-Meta-" + name, encoded(pairs[i + 1]));
        }
        return headers;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public HttpResponse<byte[]> call(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(storage + path))
                .header("X-Auth-Token", token)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    public HttpResponse<byte[]> get(String path) {
        return call("GET", path, Map.of(), null);
    }

    public HttpResponse<byte[]> head(String path) {
        return call("HEAD", path, Map.of(), null);
    }

    public HttpResponse<byte[]> put(String path, Map<String, String> headers, byte @Nullable [] body) {
        return call("PUT", path, headers, body);
    }

    public HttpResponse<byte[]> post(String path, Map<String, String> headers) {
        return call("POST", path, headers, null);
    }

    /** Of unknown length: in chunks. */
    public HttpResponse<byte[]> putChunked(String path, Map<String, String> headers, InputStream body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(storage + path))
                .header("X-Auth-Token", token)
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> body));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the wire carries, byte for byte: for what a proper client would not send. */
    public Wire wire(String method, String path, String... headers) throws IOException {
        URI address = URI.create(storage);
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        StringBuilder head = new StringBuilder(method + " " + address.getRawPath() + path + " HTTP/1.1\r\n");
        head.append("Host: ")
                .append(address.getHost())
                .append(':')
                .append(address.getPort())
                .append("\r\n");
        head.append("X-Auth-Token: ").append(token).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return new Wire(socket);
    }

    public record Wire(Socket socket) implements AutoCloseable {
        OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        /** Status line and headers of the next answer. */
        String answer() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int one = in.read(); one >= 0; one = in.read()) {
                head.write(one);
                if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    break;
                }
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A recording that it is going to send. */
    public record Recording(UUID user, String serial, Instant trigger) {
        public String container() {
            return "/" + user + "_" + serial + "_" + NAMES.format(trigger);
        }

        public String clip(int n) {
            return container() + "/" + NAMES.format(trigger.plusSeconds(60L * n)) + "_A1B2.mkv";
        }

        public Map<String, String> clipMeta(int n) {
            Instant start = trigger.plusSeconds(60L * n);
            return meta(
                    "Object",
                    "StartTime",
                    Long.toString(start.getEpochSecond()),
                    "StartTimeISO",
                    start.toString(),
                    "StopTime",
                    Long.toString(start.plusSeconds(60).getEpochSecond()),
                    "StopTimeISO",
                    start.plusSeconds(60).toString(),
                    "ContainerType",
                    "mkv");
        }
    }

    public HttpResponse<byte[]> begin(Recording recording) {
        return put(
                recording.container(),
                meta(
                        "Container",
                        "BWCSerialNumber",
                        recording.serial(),
                        "SCUSerialNumber",
                        "B8A44FAAAAAA",
                        "FirmwareVersion",
                        "12.3.45",
                        "UserID",
                        recording.user().toString(),
                        "TriggerOn",
                        "Button",
                        "TriggerOnTime",
                        Long.toString(recording.trigger().getEpochSecond()),
                        "TriggerOnTimeISO",
                        recording.trigger().toString(),
                        "BWCModel",
                        "W110",
                        "Status",
                        "Transferring"),
                null);
    }

    public HttpResponse<byte[]> complete(Recording recording) {
        return post(
                recording.container(),
                meta(
                        "Container",
                        "TriggerOff",
                        "Button",
                        "TriggerOffTimeISO",
                        recording.trigger().plusSeconds(120).toString(),
                        "Status",
                        "Complete"));
    }

    public void registerUser(UUID user, String name, String number) {
        put("/Users", Map.of(), null);
        put("/Users/" + user, meta("Object", "Active", "True", "Name", name, "UserID", number), new byte[0]);
    }

    public void registerDevice(String serial) {
        put("/Devices", Map.of(), null);
        put("/Devices/" + serial, meta("Object", "Active", "True", "Name", "Kamera Süd", "Model", "W110"), new byte[0]);
    }
}
