package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;

@ServerTest
class UploadTest {
    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    /** Far from those of other classes: what comes without a camera is a duplicate of the same bytes from anywhere. */
    private static long seed = 4_711_000;

    TusClient dock;
    String camera;

    @BeforeEach
    void connect() {
        dock = client(Caller.Role.DOCK);
        camera = "CAM-" + UUID.randomUUID();
        sql.sql("insert into camera (id, serial) values (gen_random_uuid(), :serial)")
                .param("serial", camera)
                .update();
    }

    private TusClient client(Caller.Role role) {
        return new TusClient("http://127.0.0.1:" + port, people.token(role));
    }

    @Test
    void takesAFileFromFirstByteToSecured() {
        byte[] bytes = bytes(3_000_000);
        String path = dock.created(
                bytes.length,
                Map.of(
                        "filename",
                        "REC0001.MP4",
                        "camera",
                        camera,
                        "recording",
                        "R1",
                        "sha256",
                        Sha256.of(bytes).toString()));

        TusClient.Answer first = dock.patch(path, 0, Arrays.copyOf(bytes, 1_000_000));
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.offset()).isEqualTo(1_000_000);
        assertThat(first.header("Upload-Expires")).endsWith("GMT");
        assertThat(dock.head(path).offset()).isEqualTo(1_000_000);
        TusClient.Answer last = dock.patch(path, 1_000_000, Arrays.copyOfRange(bytes, 1_000_000, bytes.length));

