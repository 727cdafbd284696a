package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.Recovered.Method;
import org.vidimus.server.media.salvage.repair.Recovered.Note;

/**
 * Finds the recordings in a damaged MP4 or QuickTime file: by their index where there is one that can be believed, else by
 * following samples through the media, which takes the index of a sound file of the same camera or what the stream says of
 * itself.
 */
public final class Repair {
    private static final int SHIFT_WITNESSES = 24;
    private static final long SHIFT_SEARCH_BYTES = 8L << 20;
    private static final long UNNAMED_BYTES = 16 << 10;

    private final Source source;
    private final @Nullable Source reference;
    private final List<TrackShape.Indexed> referenceTracks;

    private Repair(Bytes damaged, @Nullable Bytes sound) throws IOException {
        this.source = new Source(damaged);
        this.reference = sound == null ? null : new Source(sound);
        this.referenceTracks = reference == null ? List.of() : indexOf(reference);
    }

    /** @param sound an intact file of the same camera, with the same settings as far as possible */
    public static List<Recovered> of(Bytes damaged, Optional<Bytes> sound) throws IOException {
        return new Repair(damaged, sound.orElse(null)).recordings();
    }

    /** Whether a file could serve as the sound one: an index with pictures or sound in it. */
    public static boolean serves(Bytes sound) throws IOException {
        return indexOf(new Source(sound)).stream()
                .anyMatch(track -> track.shape().video() || track.shape().audio());
    }

    private static List<TrackShape.Indexed> indexOf(Source file) throws IOException {
        for (Box box : Layout.of(file).boxes()) {
            if (box.type().equals("moov")) {
                List<TrackShape.Indexed> tracks = TrackShape.tracks(file, box, file.lengthBytes());
                return Fragments.withSamples(file, box, tracks);
            }
        }
        return List.of();
    }

