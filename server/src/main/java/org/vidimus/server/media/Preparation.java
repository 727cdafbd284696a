package org.vidimus.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.evidence.Insight;
import org.vidimus.server.evidence.Insights;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Viewing.Media;
import org.vidimus.server.evidence.Viewing.Playback.Kind;
import org.vidimus.server.evidence.Viewing.Playback.State;
import org.vidimus.server.media.Aids.Piece;
import org.vidimus.server.media.Examination.Plays;
import org.vidimus.server.media.Work.What;
import org.vidimus.server.media.mp4.Movie;
import org.vidimus.server.media.track.Gpmf;
import org.vidimus.server.media.track.Gpx;
import org.vidimus.server.media.track.JsonLog;
import org.vidimus.server.media.track.Nmea;
import org.vidimus.server.media.track.Track;
import org.vidimus.server.media.track.Unreadable;
import org.vidimus.server.vault.Vault;

/** Makes what is to be made of one original, outside of any transaction, and keeps it inside one. */
@Component
class Preparation {
    /** Nobody logs more positions than fit; a larger file is no position log. */
    private static final int LARGEST_LOG_BYTES = 64 * 1024 * 1024;

    private final Examinations examinations;
    private final Renditions renditions;
    private final Insights insights;
    private final Workshop workshop;
    private final Doubts doubts;
    private final Vault vault;
    private final Aids aids;
    private final ProxyMaker proxies;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Preparation(
            Examinations examinations,
            Renditions renditions,
            Insights insights,
            Workshop workshop,
            Doubts doubts,
            Vault vault,
            ChildProcess children,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.examinations = examinations;
        this.renditions = renditions;
        this.insights = insights;
        this.workshop = workshop;
        this.doubts = doubts;
        this.vault = vault;
        this.aids = new Aids(children);
        this.proxies = new ProxyMaker(children, workshop, vault);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What was made: how to keep it, inside a transaction, and what to do next. */
    record Ready(Keeping keeping, Optional<Work> next) {}

    /** Writes rows and notes for the ledger. */
    @FunctionalInterface
    interface Keeping {
        void keep(Outcome outcome);
    }

    /** @throws IOException if the vault cannot give or take bytes; a file that resists is an answer, not an exception */
    Ready make(Original original, Work work) throws IOException {
        workshop.sweep(original.id());
        Examination found = examinations.find(original.id()).orElseThrow();
        try (MediaSource source = MediaSource.of(vault, original)) {
            return switch (work.what()) {
                case AIDS -> aids(original, found, source, work);
                case PROXY -> proxy(original, found, source, work);
                case STILL -> still(found, source);
                case TRACK -> log(found, source);
            };
        }
    }

    /** Says that nothing more will be tried. */
    void giveUp(OriginalId id, Outcome outcome) {
        Examination found = examinations.find(id).orElseThrow();
        outcome.note("gave-up", "after many tries");
        if (found.playback() == State.PREPARING) {
            keepNothing(found, Reasons.stopped(ChildProcess.End.FAILED));
        }
    }

    private Ready aids(Original original, Examination found, MediaSource source, Work work) throws IOException {
        Media facts = found.facts().orElseThrow();
        Optional<Rendition> proxy = found.plays().equals(Optional.of(Plays.PROXY))
                ? renditions.find(found.id(), Rendition.PROXY)
                : Optional.empty();
        Track track = found.format().boxes() ? embedded(source, found.format()) : Track.NONE;
        try (MediaSource watched = proxy.isPresent() ? MediaSource.of(vault, proxy.get()) : source) {
            Format format = proxy.isPresent() ? Format.MP4 : found.format();
            Input input = Input.of(format, watched).orElseThrow();
            Aids.Made made = found.kind() == Kind.IMAGE ? aids.still(input) : aids.moving(found.id(), input, facts);
            List<Piece> pieces = new ArrayList<>(made.pieces());
            if (!track.empty()) {
                pieces.add(TrackFile.piece(track));
            }
            Optional<Workshop.Draft> draft =
                    pieces.isEmpty() ? Optional.empty() : Optional.of(workshop.seal(found.id(), pieces));
            boolean renew = made.damage().filter(Damage::inPictures).isPresent()
                    && work.mayImprove()
                    && found.kind() == Kind.VIDEO;
            return new Ready(
                    outcome -> {
                        draft.ifPresent(pack -> workshop.keep(found.id(), pack));
                        Examination better = found.with(better(facts, made, track));
                        examinations.keep(better, clock.instant());
                        insights.keep(found.id(), insight(better, Optional.of(track), made.has(Rendition.POSTER)));
                        made.damage().ifPresent(damage -> doubts.damaged(found.id(), damage.words()));
                        outcome.note(
                                "made",
                                String.join(
                                        " ", pieces.stream().map(Piece::name).toList()));
                    },
                    renew ? Optional.of(Work.of(found.id(), What.PROXY, false, false)) : Optional.empty());
        }
    }

    private Ready proxy(Original original, Examination found, MediaSource source, Work work) throws IOException {
        OriginalId id = found.id();
        Media facts = found.facts().orElseThrow();
        Input input = Input.of(found.format(), source).orElseThrow();
        Plan.Proxy plan = new Plan.Proxy(work.copyPicture(), work.copySound());
        ProxyMaker.Made made = proxies.make(id, input, facts, plan, progress(id));
        if (made.draft().isEmpty()) {
            return withoutProxy(found, work, made);
        }
        Workshop.Draft draft = made.draft().get();
        Optional<Damage> damage = Damage.noticed(made.result());
        return new Ready(
                outcome -> {
                    workshop.keep(id, draft);
                    Examination ready = Examination.ready(
                            id,
                            found.format(),
                            found.kind(),
                            damaged(facts, damage),
                            Plays.PROXY,
                            playsType(found.kind()));
                    examinations.keep(ready, clock.instant());
                    insights.keep(id, insight(ready, Optional.empty(), false));
                    outcome.note("made", Rendition.PROXY)
                            .note("sha256", draft.sha256().toString());
                },
                Optional.of(Work.of(id, What.AIDS, work.copyPicture(), work.copySound())));
    }

    /** A stream that could not be copied may still be encoded anew; after that there is nothing more to try. */
    private Ready withoutProxy(Examination found, Work work, ProxyMaker.Made made) {
        if (work.copyPicture() || work.copySound()) {
            return new Ready(
                    outcome -> outcome.note("made", "nothing by copying"),
                    Optional.of(Work.of(found.id(), What.PROXY, false, false)));
        }
        return new Ready(
                outcome -> {
                    outcome.note("made", "nothing").note("end", made.end().name());
                    if (found.playback() == State.PREPARING) {
                        keepNothing(
                                found,
                                made.end() == ChildProcess.End.FAILED
                                        ? Reasons.nothingDecoded()
                                        : Reasons.stopped(made.end()));
                    }
                },
                Optional.empty());
    }

    private Ready still(Examination found, MediaSource source) throws IOException {
        Input input = Input.of(found.format(), source).orElseThrow();
        List<Piece> pieces = aids.picture(input);
        if (pieces.isEmpty()) {
            return new Ready(
                    outcome -> {
                        outcome.note("made", "nothing");
                        keepNothing(found, Reasons.nothingDecoded());
                    },
                    Optional.empty());
        }
        Workshop.Draft draft = workshop.seal(found.id(), pieces);
        return new Ready(
                outcome -> {
                    workshop.keep(found.id(), draft);
                    Examination ready = Examination.ready(
                            found.id(),
                            found.format(),
                            Kind.IMAGE,
                            found.facts().orElseThrow(),
                            Plays.PICTURE,
                            "image/jpeg");
                    examinations.keep(ready, clock.instant());
                    insights.keep(found.id(), insight(ready, Optional.empty(), true));
                    outcome.note("made", Rendition.PICTURE);
                },
                Optional.empty());
    }

    private Ready log(Examination found, MediaSource source) throws IOException {
        Track track;
        try {
            track = track(found.format(), source);
        } catch (Unreadable e) {
            String reason =
                    "This looks like a position log, but cannot be read: " + e.getMessage() + ". It can be downloaded.";
            return new Ready(
                    outcome -> {
                        outcome.note("made", "nothing");
                        keepNothing(found, reason);
                    },
                    Optional.empty());
        }
        if (track.empty()) {
            return new Ready(outcome -> outcome.note("made", "nothing"), Optional.empty());
        }
        Workshop.Draft draft = workshop.seal(found.id(), List.of(TrackFile.piece(track)));
        return new Ready(
                outcome -> {
                    workshop.keep(found.id(), draft);
                    insights.keep(found.id(), insight(found, Optional.of(track), false));
                    outcome.note("made", Rendition.TRACK)
                            .note("points", Integer.toString(track.points().size()));
                },
                Optional.empty());
    }

    private static Track embedded(MediaSource source, Format format) throws IOException {
        Optional<Movie> movie = Input.of(format, source).orElseThrow().movie();
        return movie.isPresent() ? Gpmf.read(source, movie.get()) : Track.NONE;
    }

    private static Track track(Format format, MediaSource source) throws IOException, Unreadable {
        if (source.lengthBytes() > LARGEST_LOG_BYTES) {
            return Track.NONE;
        }
        try (InputStream in = source.stream(0, source.lengthBytes())) {
            return switch (format) {
                case GPX -> Gpx.read(in);
                case NMEA -> Nmea.read(in);
                default -> JsonLog.read(in.readAllBytes());
            };
        }
    }

    private DoubleConsumer progress(OriginalId id) {
        return part -> transaction.executeWithoutResult(_ -> {
            examinations.progressed(id, part);
            insights.progressed(id);
        });
    }

    private void keepNothing(Examination found, String reason) {
        Examination none = Examination.none(found.id(), found.format(), found.kind(), found.facts(), reason);
        examinations.keep(none, clock.instant());
        insights.keep(found.id(), insight(none, Optional.empty(), false));
        doubts.notPlayable(found.id(), reason);
    }

    private static Insight insight(Examination found, Optional<Track> track, boolean poster) {
        Original.Playback playback =
                switch (found.playback()) {
                    case READY -> Original.Playback.READY;
                    case PREPARING -> Original.Playback.PREPARING;
                    case NONE -> Original.Playback.NONE;
                };
        Optional<Media> facts = found.facts();
        return new Insight(
                Optional.empty(),
                playback,
                facts.flatMap(f -> Optional.ofNullable(f.durationMs())).map(Duration::ofMillis),
                track.flatMap(Track::start),
                facts.flatMap(f -> Optional.ofNullable(f.fileStart())),
                track.filter(t -> !t.empty()).map(Track::thinned),
                poster);
    }

    /** What counting found stands above what the file claimed. */
    private static Media better(Media facts, Aids.Made made, Track track) {
        Optional<Instant> start = track.start();
        Media counted = facts.counted(
                made.duration().map(Duration::toMillis).orElse(null),
                made.frameRate().orElse(null),
                made.uneven().orElse(null),
                start.orElse(null));
        return damaged(counted, made.damage());
    }

    /** Damage once noticed stays: a copy that plays cleanly does not make the original whole. */
    private static Media damaged(Media facts, Optional<Damage> damage) {
        return facts.damage() != null || damage.isEmpty()
                ? facts
                : facts.damaged(damage.get().words());
    }

    private static String playsType(Kind kind) {
        return kind == Kind.AUDIO ? "audio/mp4" : "video/mp4";
    }
}
