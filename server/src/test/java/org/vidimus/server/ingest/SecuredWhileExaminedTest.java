package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.evidence.Insight;
import org.vidimus.server.evidence.Insights;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.media.TestFootage;
import tools.jackson.databind.JsonNode;

/**
 * Read-back and examination end in the same moment, for parts of the same recording: whoever comes second waits, and nobody dies. Both
 * lock the evidence before its originals.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecuredWhileExaminedTest extends IngestTest {
    private static final int ROUNDS = 50;
    private static final int PARTS = 4;
    private static final String DIED = "deadlock detected";

    @Autowired
    TestEvidence evidence;

    @Autowired
    Originals originals;

    @Autowired
    Arrivals arrivals;

    @Autowired
    Insights insights;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void neitherDiesOfTheOther(CapturedOutput said) throws Exception {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<Void>> deeds = new ArrayList<>();
                for (int part = 1; part <= PARTS; part++) {
                    Original original = arrived(round, part);
                    deeds.add(inTransaction(() -> arrivals.secured(original.object())));
                    deeds.add(inTransaction(() -> insights.keep(original.id(), playable())));
                }
                together(hands, deeds);
            }
        }

        assertThat(said).doesNotContain(DIED);
    }

    @Test
    void aRecordingOfManyPartsIsSecuredAndExaminedWithoutASecondTry(CapturedOutput said) throws Exception {
        byte[] clip = TestFootage.mp4();
        List<String> paths = new ArrayList<>();
        try (ExecutorService hands = Executors.newFixedThreadPool(6)) {
            List<Future<String>> sent = new ArrayList<>();
            for (int part = 1; part <= 12; part++) {
                byte[] own = Arrays.copyOf(clip, clip.length + part);
                Map<String, String> facts = Map.of(
                        "camera", camera, "recording", "R1", "part", Integer.toString(part), "filename", "P.MP4");
                sent.add(hands.submit(() -> dock.upload(own, facts)));
            }
            for (Future<String> path : sent) {
                paths.add(path.get());
            }
        }

        paths.forEach(path -> awaitState(path, "SECURED"));
        String id = dock.get(paths.getFirst()).json().get("evidence").asString();
        TusClient manager = client(Role.EVIDENCE_MANAGER);
        Awaitility.await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
            JsonNode files = manager.get("/api/evidence/" + id).json().get("originals");
            assertThat(files).hasSize(12).allSatisfy(file -> {
                assertThat(file.at("/playback/state").asString("")).isEqualTo("READY");
                assertThat(file.at("/renditions/poster").asString("")).isNotEmpty();
            });
        });
        assertThat(said).doesNotContain(DIED);
    }

    /** By its name no footage: else each became a salvage case, and whichever test comes next had 200 of them at work beside it. */
    private Original arrived(int round, int part) {
        byte[] bytes = (camera + " " + round + " " + part).getBytes(StandardCharsets.UTF_8);
        Arrivals.Received received = evidence.receive(
                TestEvidence.Delivery.of(bytes, "P.TXT").from(camera).part("R" + round, part));
        return originals.find(new OriginalId(received.evidence(), received.n())).orElseThrow();
    }

    private static Insight playable() {
        return new Insight(
                Optional.of("video/mp4"),
                Original.Playback.READY,
                Optional.of(Duration.ofSeconds(3)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private Callable<Void> inTransaction(Runnable deed) {
        return () -> {
            transaction.executeWithoutResult(status -> deed.run());
            return null;
        };
    }

    /** All begin in the same moment; the first that failed is thrown. */
    private static void together(ExecutorService hands, List<Callable<Void>> deeds) throws Exception {
        CyclicBarrier start = new CyclicBarrier(deeds.size());
        List<Future<Void>> running = deeds.stream()
                .map(deed -> hands.submit(() -> {
                    start.await();
                    return deed.call();
                }))
                .toList();
        for (Future<Void> one : running) {
            one.get();
        }
    }
}
