package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vidimus.server.fleet.Missing.Reason;
import org.vidimus.server.fleet.Reconciliation.KnownPart;
import org.vidimus.server.ingest.Footage.Piece;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:15:30Z");

    @Test
    void findsNothingMissingWhenEveryNumberArrivedOrIsStillOnTheCamera() {
        List<KnownPart> known = List.of(erased("a", 1, 7L), here("b", 1, 8L), here("b", 2, 8L));

        assertThat(missing(null, 8L, known, new Piece("a", 1))).isEmpty();
    }

    @Test
    void reportsAGapInTheNumbersAsOneStretch() {
        List<KnownPart> known = List.of(here("a", 1, 7L), here("b", 1, 11L));

        assertThat(missing(null, null, known))
                .containsExactly(new Missing(8L, 10L, null, null, Reason.NUMBER_NEVER_SEEN, NOW));
    }

    @Test
    void reportsWhatTheCounterClaimsBeyondTheNewestRecording() {
        List<KnownPart> known = List.of(here("a", 1, 7L));

        assertThat(missing(null, 9L, known))
                .containsExactly(new Missing(8L, 9L, null, null, Reason.NUMBER_NEVER_SEEN, NOW));
    }

    @Test
    void reportsNumbersBeforeTheFirstSeenOnlySinceTheCameraCameIntoService() {
        List<KnownPart> known = List.of(here("a", 1, 7L));

        assertThat(missing(null, 7L, known)).isEmpty();
        assertThat(missing(5L, 7L, known))
                .containsExactly(new Missing(5L, 6L, null, null, Reason.NUMBER_NEVER_SEEN, NOW));
        assertThat(missing(9L, 7L, known)).isEmpty();
    }

    @Test
    void reportsAHugeJumpOfTheCounterAsOneStretch() {
        assertThat(missing(null, 4_000_000_000L, List.of(here("a", 1, 1L)))).hasSize(1);
    }

    @Test
    void reportsAPartThatNoDockEverSaw() {
        List<KnownPart> known = List.of(here("a", 1, 7L), here("a", 3, 7L));

        assertThat(missing(null, null, known))
                .containsExactly(new Missing(7L, null, "a", 2, Reason.PART_NEVER_SEEN, NOW));
    }

    @Test
    void reportsAPartThatTheCameraNamesAndDoesNotHave() {
        List<KnownPart> known = List.of(new KnownPart("a", 1, 7L, false, false));

        assertThat(missing(null, 7L, known))
                .containsExactly(new Missing(7L, null, "a", 1, Reason.PART_NEVER_SEEN, NOW));
    }

    @Test
    void reportsAPartThatWasOnTheCameraAndIsGoneWithoutHavingArrived() {
        List<KnownPart> known = List.of(erased("a", 1, 7L), here("b", 1, 8L));

        assertThat(missing(null, null, known))
                .containsExactly(new Missing(7L, null, "a", 1, Reason.GONE_BEFORE_ARRIVAL, NOW));
    }

    private static List<Missing> missing(
            @Nullable Long from, @Nullable Long newest, List<KnownPart> known, Piece... arrived) {
        return new Reconciliation(from, newest, known, Set.of(arrived)).missing(NOW);
    }

    private static KnownPart here(String recording, int part, Long number) {
        return new KnownPart(recording, part, number, true, true);
    }

    private static KnownPart erased(String recording, int part, Long number) {
        return new KnownPart(recording, part, number, true, false);
    }
}
