package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.Recovered.Method;
import org.vidimus.server.media.salvage.repair.Recovered.Note;

/** Recordings in fragments (ISO/IEC 14496-12 §8.8): each head that is whole names its samples and when they are shown. */
final class Fragments {
    private static final int MOST_SAMPLES_A_RUN = 2_000_000;
    private static final int NOT_SYNC = 0x10000;

    private final Source source;
    private final Map<Integer, FoundTrack> tracks = new LinkedHashMap<>();
    private final Map<Integer, int[]> defaults = new HashMap<>();
    private final Map<Integer, VideoFinder> finders = new HashMap<>();
    private final Map<Integer, Long> until = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private long sequence = -1;
    /** Whether the recording's own head is there: then its fragments are counted from 1, and its times from 0. */
    private boolean ownHead;

    private boolean beginningLost;
    private long lost;
    private long sourceUntil;

    private Fragments(Source source) {
        this.source = source;
    }

    static Optional<Recovered> recover(
            Source source, Segment segment, @Nullable Source reference, List<TrackShape.Indexed> referenceTracks)
            throws IOException {
        Fragments fragments = new Fragments(source);
        boolean helped = false;
        List<TrackShape.Indexed> own = segment.index().isPresent()
                ? TrackShape.tracks(source, segment.index().get(), source.lengthBytes())
                : List.of();
        if (own.isEmpty()) {
            own = referenceTracks;
            helped = !own.isEmpty();
            if (reference != null) {
                for (Box box : Layout.of(reference).boxes()) {
                    if (box.type().equals("moov")) {
                        fragments.defaults(reference, box);
                    }
                }
            }
        } else {
            fragments.defaults(source, segment.index().get());
            fragments.ownHead = true;
        }
        for (TrackShape.Indexed track : own) {
            fragments.tracks.put(track.shape().number(), new FoundTrack(track.shape()));
            var syntax = track.shape().syntax();
            if (syntax != null) {
                fragments.finders.put(
                        track.shape().number(),
                        new VideoFinder(source, syntax.get(), track.shape().nalLengthBytes(), Integer.MAX_VALUE));
            }
            if (track.tables().count() > 0 && !helped) {
                fragments.before(track);
            }
        }
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<Lane> lanes = helped && reference != null
                ? Lane.like(List.of(), own, reference, source)
                : Lane.like(own, List.of(), source, source);
        boolean headed = !helped && segment.index().isPresent();
        Mark before = fragments.mark();
        for (Box box : segment.inOrder()) {
            if (box.type().equals("moof")) {
                before = fragments.mark();
                fragments.add(box, segment);
                headed = box.whole(source.lengthBytes());
            } else if (box.type().equals("mdat") || box.type().equals("????")) {
                if (!headed || box.type().equals("????")) {
                    fragments.walk(box, lanes);
                } else if (fragments.doubtful(before, box)) {
                    fragments.followed(before, box, lanes);
                }
                headed = false;
            }
        }
        if (fragments.lost > 0) {
            fragments.notes.add(new Note("samples-gone", fragments.lost));
        }
        List<FoundTrack> found = fragments.tracks.values().stream()
                .filter(track -> track.count() > 0)
                .toList();
        return Optional.of(
                new Recovered(Method.FRAGMENTS, found, segment.from(), segment.until(), helped, fragments.notes, 0));
    }

    /** How far the tracks are, to come back to. */
    private record Mark(Map<Integer, int[]> counts, Map<Integer, Long> until, long lost, int notes) {}

    private Mark mark() {
        Map<Integer, int[]> counts = new HashMap<>();
        tracks.forEach((id, track) ->
                counts.put(id, new int[] {track.count(), track.gaps().size()}));
        return new Mark(counts, new HashMap<>(until), lost, notes.size());
    }

