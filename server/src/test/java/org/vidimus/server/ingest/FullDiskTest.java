package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.vault.FullDisk;
import org.vidimus.trust.Sha256;

/** The disk fills up under several docks, and is emptied again. */
@Import(FullDisk.class)
class FullDiskTest extends IngestTest {
    private static final int LENGTH = 4 << 20;

    @Autowired
    FullDisk disk;

    @AfterEach
    void tidyUp() {
        disk.empty();
    }

    @Test
    void losesNothingThatWasAcknowledgedAndGoesOnWhenThereIsRoomAgain() {
        byte[] bytes = bytes(LENGTH, 1);
        String early = dock.upload(bytes(100_000, 2), Map.of("camera", camera));
        String path = dock.created(
                LENGTH, Map.of("camera", camera, "sha256", Sha256.of(bytes).toString()));
        dock.patch(path, 0, Arrays.copyOf(bytes, 1_000_000));

        disk.leaveRoomFor(500_000);
        TusClient.Answer full = dock.patch(path, 1_000_000, Arrays.copyOfRange(bytes, 1_000_000, LENGTH));

        assertThat(full.status()).isEqualTo(507);
        assertThat(full.code()).isEqualTo("vault-full");
        assertThat(dock.head(path).offset()).isEqualTo(1_000_000);
        awaitState(early, "SECURED");
        disk.empty();
        assertThat(dock.patch(path, 1_000_000, Arrays.copyOfRange(bytes, 1_000_000, LENGTH))
                        .status())
                .isEqualTo(204);
        awaitState(path, "SECURED");
        String evidence = dock.get(path).json().get("evidence").asString();
        assertThat(client(Role.EVIDENCE_MANAGER)
                        .get("/api/evidence/" + evidence + "/originals/1/content")
                        .response()
                        .body())
                .isEqualTo(bytes);
    }

    @Test
    void countsNothingOfACheckedChunkThatDoesNotFit() {
        byte[] bytes = bytes(LENGTH, 3);
        String path = dock.created(LENGTH, Map.of("camera", camera));
        String checksum = "sha256 "
                + java.util.Base64.getEncoder().encodeToString(Sha256.of(bytes).bytes());

        disk.leaveRoomFor(1_000_000);
        TusClient.Answer full = dock.patch(path, 0, bytes, "Upload-Checksum", checksum);

        assertThat(full.status()).isEqualTo(507);
        assertThat(dock.head(path).offset()).isZero();
        disk.empty();
        assertThat(dock.patch(path, 0, bytes, "Upload-Checksum", checksum).offset())
                .isEqualTo(LENGTH);
        awaitState(path, "SECURED");
    }

    @Test
    void allDocksGoOnWhereTheyWereToldTheyAre() {
        List<byte[]> files = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] bytes = bytes(LENGTH, 10 + i);
            files.add(bytes);
            paths.add(dock.created(
                    LENGTH, Map.of("camera", camera, "sha256", Sha256.of(bytes).toString())));
        }

        disk.leaveRoomFor(3L * LENGTH);
        List<TusClient.Answer> first = atOnce(files, paths, new long[8]);

        assertThat(first).extracting(TusClient.Answer::status).contains(507).isSubsetOf(204, 507);
        long[] durable =
                paths.stream().mapToLong(path -> dock.head(path).offset()).toArray();
        for (int i = 0; i < 8; i++) {
            if (first.get(i).status() == 204) {
                assertThat(durable[i]).isEqualTo(LENGTH);
            }
        }
        disk.empty();
        assertThat(atOnce(files, paths, durable))
                .extracting(TusClient.Answer::status)
                .isSubsetOf(204);
        paths.forEach(path -> awaitState(path, "SECURED"));
    }

    /** Sends of each file what is missing; a complete one is asked for its offset only. */
    private List<TusClient.Answer> atOnce(List<byte[]> files, List<String> paths, long[] from) {
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<TusClient.Answer>> sent = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                int n = i;
                if (from[n] < LENGTH) {
                    sent.add(CompletableFuture.supplyAsync(
                            () -> dock.patch(
                                    paths.get(n), from[n], Arrays.copyOfRange(files.get(n), (int) from[n], LENGTH)),
                            hands));
                }
            }
            return sent.stream().map(CompletableFuture::join).toList();
        }
    }
}