        assertThat(last.status()).isEqualTo(204);
        assertThat(last.offset()).isEqualTo(bytes.length);
        awaitState(path, "SECURED");
        assertThat(dock.get(path).json().get("sha256").asString())
                .isEqualTo(Sha256.of(bytes).toString());
        assertThat(dock.get(path).json().get("original").asInt()).isEqualTo(1);
        assertThat(actionsOf(path))
                .containsExactly(
                        "outcome upload.create done",
                        "attempt upload.seal allowed",
                        "outcome upload.seal done",
                        "attempt upload.secure allowed",
                        "outcome upload.secure done");
        String sealed = entriesOf(path).stream()
                .filter(entry -> entry.contains("\nphase outcome\n") && entry.contains("\naction upload.seal\n"))
                .findFirst()
                .orElseThrow();
        assertThat(sealed)
                .contains("\ndetail sha256 " + Sha256.of(bytes) + "\n")
                .contains("\ndetail length-bytes 3000000\n")
                .contains("\ndetail original 1\n")
                .contains("\ndetail name REC0001.MP4\n")
                .contains("\ndetail camera " + camera + "\n")
                .contains("\ndetail recording R1\n")
                .contains("\ndetail part 1\n")
                .contains("\nsubject evidence "
                        + dock.get(path).json().get("evidence").asString() + "\n");
    }

    @Test
    void tellsWhatItSpeaks() {
        TusClient.Answer answer =
                TusClient.send(dock.request("/api/uploads").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Extension"))
                .isEqualTo("creation,creation-with-upload,expiration,checksum,termination");
        assertThat(answer.header("Tus-Checksum-Algorithm")).isEqualTo("sha256,sha1");
        assertThat(Long.parseLong(answer.header("Tus-Max-Size"))).isPositive();
    }

    @Test
    void takesBytesWithTheCreation() {
        byte[] bytes = bytes(100_000);

        TusClient.Answer answer = TusClient.send(dock.request("/api/uploads")
                .header("Upload-Length", "100000")
                .header("Content-Type", "application/offset+octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.offset()).isEqualTo(100_000);
        awaitState(answer.header("Location"), "SECURED");
    }

    @Test
    void refusesAnotherVersionOfTheProtocol() {
        TusClient.Answer answer = dock.create(10, Map.of(), "Tus-Resumable", "0.2.2");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.code()).isEqualTo("tus-version-unsupported");
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 400, header-unfit",
        "1e9, 400, header-unfit",
        "'', 400, header-unfit",
        "99999999999999999, 413, too-large",
        "99999999999999999999999999, 413, too-large",
        "0, 422, empty-file"
    })
    void refusesAnUnfitLength(String length, int status, String code) {
        TusClient.Answer answer = TusClient.send(
                dock.request("/api/uploads").header("Upload-Length", length).POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void keepsTheFactThatAnEmptyFileWasOffered() {
        TusClient.Answer answer = dock.create(0, Map.of("camera", camera, "filename", "EMPTY.MP4"));

        assertThat(answer.code()).isEqualTo("empty-file");
        var kept = dock.get("/api/uploads?camera=" + camera).json().get("items").get(0);
        assertThat(kept.get("state").asString()).isEqualTo("REFUSED");
        assertThat(kept.get("problem").get("code").asString()).isEqualTo("empty-file");
        assertThat(kept.get("name").asString()).isEqualTo("EMPTY.MP4");
    }

    @Test
    void refusesADeferredLength() {
        TusClient.Answer answer = TusClient.send(dock.request("/api/uploads")
                .header("Upload-Defer-Length", "1")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("length-deferred");
    }

    @Test
    void refusesAnUnknownCamera() {
        TusClient.Answer answer = dock.create(10, Map.of("camera", "NEVER-SEEN"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("camera-unknown");
    }

    @Test
    void refusesAVisitor() {
        TusClient.Answer answer =
                TusClient.send(HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + "/api/uploads"))
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", "10")
                        .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void refusesAWrongOffsetWithBothValues() {
        String path = dock.created(1_000, Map.of());
        dock.patch(path, 0, bytes(400));

        TusClient.Answer answer = dock.patch(path, 300, bytes(100));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("offset-differs");
        assertThat(answer.json().get("offsetBytes").asLong()).isEqualTo(400);
        assertThat(answer.json().get("offeredBytes").asLong()).isEqualTo(300);
        assertThat(answer.offset()).isEqualTo(400);
        assertThat(dock.head(path).offset()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", ""})
    void refusesAnOffsetThatIsNone(String offset) {
        String path = dock.created(1_000, Map.of());

        TusClient.Answer answer = dock.patch(path, 0, bytes(10), "Upload-Offset", offset);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("header-unfit");
    }

    @Test
    void refusesMoreThanWasDeclared() {
        String path = dock.created(1_000, Map.of());

        TusClient.Answer answer = dock.patch(path, 0, bytes(1_001));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("beyond-length");
        assertThat(dock.head(path).offset()).isZero();
    }

    @Test
    void refusesAnotherContentType() {
        String path = dock.created(1_000, Map.of());

        TusClient.Answer answer = dock.patch(path, 0, bytes(10), "Content-Type", "application/octet-stream");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("content-type-unfit");
    }

    @Test
    void knowsNoUploadThatWasNeverMade() {
        String path = "/api/uploads/" + UUID.randomUUID();

        assertThat(dock.head(path).status()).isEqualTo(404);
        assertThat(dock.get(path).status()).isEqualTo(404);
        assertThat(dock.patch(path, 0, bytes(1)).status()).isEqualTo(404);
        assertThat(dock.delete(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"sha256, SHA-256", "sha1, SHA-1"})
    void countsACheckedChunkWholeOrNotAtAll(String name, String algorithm) throws Exception {
        byte[] bytes = bytes(200_000);
        byte[] bent = bytes.clone();
        bent[100_000] ^= 1;
        String checksum = name + " "
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        String path = dock.created(400_000, Map.of());

        TusClient.Answer refused = dock.patch(path, 0, bent, "Upload-Checksum", checksum);
        assertThat(refused.status()).isEqualTo(460);
        assertThat(refused.code()).isEqualTo("checksum-differs");
        assertThat(dock.head(path).offset()).isZero();

        assertThat(dock.patch(path, 0, bytes, "Upload-Checksum", checksum).offset())
                .isEqualTo(200_000);
        assertThat(dock.patch(path, 200_000, bytes, "Upload-Checksum", checksum).offset())
                .isEqualTo(400_000);
        assertThat(dock.get(path).json().get("sha256").asString())
                .isEqualTo(Sha256.of(bytes, bytes).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5 AAAA", "sha256", "sha256 !!!", "sha256 AAAA", ""})
    void refusesAChecksumThatItCannotCheck(String checksum) {
        String path = dock.created(10, Map.of());

        TusClient.Answer answer = dock.patch(path, 0, bytes(10), "Upload-Checksum", checksum);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("checksum-unsupported");
        assertThat(dock.head(path).offset()).isZero();
    }

    @Test
    void obeysTheMethodOverride() {
        byte[] bytes = bytes(1_000);
        String path = dock.created(bytes.length, Map.of());

        TusClient.Answer answer = TusClient.send(dock.request(path)
                .header("X-HTTP-Method-Override", "PATCH")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.offset()).isEqualTo(1_000);
    }

    @Test
    void keepsInQuarantineWhatDiffersFromItsDeclaredDigest() {
        byte[] bytes = bytes(50_000);
        String declared = Sha256.of(bytes(10)).toString();
        String path = dock.created(
                bytes.length, Map.of("camera", camera, "recording", "R9", "filename", "BAD.MP4", "sha256", declared));

        TusClient.Answer answer = dock.patch(path, 0, bytes);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("digest-mismatch");
        assertThat(answer.offset()).isEqualTo(bytes.length);
        assertThat(answer.json().get("declaredSha256").asString()).isEqualTo(declared);
        assertThat(answer.json().get("receivedSha256").asString())
                .isEqualTo(Sha256.of(bytes).toString());
        TusClient manager = client(Caller.Role.EVIDENCE_MANAGER);
        assertThat(manager.get("/api/quarantine").json().get("items"))
                .anySatisfy(item -> assertThat(item.get("id").asString()).isEqualTo(id(path)));
        assertThat(manager.get("/api/quarantine/" + id(path) + "/content")
                        .response()
                        .body())
                .isEqualTo(bytes);
        assertThat(client(Caller.Role.WEARER).get("/api/quarantine").status()).isEqualTo(403);
        assertThat(dock.head(path).status()).isEqualTo(422);
        assertThat(dock.post(path + "/erased", "{\"at\":\"2026-01-01T00:00:00Z\"}")
                        .code())
                .isEqualTo("not-secured");
    }

    @Test
    void storesTheSameOriginalOnlyOnce() {
        byte[] bytes = bytes(70_000);
        Map<String, String> part = Map.of("camera", camera, "recording", "R2", "filename", "A.MP4");
        String first = dock.upload(bytes, part);

        String second = dock.upload(bytes, part);

        var view = dock.get(second).json();
        assertThat(view.get("state").asString()).isEqualTo("DUPLICATE");
        assertThat(view.get("evidence").asString())
                .isEqualTo(dock.get(first).json().get("evidence").asString());
        assertThat(view.get("original").asInt()).isEqualTo(1);
        awaitState(first, "SECURED");
        assertThat(dock.get(second).json().get("securedAt").asString()).isNotEmpty();
        assertThat(actionsOf(second)).contains("outcome upload.seal done");
        assertThat(sql.sql(
                                "select count(*) from vault_object o join upload u on u.object_id = o.id where u.camera = :camera")
                        .param("camera", camera)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsInQuarantineASecondPartOfTheSameNumber() {
        byte[] one = bytes(1_000);
        byte[] other = bytes(1_000);
        Map<String, String> part = Map.of("camera", camera, "recording", "R3", "part", "2");
        dock.upload(one, part);

        String path = dock.created(other.length, part);
        TusClient.Answer answer = dock.patch(path, 0, other);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("part-conflict");
        assertThat(answer.json().get("detail").asString())
                .contains(Sha256.of(one).toString())
                .contains(Sha256.of(other).toString());
        assertThat(dock.get(path).json().get("state").asString()).isEqualTo("REFUSED");
    }

    @Test
    void joinsThePartsOfARecordingInOneEvidence() {
        String first = dock.upload(bytes(1_000), Map.of("camera", camera, "recording", "R4", "part", "1"));
        String second = dock.upload(bytes(1_000), Map.of("camera", camera, "recording", "R4", "part", "2"));

        assertThat(dock.get(first).json().get("evidence"))
                .isEqualTo(dock.get(second).json().get("evidence"));
        assertThat(dock.get(second).json().get("original").asInt()).isEqualTo(2);
    }

    @Test
    void takesTheWordThatACameraFileIsGoneOnlyWhenItIsSecured() {
        byte[] bytes = bytes(1_000);
        String path = dock.created(bytes.length, Map.of("camera", camera, "recording", "R5"));
        String gone = "{\"at\":\"2026-11-21T20:15:30Z\"}";

        TusClient.Answer early = dock.post(path + "/erased", gone);
        dock.patch(path, 0, bytes);
        awaitState(path, "SECURED");
        TusClient.Answer late = dock.post(path + "/erased", gone);

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("not-secured");
        assertThat(late.status()).isEqualTo(204);
        assertThat(dock.get(path).json().get("erasedAt").asString()).startsWith("2026-11-21T20:15:30");
    }

    @Test
    void letsGoOfAnUnfinishedUploadOnly() {
        byte[] bytes = bytes(1_000);
        String unfinished = dock.created(bytes.length, Map.of());
        dock.patch(unfinished, 0, Arrays.copyOf(bytes, 500));
        String finished = dock.upload(bytes, Map.of());

        assertThat(dock.delete(unfinished).status()).isEqualTo(204);
        assertThat(dock.head(unfinished).status()).isEqualTo(404);
        TusClient.Answer refused = dock.delete(finished);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("upload-finished");
    }

    @Test
    void addsNothingToAFinishedUpload() {
        byte[] bytes = bytes(1_000);
        String path = dock.upload(bytes, Map.of());

        TusClient.Answer answer = dock.patch(path, 1_000, bytes(10));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("upload-finished");
    }

    @Test
    void keepsANameExactlyAsItCame() {
        List<String> names = List.of("../../etc/passwd", "a\nb\tc\u0007\u202e.mp4", "\ud83d\udcf9".repeat(1_024));
        for (String name : names) {
            String path = dock.upload(bytes(1_000), Map.of("filename", name));

            assertThat(dock.get(path).json().get("name").asString()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "start, yesterday",
        "end, 2026-13-01T00:00:00Z",
        "start, +1000000000-01-01T00:00:00Z",
        "part, 0",
        "part, -1",
        "part, 99999999999",
        "clockOffsetMs, soon",
        "sha256, abc",
    })
    void refusesUnfitMetadataByItsKey(String key, String value) {
        TusClient.Answer answer = dock.create(10, Map.of(key, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("metadata-unfit");
        assertThat(answer.json().get("key").asString()).isEqualTo(key);
    }

    @Test
    void refusesANameThatIsTooLong() {
        TusClient.Answer answer = dock.create(10, Map.of("filename", "ü".repeat(5_000)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("metadata-unfit");
        assertThat(answer.json().get("detail").asString()).contains("5000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename ###", "filename YQ== YQ==", "filename YQ==,filename Yg==", "filename /w==", ",,"})
    void refusesMetadataThatCannotBeRead(String header) {
        TusClient.Answer answer = dock.create(10, Map.of(), "Upload-Metadata", header);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("metadata-unfit");
    }

    @Test
    void saysWhatIsOddAboutACamerasTimes() {
        String path = dock.created(
                10, Map.of("camera", camera, "start", "2999-01-01T00:00:00Z", "end", "1970-01-01T00:00:00+01:00"));

        assertThat(dock.get(path).json().get("flags").toString())
                .isEqualTo("[\"start-in-future\",\"end-before-start\"]");
    }

    @Test
    void findsUploadsAgain() {
        byte[] bytes = bytes(1_000);
        String digest = Sha256.of(bytes).toString();
        String path = dock.upload(bytes, Map.of("camera", camera, "recording", "R6", "part", "3"));

        for (String query :
                List.of("camera=" + camera, "camera=" + camera + "&recording=R6&part=3", "sha256=" + digest)) {
            assertThat(dock.get("/api/uploads?" + query).json().get("items"))
                    .singleElement()
                    .satisfies(item -> assertThat(item.get("id").asString()).isEqualTo(id(path)));
        }
        assertThat(dock.get("/api/uploads?camera=" + camera + "&part=4").json().get("items"))
                .isEmpty();
    }

    @Test
    void sealsWhatTheServerDiedOver() {
        byte[] bytes = bytes(1_000);
        String path = dock.created(bytes.length, Map.of());
        dock.patch(path, 0, Arrays.copyOf(bytes, 999));
        // The last byte became durable, and then nothing more happened.
        appendBehindTheServersBack(path, Arrays.copyOfRange(bytes, 999, 1_000));

        TusClient.Answer answer = dock.head(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(dock.get(path).json().get("sha256").asString())
                .isEqualTo(Sha256.of(bytes).toString());
        awaitState(path, "SECURED");
    }

    @Autowired
    org.vidimus.server.vault.Vault vault;

    @Autowired
    Uploads uploads;

    private void appendBehindTheServersBack(String path, byte[] bytes) {
        Upload upload = uploads.get(new UploadId(UUID.fromString(id(path))));
        try {
            vault.append(upload.bytes(), upload.offsetBytes(), new java.io.ByteArrayInputStream(bytes), bytes.length);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitState(String path, String state) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        dock.get(path).json().get("state").asString())
                .isEqualTo(state));
    }

    private List<String> entriesOf(String path) {
        return sql.sql("select payload from custody_entry order by at, id").query(byte[].class).list().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .filter(entry -> entry.contains("\nsubject upload " + id(path) + "\n"))
                .toList();
    }

    /**
     * Of the sender and of the read-back. The job that seals what a server died over comes by every minute, and may do so between the
     * last byte and its sealing.
     */
    private List<String> actionsOf(String path) {
        return entriesOf(path).stream()
                .filter(entry -> !word(entry, "actor").endsWith(" seal"))
                .map(entry -> word(entry, "phase") + " " + word(entry, "action") + " " + word(entry, "result"))
                .toList();
    }

    private static String word(String entry, String key) {
        return entry.lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElseThrow()
                .substring(key.length() + 1);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed++).nextBytes(bytes);
        return bytes;
    }
}
