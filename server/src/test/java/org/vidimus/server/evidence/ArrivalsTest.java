package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.Refused;
import org.vidimus.server.ServerTest;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.TestEvidence.Delivery;

@ServerTest
class ArrivalsTest {
    private static final Instant EVENING = Instant.parse("2026-11-20T20:15:30Z");

    @Autowired
    TestEvidence evidence;

    @Autowired
    Listing listing;

    @Autowired
    Originals originals;

    private final String serial = "CAM-" + UUID.randomUUID();

    private static Delivery file(String text) {
        return Delivery.of((text + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8), text + ".txt");
    }

    private Listing.Row row(Received received) {
        return listing.find(received.evidence()).orElseThrow();
    }

    @Test
    void makesEvidenceOfAFile() {
        Received received = evidence.receive(file("statement"));

        assertThat(row(received).kind()).isEqualTo(Kind.FILE);
        assertThat(row(received).title()).isEqualTo("statement.txt");
        assertThat(originals.of(received.evidence())).hasSize(1);
    }

    @Test
    void joinsThePartsOfARecordingInTheirOrderAndShowsWhichIsMissing() {
        Received third = evidence.receive(file("c").from(serial).part("rec-1", 4));
        Received first = evidence.receive(file("a").from(serial).part("rec-1", 1));
        Received second = evidence.receive(file("b").from(serial).part("rec-1", 2));

        assertThat(first.evidence()).isEqualTo(third.evidence()).isEqualTo(second.evidence());
        assertThat(originals.of(first.evidence()))
                .extracting(original -> original.part().orElse(0))
                .containsExactly(1, 2, 4);
        assertThat(row(first).parts()).isEqualTo(3);
        assertThat(row(first).missingParts()).containsExactly(3);
    }

    @Test
    void correctsTheTimeByTheOffsetOfTheCamerasClock() {
        Received received = evidence.receive(
                file("late").from(serial).at(EVENING.plusSeconds(90)).clockAhead(Duration.ofSeconds(90)));

        assertThat(row(received).recordedStart()).contains(EVENING);
        assertThat(row(received).cameraStart()).contains(EVENING.plusSeconds(90));
    }

    @Test
    void sortsByArrivalWhatAClockThatWasNeverSetPutsInto1970() {
        Received received = evidence.receive(file("epoch").from(serial).at(Instant.parse("1970-01-01T00:03:00Z")));

        assertThat(row(received).recordedStart()).contains(Instant.parse("1970-01-01T00:03:00Z"));
        assertThat(row(received).sortedAt()).isEqualTo(row(received).receivedAt());
    }

    @Test
    void recognisesBytesThatAreThereAlready() {
        Delivery same = file("same").from(serial).part("rec-2", 1);
        Received first = evidence.receive(same);

        Received again = evidence.receive(same.part("rec-9", 1));

        assertThat(again.duplicateOf()).isTrue();
        assertThat(again.evidence()).isEqualTo(first.evidence());
        assertThat(originals.of(first.evidence())).hasSize(1);
    }

    @Test
    void keepsTheSameBytesOfAnotherCamera() {
        Delivery same = file("same").from(serial);
        Received first = evidence.receive(same);

        Received other = evidence.receive(same.from(serial + "-other"));

        assertThat(other.duplicateOf()).isFalse();
        assertThat(other.evidence()).isNotEqualTo(first.evidence());
    }

    @Test
    void refusesOtherBytesForAPartThatIsThere() {
        evidence.receive(file("one").from(serial).part("rec-3", 1));

        assertThatThrownBy(() -> evidence.receive(file("two").from(serial).part("rec-3", 1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("part-taken"));
    }

    @Test
    void takesInTheSameBytesOnceFromManyWhoCameAtOnce() throws Exception {
        Delivery same = file("at once").from(serial);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Received>> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return evidence.receive(same);
                }));
            }
            start.countDown();
        }

        long kept = 0;
        for (Future<Received> result : results) {
            kept += result.get().duplicateOf() ? 0 : 1;
        }
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void putsASidecarBesideTheOriginalThatItNames() {
        Received video = evidence.receive(file("GX01").from(serial));

        Received sidecar = evidence.receive(file("track").from(serial).beside("GX01.txt"));

        assertThat(sidecar.evidence()).isEqualTo(video.evidence());
        assertThat(row(video).parts()).isEqualTo(1);
        assertThat(originals
                        .find(new OriginalId(sidecar.evidence(), sidecar.n()))
                        .orElseThrow()
                        .part())
                .isEmpty();
    }

    @Test
    void saysWhenAllOfItIsSecured() {
        Received received = evidence.receive(file("secured").from(serial));

        evidence.secure(received, originals);

        assertThat(originals.of(received.evidence()).getFirst().securedAt()).isPresent();
    }

    @Test
    void keepsAnyNameAsItCame() {
        for (String name :
                List.of("../../etc/passwd", "a".repeat(5000) + ".mp4", "evid\u202e4pm.exe", "line\nbreak", "")) {
            Received received = evidence.receive(new Delivery(
                    name.concat(UUID.randomUUID().toString()).getBytes(StandardCharsets.UTF_8),
                    name,
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    1,
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.Optional.empty()));

            assertThat(originals.of(received.evidence()).getFirst().name()).isEqualTo(name);
        }
        Received nul = evidence.receive(file("name\0.mp4"));
        assertThat(originals.of(nul.evidence()).getFirst().name()).isEqualTo("name\u2400.mp4.txt");
    }
}
