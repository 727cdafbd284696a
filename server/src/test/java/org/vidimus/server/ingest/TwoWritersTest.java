package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.vidimus.trust.Sha256;

/** Two docks that send the same upload at once: one of them writes. */
class TwoWritersTest extends IngestTest {
    private static final int LENGTH = 48 << 20;

    @Test
    void theSecondIsSentAwayAndDisturbsNothing() throws Exception {
        byte[] bytes = bytes(LENGTH, 1);
        byte[] others = bytes(1 << 20, 2);
        String path = dock.created(
                LENGTH, Map.of("camera", camera, "sha256", Sha256.of(bytes).toString()));
        PipedOutputStream tap = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(tap, 1 << 20);

        try (var hands = Executors.newVirtualThreadPerTaskExecutor();
                tap) {
            CompletableFuture<TusClient.Answer> first =
                    CompletableFuture.supplyAsync(() -> dock.patch(path, 0, () -> body, LENGTH), hands);
            // Behind the first sync the first writer is in for sure, and stays in: its last bytes do not come yet.
            int held = 1 << 20;
            tap.write(bytes, 0, LENGTH - held);
            Awaitility.await().atMost(PATIENCE).until(() -> dock.head(path).offset() > 0);
            long durable = dock.head(path).offset();

            TusClient.Answer atTheStart = dock.patch(path, 0, others);
            TusClient.Answer atTheEnd = dock.patch(path, durable, others);
            TusClient.Answer checked =
                    dock.patch(path, durable, others, "Upload-Checksum", "sha256 " + base64(Sha256.of(others)));
            TusClient.Answer givenUp = dock.get(path);

            for (TusClient.Answer answer : List.of(atTheStart, atTheEnd, checked)) {
                assertThat(answer.status()).isEqualTo(423);
                assertThat(answer.code()).isEqualTo("upload-busy");
            }
            assertThat(givenUp.json().get("state").asString()).isEqualTo("RECEIVING");
            tap.write(bytes, LENGTH - held, held);
            tap.close();
            assertThat(first.get().status()).isEqualTo(204);
            assertThat(first.get().offset()).isEqualTo(LENGTH);
        }
        awaitState(path, "SECURED");
        assertThat(dock.get(path).json().get("sha256").asString())
                .isEqualTo(Sha256.of(bytes).toString());
    }

    @Test
    void whoeverComesFirstTheBytesAreThoseOfOne() throws Exception {
        byte[] bytes = bytes(8 << 20, 3);
        for (int round = 0; round < 10; round++) {
            byte[] own = Arrays.copyOf(bytes, bytes.length);
            own[0] = (byte) round;
            String path = dock.created(
                    own.length,
                    Map.of("camera", camera, "sha256", Sha256.of(own).toString()));

            try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
                var sent = IntStream.range(0, 4)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> dock.patch(path, 0, own), hands))
                        .toList();
                var answers = sent.stream()
                        .map(CompletableFuture::join)
                        .map(TusClient.Answer::status)
                        .toList();

                // One writes; the others come too early (423) or too late (409).
                assertThat(answers).containsOnlyOnce(204).isSubsetOf(204, 423, 409);
            }
            awaitState(path, "SECURED");
        }
    }

    private static String base64(Sha256 digest) {
        return Base64.getEncoder().encodeToString(digest.bytes());
    }
}
