package org.vidimus.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.evidence.RangeAnswer;
import org.vidimus.server.media.track.TrackPoint;
import org.vidimus.server.vault.Vault;

/** Opening viewing aids and tracks. */
@Service
class Watching {
    /** Who looks through the filmstrip has seen the recording; a poster and a waveform only tell one from another. */
    private static final Set<String> FOOTAGE = Set.of(Rendition.PROXY, Rendition.PICTURE, Rendition.SPRITE_PICTURE);

    private final Gate gate;
    private final Renditions renditions;
    private final Originals originals;
    private final Vault vault;

    Watching(Gate gate, Renditions renditions, Originals originals, Vault vault) {
        this.gate = gate;
        this.renditions = renditions;
        this.originals = originals;
        this.vault = vault;
    }

    /** A rendition through the gate: the first bytes are open, none has left. */
    record Opened(RangeAnswer answer, Optional<InputStream> first, RangeAnswer.Source source) {}

    Opened open(
            Caller caller,
            OriginalId id,
            String name,
            Optional<String> purpose,
            Function<Rendition, RangeAnswer> answering) {
        Action action = FOOTAGE.contains(name) ? Action.EVIDENCE_VIEW : Action.EVIDENCE_PREVIEW;
        Passage passage = passage(caller, action, id.evidence(), purpose).with("original", Integer.toString(id.n()));
        return gate.view(passage, outcome -> {
            Rendition rendition = renditions
                    .find(id, name)
                    .orElseThrow(() -> new MediaProblem.RenditionUnknown(id, Renditions.known(name)).refused());
            RangeAnswer answer = answering.apply(rendition);
            RangeAnswer.Source source = (offset, length) -> MediaSource.of(vault, rendition).stream(offset, length);
            try {
                return new Opened(answer, answer.openFirst(source), source);
            } catch (IOException e) {
                throw new UncheckedIOException("a rendition of original " + id + " cannot be read", e);
            }
        });
    }

    /**
     * A point on the wire.
     *
     * @param t true time; left out where nobody knows it
     * @param ms time since the beginning of the evidence
     */
    record Point(
            @Nullable Instant t,
            @Nullable Long ms,
            double lat,
            double lon,
            @Nullable Double ele,
            @Nullable Double speed,
            @Nullable Double accuracy) {}

    record TrackAnswer(List<Point> points, String source) {}

    /** The tracks of all parts, one after the other; without any, those of the logs that go with them. */
    TrackAnswer track(Caller caller, EvidenceId evidence, Optional<String> purpose) {
        return gate.view(passage(caller, Action.EVIDENCE_SHOW, evidence, purpose), outcome -> {
            List<Rendition> files = renditions.named(evidence, Rendition.TRACK);
            List<Original> all = originals.of(evidence);
            Optional<Instant> start = all.stream()
                    .flatMap(original -> original.recordedStart().stream())
                    .min(Comparator.naturalOrder());
            List<Original> parts = having(
                    files, all.stream().filter(original -> original.part().isPresent()));
            List<Original> told = parts.isEmpty()
                    ? having(files, all.stream().filter(original -> original.part()
                            .isEmpty()))
                    : parts;
            Set<String> sources = new TreeSet<>();
            List<Point> points = new ArrayList<>();
            for (Original original : told) {
                TrackFile.Content content = content(files, original);
                sources.add(content.source());
                content.points().forEach(line -> points.add(point(line.point(), original, start)));
            }
            return new TrackAnswer(points, String.join(", ", sources));
        });
    }

    private static List<Original> having(List<Rendition> files, Stream<Original> among) {
        return among.filter(original ->
                        files.stream().anyMatch(file -> file.original().equals(original.id())))
                .toList();
    }

    private TrackFile.Content content(List<Rendition> files, Original original) {
        Rendition file = files.stream()
                .filter(one -> one.original().equals(original.id()))
                .findFirst()
                .orElseThrow();
        try (MediaSource source = MediaSource.of(vault, file)) {
            return TrackFile.read(source.read(0, Math.toIntExact(file.wholeLengthBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("the track of original " + original.id() + " cannot be read", e);
        }
    }

    private static Point point(TrackPoint point, Original original, Optional<Instant> start) {
        Optional<Instant> inRecording =
                point.millis().flatMap(ms -> original.recordedStart().map(at -> at.plusMillis(ms)));
        Optional<Instant> at = point.at().or(() -> inRecording);
        Optional<Long> millis = inRecording
                .or(point::at)
                .flatMap(t -> start.map(s -> Duration.between(s, t).toMillis()))
                .or(point::millis);
        return new Point(
                at.orElse(null),
                millis.orElse(null),
                point.position().lat(),
                point.position().lon(),
                point.elevation().orElse(null),
                point.speed().orElse(null),
                point.accuracy().orElse(null));
    }

    private static Passage passage(Caller caller, Action action, EvidenceId id, Optional<String> purpose) {
        return Passage.of(caller, action, Subject.evidence(id.value())).because(purpose);
    }
}