    private List<Recovered> recordings() throws IOException {
        Layout layout = Layout.of(source);
        List<Recovered> all = new ArrayList<>();
        for (Segment segment : Segment.of(layout, source.lengthBytes())) {
            one(segment).filter(Recovered::playable).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Recovered> one(Segment segment) throws IOException {
        if (!segment.fragments().isEmpty()) {
            return Fragments.recover(source, segment, reference, referenceTracks);
        }
        List<TrackShape.Indexed> own = segment.index().isPresent()
                ? TrackShape.tracks(source, segment.index().get(), source.lengthBytes())
                : List.of();
        if (own.stream().anyMatch(track -> track.tables().count() > 0)) {
            Optional<Recovered> indexed = byIndex(segment, own);
            if (indexed.isPresent() && !doubtful(indexed.get(), own)) {
                return unnamed(segment, indexed.get())
                        ? Optional.of(completed(indexed.get(), byWalk(segment, own, true)))
                        : indexed;
            }
            return better(indexed, byWalk(segment, own, true));
        }
        Optional<Recovered> walked = byWalk(segment, own, true);
        // A sound file of other settings describes pictures that are not these; the stream may describe itself.
        boolean foreign = own.isEmpty()
                && !referenceTracks.isEmpty()
                && walked.map(Repair::wholePictures).orElse(0L) == 0;
        return foreign ? better(walked, byWalk(segment, own, false)) : walked;
    }

    /** Whether so much of what an index names is not there that the index itself may be what is wrong. */
    private static boolean doubtful(Recovered indexed, List<TrackShape.Indexed> own) {
        long named = own.stream()
                .filter(track -> track.shape().video() && track.shape().syntax() != null)
                .mapToLong(track -> track.tables().count())
                .sum();
        return named > 0 && wholePictures(indexed) < 0.8 * named;
    }

    /** Whether much of the media belongs to no sample of the index: it is cut off, or another recording's. */
    private static boolean unnamed(Segment segment, Recovered indexed) {
        long media = segment.walkable().stream().mapToLong(Box::bodyLength).sum();
        long named = 0;
        for (FoundTrack track : indexed.tracks()) {
            for (int i = 0; i < track.count(); i++) {
                named += track.length(i);
            }
            for (FoundTrack.Gap gap : track.gaps()) {
                named += gap.sourceUntil() - gap.sourceFrom();
            }
        }
        return media - named > Math.max(UNNAMED_BYTES, media / 20);
    }

    /** What an index names, with the tracks that only following the samples found; or all of that, if it is more pictures. */
    private static Recovered completed(Recovered indexed, Optional<Recovered> walked) {
        if (walked.isEmpty() || wholePictures(walked.get()) > wholePictures(indexed)) {
            return walked.orElse(indexed);
        }
        List<FoundTrack> tracks = new ArrayList<>(indexed.tracks());
        long added = 0;
        for (FoundTrack track : walked.get().tracks()) {
            boolean lacking = tracks.stream()
                    .noneMatch(known -> known.number() == track.number()
                            || known.video() == track.video() && known.audio() == track.audio());
            if (lacking && track.count() > 0) {
                tracks.add(track);
                added += track.count();
            }
        }
        if (added == 0) {
            return indexed;
        }
        List<Note> notes = new ArrayList<>(indexed.notes());
        notes.addAll(walked.get().notes());
        notes.add(new Note("samples-not-in-index", added));
        return new Recovered(
                indexed.method(),
                tracks,
                indexed.from(),
                indexed.until(),
                walked.get().usesReference(),
                notes,
                walked.get().unrecognisedBytes());
    }

    private static Optional<Recovered> better(Optional<Recovered> one, Optional<Recovered> other) {
        long first = one.map(Repair::wholePictures).orElse(-1L);
        long second = other.map(Repair::wholePictures).orElse(-1L);
        return second > first ? other : one;
    }

    private static long wholePictures(Recovered recovered) {
        long whole = 0;
        for (FoundTrack track : recovered.tracks()) {
            for (int i = 0; track.video() && i < track.count(); i++) {
                whole += track.state(i) == State.WHOLE ? 1 : 0;
            }
        }
        return whole;
    }

    /** By the recording's own index, if its places make sense where they are or all moved alike. */
    private Optional<Recovered> byIndex(Segment segment, List<TrackShape.Indexed> own) throws IOException {
        long move = move(segment, own);
        if (move == Long.MIN_VALUE) {
            return Optional.empty();
        }
        List<FoundTrack> tracks = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        long lost = 0;
        for (TrackShape.Indexed track : own) {
            FoundTrack found = taken(track, move);
            lost += track.tables().count() - found.count();
            if (found.count() > 0) {
                tracks.add(found);
            }
        }
        if (move != 0) {
            notes.add(new Note("places-moved", move));
        }
        if (lost > 0) {
            notes.add(new Note("samples-gone", lost));
        }
        return Optional.of(new Recovered(
                move == 0 ? Method.INDEX : Method.INDEX_MOVED,
                tracks,
                segment.from(),
                segment.until(),
                false,
                notes,
                0));
    }

    /** Takes the samples that an index names and that are still there. */
    private FoundTrack taken(TrackShape.Indexed track, long move) throws IOException {
        Tables tables = track.tables();
        int unit = track.shape().plainBytes();
        boolean plain = unit > 0 && tables.count() > 0 && tables.lengths()[0] == unit;
        FoundTrack found = new FoundTrack(track.shape(), plain ? unit : 0, false);
        VideoFinder finder = videoFinder(track);
        long gapFrom = -1;
        long gapSource = 0;
        int i = 0;
        while (i < tables.count()) {
            int next = i + 1;
            if (plain) {
                while (next < tables.count() && tables.chunk()[next] == tables.chunk()[i]) {
                    next++;
                }
            }
            long length = (long) tables.lengths()[i] * (next - i);
            long offset = tables.offsets()[i] + move;
            long ends = next < tables.count() ? tables.times()[next] : tables.end();
            boolean there = length > 0
                    && length < Integer.MAX_VALUE
                    && offset >= 0
                    && offset <= source.lengthBytes() - length
                    && (length < 16 || plain || source.afterZeros(offset, offset + length) < offset + length);
            if (!there && length > 0) {
                gapSource = gapFrom < 0 ? offset : gapSource;
                gapFrom = gapFrom < 0 ? tables.times()[i] : gapFrom;
            } else if (there) {
                if (gapFrom >= 0) {
                    found.gap(new FoundTrack.Gap(gapFrom, tables.times()[i], gapSource, offset));
                    gapFrom = -1;
                }
                Finder.Hit hit = finder == null ? null : finder.at(offset, offset + length);
                boolean odd = finder != null && (hit == null || hit.damaged() || hit.length() != length);
                found.add(
                        offset,
                        (int) length,
                        tables.times()[i],
                        (int) Math.max(0, ends - tables.times()[i]),
                        tables.shifts()[i],
                        tables.syncs()[i],
                        hit == null || hit.leanedOn(),
                        odd ? State.DAMAGED : State.WHOLE);
            }
            i = next;
        }
        if (gapFrom >= 0) {
            found.gap(new FoundTrack.Gap(gapFrom, tables.end(), gapSource, Math.max(gapSource, source.lengthBytes())));
        }
        return found;
    }

    private @Nullable VideoFinder videoFinder(TrackShape.Indexed track) {
        var syntax = track.shape().syntax();
        return syntax == null
                ? null
                : new VideoFinder(source, syntax.get(), track.shape().nalLengthBytes(), Integer.MAX_VALUE);
    }

    /** By how much all places of an index are wrong; {@link Long#MIN_VALUE} if no one distance makes sense of them. */
    private long move(Segment segment, List<TrackShape.Indexed> own) throws IOException {
        List<Long> candidates = new ArrayList<>(List.of(0L, segment.from()));
        TrackShape.Indexed video = own.stream()
                .filter(track ->
                        track.shape().syntax() != null && track.tables().count() > 0)
                .findFirst()
                .orElse(null);
        TrackShape.Indexed sound = own.stream()
                .filter(track -> track.shape().aac() != null && track.tables().count() > 0)
                .findFirst()
                .orElse(null);
        TrackShape.Indexed judge = video != null ? video : sound;
        if (judge == null) {
            return segment.from();
        }
        long least = Arrays.stream(judge.tables().offsets()).min().orElse(0);
        for (TrackShape.Indexed track : own) {
            least = Math.min(
                    least, Arrays.stream(track.tables().offsets()).min().orElse(least));
        }
        if (segment.media().isPresent()) {
            candidates.add(segment.media().get().body() - least);
            candidates.add(segment.media().get().start() + 8 - least);
        }
        double best = 0;
        long move = Long.MIN_VALUE;
        for (long candidate : candidates) {
            double fits = fits(judge, candidate);
            if (fits > best + 0.02) {
                best = fits;
                move = candidate;
            }
        }
        if (best < 0.5) {
            long searched = searchedMove(segment, judge);
            if (searched != Long.MIN_VALUE && fits(judge, searched) > best + 0.02) {
                return searched;
            }
        }
        return best > 0 ? move : Long.MIN_VALUE;
    }

    /** The share of an index's samples, taken from all over it, that are where it says. */
    private double fits(TrackShape.Indexed track, long move) throws IOException {
        Tables tables = track.tables();
        int step = Math.max(1, tables.count() / SHIFT_WITNESSES);
        int looked = 0;
        int good = 0;
        for (int i = 0; i < tables.count(); i += step) {
            looked++;
            good += begins(track, i, tables.offsets()[i] + move) ? 1 : 0;
        }
        return (double) good / looked;
    }

    private boolean begins(TrackShape.Indexed track, int sample, long at) throws IOException {
        int length = track.tables().lengths()[sample];
        if (length <= 0 || at < 0 || at > source.lengthBytes() - length) {
            return false;
        }
        VideoFinder video = videoFinder(track);
        if (video != null) {
            Finder.Hit hit = video.at(at, at + length);
            return hit != null && (hit.length() == length || hit.damaged());
        }
        var aac = track.shape().aac();
        return aac != null && aac.length(source.upTo(at, length), 0) == length;
    }

    /** Looks for samples of just the lengths that the index names, one after another. */
    private long searchedMove(Segment segment, TrackShape.Indexed track) throws IOException {
        Tables tables = track.tables();
        for (int sample : new int[] {0, tables.count() / 2, tables.count() - 1}) {
            long around = Math.clamp(tables.offsets()[sample], 0, source.lengthBytes());
            long from = Math.max(segment.from(), around - SHIFT_SEARCH_BYTES);
            long until = Math.min(segment.until(), around + SHIFT_SEARCH_BYTES);
            VideoFinder quick = videoFinder(track);
            for (long at = from; at < until; at++) {
                if (quick != null && source.u32(at) > tables.lengths()[sample]) {
                    continue;
                }
                if (begins(track, sample, at) && fits(track, at - tables.offsets()[sample]) >= 0.3) {
                    return at - tables.offsets()[sample];
                }
            }
        }
        return Long.MIN_VALUE;
    }

    /** By following samples; tracks as the recording itself, the sound file or the stream describe them. */
    private Optional<Recovered> byWalk(Segment segment, List<TrackShape.Indexed> own, boolean withReference)
            throws IOException {
        List<Note> notes = new ArrayList<>();
        List<TrackShape.Indexed> borrowed = new ArrayList<>();
        for (TrackShape.Indexed track : withReference ? referenceTracks : List.<TrackShape.Indexed>of()) {
            boolean known = own.stream()
                    .anyMatch(mine -> mine.shape()
                                    .handler()
                                    .equals(track.shape().handler())
                            && mine.shape().format().equals(track.shape().format()));
            if (!known) {
                borrowed.add(track);
            }
        }
        List<Box> media = segment.walkable();
        boolean helped = !borrowed.isEmpty();
        List<TrackShape.Indexed> like = new ArrayList<>(own);
        if (!helped && like.isEmpty()) {
            like.addAll(SelfDescribed.tracks(source, media, notes));
        } else if (!helped && like.stream().noneMatch(track -> track.shape().audio())) {
            SelfDescribed.soundBeside(source, media, like, notes).ifPresent(like::add);
        }
        if (like.isEmpty() && !helped) {
            return Optional.empty();
        }
        List<Lane> lanes = Lane.like(like, borrowed, reference == null ? source : reference, source);
        Walk walk = new Walk(source, lanes);
        for (Box box : media) {
            walk.over(box.body(), Math.min(box.end(), source.lengthBytes()));
        }
        List<FoundTrack> tracks = new Assembly(lanes).tracks(walk);
        long unrecognised = 0;
        for (Walk.Skipped skipped : walk.skipped()) {
            unrecognised += skipped.until() - skipped.from();
        }
        return Optional.of(
                new Recovered(Method.WALK, tracks, segment.from(), segment.until(), helped, notes, unrecognised));
    }
}