    private void back(Mark mark) {
        tracks.forEach((id, track) -> {
            int[] counts = mark.counts().getOrDefault(id, new int[2]);
            track.shorten(counts[0], counts[1]);
        });
        until.clear();
        until.putAll(mark.until());
        lost = mark.lost();
        notes.subList(mark.notes(), notes.size()).clear();
    }

    /** Whether a fragment's head names samples that are not there, or not those that are: the head itself may be damaged. */
    private boolean doubtful(Mark before, Box media) {
        long named = 0;
        long odd = 0;
        long pictures = 0;
        for (Map.Entry<Integer, FoundTrack> each : tracks.entrySet()) {
            FoundTrack track = each.getValue();
            for (int i = before.counts().getOrDefault(each.getKey(), new int[2])[0]; i < track.count(); i++) {
                named += track.length(i);
                boolean told = finders.containsKey(each.getKey());
                pictures += told ? 1 : 0;
                odd += told && track.state(i) != State.WHOLE ? 1 : 0;
            }
        }
        long there = Math.min(media.end(), source.lengthBytes()) - media.body();
        return odd * 10 > pictures || named < there * 9 / 10;
    }

    /** Follows the samples of a fragment instead of believing its head, and keeps what gave more whole pictures. */
    private void followed(Mark before, Box media, List<Lane> lanes) throws IOException {
        long named = wholeSince(before);
        Map<Integer, Long> starts = new HashMap<>();
        tracks.forEach((id, track) -> {
            int first = before.counts().getOrDefault(id, new int[2])[0];
            if (track.count() > first) {
                starts.put(id, track.time(first));
            }
        });
        FoundTrack[] kept = tracks.values().toArray(FoundTrack[]::new);
        List<FoundTrack> copies = new ArrayList<>();
        for (FoundTrack track : kept) {
            copies.add(track.without(java.util.Set.of()));
        }
        Mark after = mark();
        List<Note> notesAfter = List.copyOf(notes);
        back(before);
        starts.forEach((id, time) -> until.merge(id, time, Math::max));
        walk(media, lanes);
        if (wholeSince(before) > named) {
            return;
        }
        int next = 0;
        for (Map.Entry<Integer, FoundTrack> each : tracks.entrySet()) {
            each.setValue(copies.get(next++));
        }
        until.clear();
        until.putAll(after.until());
        lost = after.lost();
        notes.clear();
        notes.addAll(notesAfter);
    }

    private long wholeSince(Mark mark) {
        long whole = 0;
        for (Map.Entry<Integer, FoundTrack> each : tracks.entrySet()) {
            FoundTrack track = each.getValue();
            for (int i = mark.counts().getOrDefault(each.getKey(), new int[2])[0]; i < track.count(); i++) {
                whole += track.video() && track.state(i) == State.WHOLE ? 1 : 0;
            }
        }
        return whole;
    }

    /** Media whose head is lost: its samples are followed one by one, and put where the fragment before ended. */
    private void walk(Box media, List<Lane> lanes) throws IOException {
        Walk walk = new Walk(source, lanes);
        walk.over(media.body(), Math.min(media.end(), source.lengthBytes()));
        long taken = 0;
        for (FoundTrack part : new Assembly(lanes).tracks(walk)) {
            FoundTrack track = tracks.get(part.number());
            if (track == null) {
                continue;
            }
            long start = until.getOrDefault(part.number(), 0L);
            int usual = usualShift(track) - usualShift(part);
            for (FoundTrack.Gap gap : part.gaps()) {
                track.gap(new FoundTrack.Gap(
                        start + gap.from(), start + gap.until(), gap.sourceFrom(), gap.sourceUntil()));
            }
            breaks(walk, part, start, track);
            for (int i = 0; i < part.count(); i++) {
                track.add(
                        part.offset(i),
                        part.length(i),
                        start + part.time(i),
                        part.duration(i),
                        part.shift(i) + (track.count() == 0 ? 0 : usual),
                        part.sync(i),
                        part.leanedOn(i),
                        part.state(i));
                until.put(part.number(), start + part.time(i) + part.duration(i));
            }
            track.estimatedFrom(start);
            taken += part.count();
        }
        if (taken > 0) {
            notes.add(new Note("fragment-without-head", taken));
        }
    }

