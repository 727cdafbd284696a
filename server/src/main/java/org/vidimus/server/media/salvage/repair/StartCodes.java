package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.codec.H264;
import org.vidimus.server.media.salvage.codec.H265;
import org.vidimus.server.media.salvage.codec.NalHead;
import org.vidimus.server.media.salvage.codec.NalSyntax;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.Recovered.Method;
import org.vidimus.server.media.salvage.repair.Recovered.Note;

/**
 * A bare stream of H.264 or H.265 (Annex B of either): NAL units after start codes, in no container. Its pace is what the stream
 * says of itself, else 25 pictures a second, which the report calls a guess.
 */
public final class StartCodes {
    private static final int USUAL_PACE = 25;
    private static final long SEARCH_BYTES = 16L << 20;

    private final Source source;
    private final NalSyntax syntax;
    private final List<NalHead> heads = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private long passedOver;

    private StartCodes(Source source, NalSyntax syntax) {
        this.source = source;
        this.syntax = syntax;
    }

    /** @return empty if the bytes are no such stream */
    public static Optional<Recovered> of(Bytes bytes) throws IOException {
        Source source = new Source(bytes);
        for (NalSyntax syntax : List.of(new H264(), new H265())) {
            StartCodes stream = new StartCodes(source, syntax);
            if (stream.learn()) {
                return stream.recover();
            }
        }
        return Optional.empty();
    }

    /** Parameter sets are needed for the description, and may come only after damage. */
    private boolean learn() throws IOException {
        long end = Math.min(source.lengthBytes(), SEARCH_BYTES);
        long at = next(0, end);
        while (at >= 0 && !syntax.knows()) {
            long after = next(at, end);
            int length = (int) Math.min(4096, (after < 0 ? end : after - 3) - at);
            if (length >= 4) {
                byte[] nal = source.read(at, length);
                NalHead head = syntax.head(nal, 0, Math.min(length, NalSyntax.HEAD_BYTES), length);
                if (head != null && syntax.isParameterSet(head.type())) {
                    syntax.learn(nal, 0, trimmed(nal));
                }
            }
            at = after;
        }
        return syntax.knows();
    }

    private static int trimmed(byte[] nal) {
        int length = nal.length;
        while (length > 1 && nal[length - 1] == 0) {
            length--;
        }
        return length;
    }

    /** The place just behind the next start code; -1 if there is none. */
    private long next(long from, long until) throws IOException {
        int zeros = 0;
        for (long at = from; at < until; at++) {
            int b = source.u8(at);
            if (b == 1 && zeros >= 2) {
                return at + 1;
            }
            zeros = b == 0 ? zeros + 1 : 0;
        }
        return -1;
    }

    private Optional<Recovered> recover() throws IOException {
        long[] timing = syntax.timing();
        int scale = 90_000;
        int lasts = timing == null ? scale / USUAL_PACE : (int) (scale * timing[0] / timing[1]);
        if (timing == null) {
            notes.add(new Note("pace-guessed", USUAL_PACE));
        }
        FoundTrack track = new FoundTrack(SelfDescribed.video(syntax), 0, true);
        if (timing == null) {
            track.estimatedFrom(0);
        }
        Shot shot = new Shot(track, lasts);
        long length = source.lengthBytes();
        long at = next(0, length);
        passedOver = at < 0 ? length : 0;
        while (at >= 0) {
            long after = next(at, length);
            long end = after < 0 ? length : after - 3;
            while (end > at && source.u8(end - 1) == 0) {
                end--;
            }
            unit(shot, at, end);
            at = after;
        }
        shot.close();
        Assembly.showInOrder(track, heads, List.of(), syntax);
        return track.count() == 0
                ? Optional.empty()
                : Optional.of(new Recovered(Method.START_CODES, List.of(track), 0, length, false, notes, passedOver));
    }

    private void unit(Shot shot, long at, long end) throws IOException {
        int length = (int) Math.min(Integer.MAX_VALUE, end - at);
        if (length < 2) {
            return;
        }
        byte[] start = source.upTo(at, Math.min(length, NalSyntax.HEAD_BYTES));
        NalHead head = syntax.head(start, 0, start.length, length);
        if (head == null) {
            passedOver += length;
            shot.broken();
            return;
        }
        if (syntax.isParameterSet(head.type()) && length <= 8192) {
            byte[] nal = source.read(at, length);
            syntax.learn(nal, 0, nal.length);
        }
        shot.add(head, at, length);
    }

    /** One picture while its units come. */
    private final class Shot {
        private final FoundTrack track;
        private final int lasts;
        private final List<long[]> units = new ArrayList<>();
        private @Nullable NalHead first;
        private @Nullable NalHead last;
        private boolean leaned;
        private boolean damaged;

        Shot(FoundTrack track, int lasts) {
            this.track = track;
            this.lasts = lasts;
        }

        void broken() {
            damaged = true;
        }

        void add(NalHead head, long at, int length) {
            if (last != null && syntax.startsAnother(last, head)) {
                close();
            }
            if (head.slice()) {
                damaged |= first == null && !head.first();
                first = first == null ? head : first;
                last = head;
                leaned |= head.reference();
            }
            units.add(new long[] {at, length});
        }

        void close() {
            if (first != null) {
                units.forEach(unit -> track.piece(unit[0], (int) unit[1]));
                long begin = units.getFirst()[0];
                int length = (int) (units.getLast()[0] + units.getLast()[1] - begin);
                heads.add(first);
                track.add(
                        begin,
                        length,
                        (long) track.count() * lasts,
                        lasts,
                        0,
                        first.sync(),
                        leaned,
                        damaged ? State.DAMAGED : State.WHOLE);
            }
            units.clear();
            first = null;
            last = null;
            leaned = false;
            damaged = false;
        }
    }
}
