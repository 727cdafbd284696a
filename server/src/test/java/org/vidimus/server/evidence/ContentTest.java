package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import org.vidimus.trust.Sha256;

/** The bytes of originals, over plain HTTP. */
@ServerTest
class ContentTest {
    @Autowired
    TestEvidence evidence;

    @Autowired
    TestPeople people;

    @LocalServerPort
    int port;

    private final byte[] bytes = new byte[300_000];
    private Received received;
    private HttpClient client;

    @BeforeEach
    void somethingIsThere() {
        new Random().nextBytes(bytes);
        received = evidence.receive(Delivery.of(bytes, "näme \"1\".bin"));
        client = HttpClient.newHttpClient();
    }

    private HttpResponse<byte[]> get(String method, String query, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/evidence/"
                        + received.evidence() + "/originals/" + received.n() + "/content" + query))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + people.token(Role.EVIDENCE_MANAGER));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private String tag() {
        return "\"" + Sha256.of(bytes) + "\"";
    }

    @Test
    void givesAllBitForBitUnderItsDigest() throws Exception {
        HttpResponse<byte[]> all = get("GET", "");

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.body()).isEqualTo(bytes);
        assertThat(header(all, "ETag")).isEqualTo(tag());
        assertThat(header(all, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(all, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(all, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(all, "Content-Disposition")).startsWith("attachment;").contains("filename*=UTF-8''n%C3%A4me");
        assertThat(header(all, "Cache-Control")).contains("no-store");
    }

    @Test
    void givesARange() throws Exception {
        HttpResponse<byte[]> middle = get("GET", "", "Range", "bytes=1000-1999");

        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
        assertThat(header(middle, "Content-Range")).isEqualTo("bytes 1000-1999/300000");
        assertThat(get("GET", "", "Range", "bytes=-7").body()).isEqualTo(Arrays.copyOfRange(bytes, 299_993, 300_000));
        assertThat(get("GET", "", "Range", "bytes=299999-").body()).hasSize(1);
    }

    @Test
    void givesSeveralRangesInParts() throws Exception {
        HttpResponse<byte[]> several = get("GET", "", "Range", "bytes=0-9,100000-100004");

        assertThat(several.statusCode()).isEqualTo(206);
        assertThat(header(several, "Content-Type")).startsWith("multipart/byteranges; boundary=");
        assertThat(Integer.parseInt(header(several, "Content-Length"))).isEqualTo(several.body().length);
        assertThat(several.body()).containsSequence(Arrays.copyOfRange(bytes, 0, 10));
        assertThat(several.body()).containsSequence(Arrays.copyOfRange(bytes, 100_000, 100_005));
        assertThat(new String(several.body(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("Content-Range: bytes 100000-100004/300000");
    }

    @Test
    void refusesARangeOutside() throws Exception {
        HttpResponse<byte[]> outside = get("GET", "", "Range", "bytes=300000-");

        assertThat(outside.statusCode()).isEqualTo(416);
        assertThat(header(outside, "Content-Range")).isEqualTo("bytes */300000");
    }

    @Test
    void givesAllWhenTheClientHoldsSomethingElse() throws Exception {
        assertThat(get("GET", "", "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get("GET", "", "Range", "bytes=0-9", "If-Range", tag()).statusCode())
                .isEqualTo(206);
        assertThat(get("GET", "", "If-None-Match", tag()).statusCode()).isEqualTo(304);
        assertThat(get("GET", "", "If-Match", "\"other\"").statusCode()).isEqualTo(412);
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        HttpResponse<byte[]> head = get("HEAD", "", "Range", "bytes=0-99");

        assertThat(head.statusCode()).isEqualTo(206);
        assertThat(header(head, "Content-Length")).isEqualTo("100");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void keepsADownloadApartFromAViewing() throws Exception {
        assertThat(get("GET", "?download=1").body()).isEqualTo(bytes);

        String history = people.api(Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/evidence/" + received.evidence() + "/custody")
                .retrieve()
                .body(String.class);
        assertThat(history)
                .contains("evidence.download")
                .contains(Sha256.of(bytes).toString());
    }

    @Test
    void letsOnlyThoseDownloadWhoMay() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/evidence/"
                        + received.evidence() + "/originals/1/content?download=1"))
                .header("Authorization", "Bearer " + people.token(Role.WEARER))
                .build();

        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isIn(403, 404);
    }

    @Test
    void streamsWhatIsLargerThanAnyBuffer() throws IOException, InterruptedException {
        byte[] large = new byte[9_000_000];
        new Random(1).nextBytes(large);
        Received big = evidence.receive(Delivery.of(large, "large.bin"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/api/evidence/" + big.evidence() + "/originals/1/content"))
                .header("Authorization", "Bearer " + people.token(Role.EVIDENCE_MANAGER))
                .header("Range", "bytes=3999999-8000000")
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.send(request, BodyHandlers.ofInputStream()).body().transferTo(out);

        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(large, 3_999_999, 8_000_001));
    }
}