    /** Where bytes were passed over, what comes next leans on nothing that is known, though how much is missing is not. */
    private static void breaks(Walk walk, FoundTrack part, long start, FoundTrack track) {
        for (Walk.Skipped skipped : walk.skipped()) {
            if (!part.video() || skipped.until() - skipped.from() < 64) {
                continue;
            }
            for (int i = 0; i < part.count(); i++) {
                if (part.offset(i) >= skipped.until()) {
                    long at = start + part.time(i);
                    track.gap(new FoundTrack.Gap(at, at, skipped.from(), skipped.until()));
                    break;
                }
            }
        }
    }

    /** By how much pictures that decoding can begin at are shown later than they are decoded. */
    private static int usualShift(FoundTrack track) {
        for (int i = track.count() - 1; i >= 0; i--) {
            if (track.sync(i)) {
                return track.shift(i);
            }
        }
        return 0;
    }

    /** Samples that a partly fragmented file names in its index. */
    private void before(TrackShape.Indexed track) {
        FoundTrack found = tracks.get(track.shape().number());
        Tables tables = track.tables();
        for (int i = 0; found != null && i < tables.count(); i++) {
            if (tables.offsets()[i] + tables.lengths()[i] <= source.lengthBytes()) {
                long ends = i + 1 < tables.count() ? tables.times()[i + 1] : tables.end();
                found.add(
                        tables.offsets()[i],
                        tables.lengths()[i],
                        tables.times()[i],
                        (int) (ends - tables.times()[i]),
                        tables.shifts()[i],
                        tables.syncs()[i],
                        true,
                        State.WHOLE);
                until.put(track.shape().number(), ends);
            }
        }
    }

    private void defaults(Bytes bytes, Box moov) throws IOException {
        Optional<Box> mvex = Tables.find(bytes, moov, "mvex");
        if (mvex.isPresent()) {
            for (Box trex : Tables.children(bytes, mvex.get())) {
                if (trex.type().equals("trex") && trex.bodyLength() >= 24) {
                    ByteBuffer body = ByteBuffer.wrap(bytes.read(trex.body(), 24));
                    defaults.put(body.getInt(4), new int[] {body.getInt(12), body.getInt(16), body.getInt(20)});
                }
            }
        }
    }

    private void add(Box moof, Segment segment) throws IOException {
        if (!moof.whole(source.lengthBytes()) || moof.bodyLength() > 64L << 20) {
            return;
        }
        Optional<Box> head = moof.find(source, "mfhd").filter(box -> box.bodyLength() >= 8);
        long number = head.isPresent() ? source.u32(head.get().body() + 4) : -1;
        List<Box> trafs = moof.all(source, "traf");
        beginningLost = ownHead && sequence < 0 && number > 1 && !saysThatItBegins(trafs);
        for (Box traf : trafs) {
            track(moof, traf, segment);
        }
        if (beginningLost) {
            notes.add(new Note("fragments-missing", number - 1));
        } else if (sequence >= 0 && number > sequence + 1) {
            notes.add(new Note("fragments-missing", number - sequence - 1));
        }
        sequence = Math.max(sequence, number);
    }

    /** Some cameras count on from one file of a recording to the next; the times tell that nothing comes before. */
    private boolean saysThatItBegins(List<Box> trafs) throws IOException {
        for (Box traf : trafs) {
            if (decodeTime(traf).equals(OptionalLong.of(0))) {
                return true;
            }
        }
        return false;
    }

