package org.vidimus.server.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vidimus.server.evidence.Original.Playback;

/** What lists show of evidence, summed up from its originals. */
record Summary(
        Optional<Instant> recordedStart,
        Optional<Instant> recordedEnd,
        Optional<Instant> cameraStart,
        Optional<Duration> clockOffset,
        Instant sortedAt,
        Instant endsAt,
        Optional<Duration> duration,
        Optional<Position> position,
        boolean hasTrack,
        int parts,
        List<Integer> missingParts,
        long lengthBytes,
        State state,
        Optional<Integer> poster) {
    /** No body-worn camera is older, so a start before this comes from a clock that was never set. */
    private static final Instant EARLIEST_BELIEVABLE = Instant.parse("2000-01-01T00:00:00Z");

    private static final Duration LATEST_BELIEVABLE = Duration.ofDays(1);

    /** A part number of two thousand million must not become a list of that length. */
    private static final int MOST_MISSING_LISTED = 100;

    /** @param originals at least one, recording parts first and in their order */
    static Summary of(List<Original> originals) {
        List<Original> footage =
                originals.stream().filter(o -> o.sidecarOf().isEmpty()).toList();
        List<Original> shown = footage.isEmpty() ? originals : footage;
        Original first = shown.getFirst();
        Optional<Instant> start = earliest(shown);
        Optional<Instant> end = latestEnd(shown);
        Instant received = originals.stream()
                .map(Original::receivedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant sorted = start.filter(at -> believable(at, received)).orElse(received);
        Optional<Duration> duration =
                shown.stream().flatMap(o -> o.duration().stream()).reduce(Duration::plus);
        return new Summary(
                start,
                end,
                first.cameraStart(),
                first.clockOffset(),
                sorted,
                end.filter(at -> at.isAfter(sorted) && believable(at, received)).orElse(sorted),
                duration,
                originals.stream().flatMap(o -> o.position().stream()).findFirst(),
                originals.stream().anyMatch(Original::hasTrack),
                shown.size(),
                missing(footage),
                originals.stream().mapToLong(Original::lengthBytes).sum(),
                state(originals, shown),
                shown.stream().filter(Original::hasPoster).map(o -> o.id().n()).findFirst());
    }

    private static Optional<Instant> earliest(List<Original> shown) {
        return shown.stream().flatMap(o -> o.recordedStart().stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> latestEnd(List<Original> shown) {
        return shown.stream()
                .flatMap(o ->
                        o
                                .recordedEnd()
                                .or(() -> o.recordedStart()
                                        .flatMap(at -> o.duration().map(at::plus)))
                                .stream())
                .max(Comparator.naturalOrder());
    }

    private static boolean believable(Instant at, Instant receivedAt) {
        return at.isAfter(EARLIEST_BELIEVABLE) && at.isBefore(receivedAt.plus(LATEST_BELIEVABLE));
    }

    private static List<Integer> missing(List<Original> footage) {
        Set<Integer> there = footage.stream().flatMap(o -> o.part().stream()).collect(Collectors.toUnmodifiableSet());
        int last = there.stream().max(Comparator.naturalOrder()).orElse(0);
        return IntStream.rangeClosed(1, last)
                .filter(part -> !there.contains(part))
                .limit(MOST_MISSING_LISTED)
                .boxed()
                .toList();
    }

    private static State state(List<Original> originals, List<Original> shown) {
        Set<Playback> playbacks = shown.stream().map(Original::playback).collect(Collectors.toUnmodifiableSet());
        if (playbacks.contains(Playback.READY)) {
            return State.PLAYABLE;
        }
        if (playbacks.contains(Playback.EXAMINING) || playbacks.contains(Playback.PREPARING)) {
            return State.EXAMINING;
        }
        if (playbacks.contains(Playback.UNEXAMINED)) {
            return originals.stream().allMatch(o -> o.securedAt().isPresent()) ? State.SECURED : State.SEALED;
        }
        return State.NOT_PLAYABLE;
    }
}
