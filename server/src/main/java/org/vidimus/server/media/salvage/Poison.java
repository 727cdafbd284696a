package org.vidimus.server.media.salvage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vidimus.server.media.Decoding;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.repair.FoundTrack;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.MovieFile;

/**
 * Finds damaged pictures that spoil sound ones. A decoder that mends a broken picture may show even the next group wrongly,
 * though every bit of it is there. Those broken pictures are left out of what is made, and told as missing; all others stay.
 */
final class Poison {
    private static final int ROUNDS = 3;

    private final Decoding decoding;
    private final Bytes bytes;
    private long leftOut;

    Poison(Decoding decoding, Bytes bytes) {
        this.decoding = decoding;
        this.bytes = bytes;
    }

    /** How many pictures were left out. */
    long leftOut() {
        return leftOut;
    }

    /** @param tracks marked by what decoding said */
    List<FoundTrack> without(List<FoundTrack> tracks) throws IOException {
        boolean suspect = tracks.stream().filter(FoundTrack::video).anyMatch(Poison::mixed);
        if (!suspect) {
            return tracks;
        }
        List<FoundTrack> clean = withoutBroken(tracks);
        Reporting.Heard wanted = shown(clean);
        List<FoundTrack> kept = tracks;
        for (int round = 0; round < ROUNDS; round++) {
            Reporting.Heard now = shown(kept);
            boolean last = round == ROUNDS - 1;
            List<FoundTrack> next = new ArrayList<>();
            int stream = 0;
            for (FoundTrack track : Reporting.streams(kept)) {
                FoundTrack sound = Reporting.streams(clean).get(stream);
                Set<Integer> culprits = track.video() && track.count() > 0 && sound.count() > 0
                        ? culprits(track, now.of(stream), sound.time(0), wanted.of(stream), last)
                        : Set.of();
                leftOut += culprits.size();
                next.add(culprits.isEmpty() ? track : track.without(culprits));
                stream++;
            }
            kept.stream().filter(track -> !track.video() && !track.audio()).forEach(next::add);
            if (next.equals(all(kept))) {
                return kept;
            }
            kept = next;
        }
        return kept;
    }

    /** In the order of {@link Reporting#streams}, with all else behind. */
    private static List<FoundTrack> all(List<FoundTrack> tracks) {
        List<FoundTrack> all = new ArrayList<>(Reporting.streams(tracks));
        tracks.stream().filter(track -> !track.video() && !track.audio()).forEach(all::add);
        return all;
    }

    private static boolean mixed(FoundTrack track) {
        int broken = broken(track).size();
        return broken > 0 && broken < track.count();
    }

    private static Set<Integer> broken(FoundTrack track) {
        Set<Integer> broken = new HashSet<>();
        for (int i = 0; track.video() && i < track.count(); i++) {
            if (track.state(i) != State.WHOLE) {
                broken.add(i);
            }
        }
        return broken;
    }

    private static List<FoundTrack> withoutBroken(List<FoundTrack> tracks) {
        return tracks.stream().map(Poison::withoutBroken).toList();
    }

    private static FoundTrack withoutBroken(FoundTrack track) {
        Set<Integer> broken = broken(track);
        return broken.isEmpty() ? track : track.without(broken);
    }

    private Reporting.Heard shown(List<FoundTrack> tracks) throws IOException {
        Reporting.Heard heard = new Reporting.Heard();
        List<FoundTrack> pictures = tracks.stream()
                .filter(track -> track.video() && track.count() > 0)
                .toList();
        if (!pictures.isEmpty()) {
            MovieFile movie = MovieFile.of(bytes, pictures);
            decoding.shownPictures(Workbench.copying(movie.stream()), heard::frame);
        }
        return heard;
    }

    /** Broken pictures before whole ones that do not come out as they do without any broken ones. */
    private static Set<Integer> culprits(
            FoundTrack track, Map<Long, Long> shown, long cleanZero, Map<Long, Long> wanted, boolean all) {
        Set<Integer> culprits = new HashSet<>();
        List<Integer> pending = new ArrayList<>();
        boolean spoilt = false;
        for (int i = 0; i < track.count(); i++) {
            if (track.state(i) != State.WHOLE) {
                if (spoilt) {
                    pending.clear();
                    spoilt = false;
                }
                pending.add(i);
                continue;
            }
            Long now = shown.get(track.written(i, track.time(0)));
            Long should = wanted.get(track.written(i, cleanZero));
            if (should != null && !should.equals(now)) {
                spoilt = true;
                culprits.addAll(pending);
            }
        }
        return all && !culprits.isEmpty() ? broken(track) : culprits;
    }
}