    private void track(Box moof, Box traf, Segment segment) throws IOException {
        Optional<Box> tfhd = traf.find(source, "tfhd");
        if (tfhd.isEmpty() || tfhd.get().bodyLength() < 8 || tfhd.get().bodyLength() > 64) {
            return;
        }
        ByteBuffer head =
                ByteBuffer.wrap(source.read(tfhd.get().body(), (int) tfhd.get().bodyLength()));
        int flags = head.getInt() & 0xffffff;
        int id = head.getInt();
        FoundTrack track = tracks.get(id);
        if (track == null && tracks.size() == 1) {
            // The init segment of another file of the camera may number its one track differently.
            track = tracks.values().iterator().next();
            id = tracks.keySet().iterator().next();
        }
        if (track == null) {
            return;
        }
        int[] usual = defaults.getOrDefault(id, new int[3]);
        int needed = ((flags & 1) != 0 ? 8 : 0) + 4 * Integer.bitCount(flags & 0x3a);
        if (head.remaining() < needed) {
            return;
        }
        long base = moof.start();
        if ((flags & 1) != 0) {
            // Of a file that lost its beginning, or has garbage before it, places are counted from elsewhere.
            long claimed = head.getLong();
            base = claimed == moof.start() - segment.from() || claimed == moof.start() ? moof.start() : claimed;
            base = base > source.lengthBytes() || base < 0 || Math.abs(base - moof.start()) > 1 << 30
                    ? moof.start()
                    : moof.start();
        }
        if ((flags & 2) != 0) {
            head.getInt();
        }
        int duration = (flags & 8) != 0 ? head.getInt() : usual[0];
        int size = (flags & 0x10) != 0 ? head.getInt() : usual[1];
        int sampleFlags = (flags & 0x20) != 0 ? head.getInt() : usual[2];
        long time = time(traf, id, track);
        long next = base + moof.end() - moof.start() + 8;
        for (Box trun : traf.all(source, "trun")) {
            Run run = new Run(duration, size, sampleFlags, time, base, next);
            if (!run.read(trun, track, finders.get(id))) {
                break;
            }
            time = run.time;
            next = run.at;
        }
        until.put(id, time);
    }

    /** When the fragment begins; a jump against where the last one ended is a gap. */
    private long time(Box traf, int id, FoundTrack track) throws IOException {
        long expected = until.getOrDefault(id, 0L);
        long time = decodeTime(traf).orElse(expected);
        if (time <= expected) {
            return expected;
        }
        if (track.count() > 0) {
            int last = track.count() - 1;
            track.gap(new FoundTrack.Gap(expected, time, track.offset(last) + track.length(last), traf.start()));
        } else if (beginningLost) {
            track.gap(new FoundTrack.Gap(expected, time, traf.start(), traf.start()));
        }
        return time;
    }

    private OptionalLong decodeTime(Box traf) throws IOException {
        Optional<Box> tfdt = traf.find(source, "tfdt");
        if (tfdt.isEmpty() || tfdt.get().bodyLength() < 8) {
            return OptionalLong.empty();
        }
        boolean wide = source.u8(tfdt.get().body()) == 1 && tfdt.get().bodyLength() >= 12;
        return OptionalLong.of(source.number(tfdt.get().body() + 4, wide ? 8 : 4));
    }

    /** One run of samples. */
    private final class Run {
        private final int duration;
        private final int size;
        private final int flags;
        private final long base;
        private long time;
        private long at;

        Run(int duration, int size, int flags, long time, long base, long at) {
            this.duration = duration;
            this.size = size;
            this.flags = flags;
            this.time = time;
            this.base = base;
            this.at = at;
        }

        /** @return whether all of it was there */
        boolean read(Box trun, FoundTrack track, @Nullable VideoFinder finder) throws IOException {
            if (trun.bodyLength() < 8 || trun.bodyLength() > 64 << 20) {
                return false;
            }
            ByteBuffer body = ByteBuffer.wrap(source.read(trun.body(), (int) trun.bodyLength()));
            int has = body.getInt() & 0xffffff;
            long count = Integer.toUnsignedLong(body.getInt());
            if (body.remaining() < 4 * Integer.bitCount(has & 5)) {
                return false;
            }
            at = (has & 1) != 0 ? base + body.getInt() : at;
            int first = (has & 4) != 0 ? body.getInt() : flags;
            int entry = 4 * Integer.bitCount(has & 0xf00);
            for (long i = 0; i < Math.min(count, MOST_SAMPLES_A_RUN); i++) {
                if (body.remaining() < entry) {
                    return false;
                }
                long lasts = Integer.toUnsignedLong((has & 0x100) != 0 ? body.getInt() : duration);
                int length = (has & 0x200) != 0 ? body.getInt() : size;
                int own = (has & 0x400) != 0 ? body.getInt() : i == 0 ? first : flags;
                int shift = (has & 0x800) != 0 ? body.getInt() : 0;
                if (length <= 0 || at < 0 || at > source.lengthBytes() - length) {
                    lost += Math.max(1, Math.min(count, MOST_SAMPLES_A_RUN) - i);
                    return false;
                }
                sample(track, finder, length, (int) Math.min(lasts, Integer.MAX_VALUE), shift, (own & NOT_SYNC) == 0);
            }
            return true;
        }

        private void sample(
                FoundTrack track, @Nullable VideoFinder finder, int length, int lasts, int shift, boolean sync)
                throws IOException {
            Finder.Hit hit = finder == null ? null : finder.at(at, at + length);
            boolean odd = finder != null && (hit == null || hit.damaged() || hit.length() != length);
            track.add(
                    at,
                    length,
                    time,
                    lasts,
                    shift,
                    sync,
                    hit == null || hit.leanedOn(),
                    odd ? State.DAMAGED : State.WHOLE);
            at += length;
            time += lasts;
            sourceUntil = Math.max(sourceUntil, at);
        }
    }

    /** The tracks of a sound file that is fragmented itself, with the samples of its fragments, for what can be learnt of them. */
    static List<TrackShape.Indexed> withSamples(Source file, Box moov, List<TrackShape.Indexed> tracks)
            throws IOException {
        if (tracks.stream().anyMatch(track -> track.tables().count() > 0)) {
            return tracks;
        }
        Fragments fragments = new Fragments(file);
        fragments.defaults(file, moov);
        tracks.forEach(track -> fragments.tracks.put(track.shape().number(), new FoundTrack(track.shape())));
        Segment whole = new Segment(0, file.lengthBytes(), Layout.of(file).boxes(), List.of());
        for (Box moof : whole.fragments()) {
            fragments.add(moof, whole);
        }
        List<TrackShape.Indexed> filled = new ArrayList<>();
        for (TrackShape.Indexed track : tracks) {
            FoundTrack found = fragments.tracks.get(track.shape().number());
            filled.add(new TrackShape.Indexed(track.shape(), found == null ? Tables.NONE : asTables(found)));
        }
        return filled;
    }

    private static Tables asTables(FoundTrack track) {
        int n = track.count();
        long[] offsets = new long[n];
        int[] lengths = new int[n];
        long[] times = new long[n];
        int[] shifts = new int[n];
        boolean[] syncs = new boolean[n];
        int[] chunk = new int[n];
        for (int i = 0; i < n; i++) {
            offsets[i] = track.offset(i);
            lengths[i] = track.length(i);
            times[i] = track.time(i);
            shifts[i] = track.shift(i);
            syncs[i] = track.sync(i);
            chunk[i] = i == 0 ? 0 : chunk[i - 1] + (offsets[i] == offsets[i - 1] + lengths[i - 1] ? 0 : 1);
        }
        return new Tables(
                n,
                offsets,
                lengths,
                times,
                shifts,
                syncs,
                chunk,
                n == 0 ? 0 : track.time(n - 1) + track.duration(n - 1));
    }
}
