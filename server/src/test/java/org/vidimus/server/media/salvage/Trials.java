package org.vidimus.server.media.salvage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.vidimus.server.media.salvage.Truth.Piece;
import org.vidimus.server.media.salvage.repair.Damaged;

/** Everything that is done to one clip, by the kind of its container. Reproducible: the same clip breaks the same way. */
final class Trials {
    private static final int PACKET = 188;

    /**
     * One broken file.
     *
     * @param picture whether a picture of the truth, by its number, was touched
     */
    record Trial(String name, byte[] damaged, LongFunction<Boolean> picture, LongFunction<Boolean> sound) {}

    private final byte[] file;
    private final byte[] other;
    private final Truth truth;
    private final Map<String, Trial> trials = new LinkedHashMap<>();

    private Trials(byte[] file, byte[] other, Truth truth) {
        this.file = file;
        this.other = other;
        this.truth = truth;
    }

    /** @param other a sound file of the same camera */
    static List<Trial> of(String kind, byte[] file, byte[] other, Truth truth) {
        Trials trials = new Trials(file, other, truth);
        switch (kind) {
            case "mp4" -> trials.movie();
            case "fmp4" -> trials.fragments();
            case "ts" -> trials.transport();
            case "mkv" -> trials.matroska();
            case "avi" -> trials.avi();
            case "raw" -> trials.bare();
            default -> throw new IllegalArgumentException(kind);
        }
        return List.copyOf(trials.trials.values());
    }

    private Wreck wreck() {
        return new Wreck(file);
    }

    private void add(String name, Wreck wreck) {
        trials.put(
                name, new Trial(name, wreck.bytes(), touched(truth.pictures(), wreck), touched(truth.sounds(), wreck)));
    }

    private static LongFunction<Boolean> touched(List<Piece> pieces, Wreck wreck) {
        return i -> {
            Piece piece = pieces.get((int) i);
            return wreck.touched(piece.at(), piece.at() + piece.size());
        };
    }

    /** Sectors, bits and blocks within a stretch that holds media. */
    private void holes(long from, long until, String name, java.util.function.UnaryOperator<Wreck> then) {
        long middle = (from + until) / 2 / 512 * 512;
        add(name + "sectors 512", then.apply(wreck().sectors(from, until, 512, 6, 0, 1)));
        add(name + "sectors 4096", then.apply(wreck().sectors(from, until, 4096, 3, 0, 2)));
        add(name + "sectors FF", then.apply(wreck().sectors(from, until, 4096, 3, 0xff, 3)));
        add(name + "foreign sectors", then.apply(wreck().sectors(from, until, 4096, 3, -1, 4)));
        if (until - from > 300_000) {
            add(name + "64K zeroed", then.apply(wreck().filled(middle, 65_536, 0)));
        }
        add(name + "flips 20", then.apply(wreck().flips(from, until, 20, 5)));
        add(
                name + "blocks swapped",
                then.apply(wreck().swapped((from + (until - from) / 4) / 512 * 512, middle + 4096, 4096)));
    }

    private void movie() {
        int[] mdat = Damaged.box(file, "mdat");
        int[] moov = Damaged.box(file, "moov");
        long from = mdat[0] + 8L;
        long until = mdat[0] + mdat[1];
        boolean last = moov[0] > mdat[0];
        add("whole", wreck());
        add("no index", wreck().replaced(Damaged.withoutIndex(file)));
        add("index zeroed", wreck().replaced(Damaged.zeroed(file, moov[0] + 8, moov[1] - 8)));
        add("index overwritten", wreck().noise(moov[0], moov[1], 6));
        add("index of another", wreck().replaced(foreign(moov)));
        add(
                "half the index",
                last ? wreck().cut(moov[0] + moov[1] / 2) : wreck().filled(moov[0] + moov[1] / 2, moov[1], 0));
        add("power lost", wreck().replaced(Damaged.lostPower(file, 300_000)));
        add("tail cut", wreck().cut(from + (until - from) * 7 / 10));
        add("head lost 4K", wreck().filled(0, 4096, 0));
        add("head lost 64K", wreck().filled(0, 65_536, 0));
        add("garbage before", wreck().before(Damaged.noise(777, 7)));
        add("10,000 bytes missing", wreck().removed((from + until) / 2, 10_000));
        holes(from, until, "", wreck -> wreck);
        holes(from, until, "no index, ", wreck -> wreck.replaced(Damaged.withoutIndex(wreck.bytes())));
    }

    /** The media with the index of another recording of the same camera. */
    private byte[] foreign(int[] moov) {
        int[] theirs = Damaged.box(other, "moov");
        byte[] index = Arrays.copyOfRange(other, theirs[0], theirs[0] + theirs[1]);
        byte[] tail = Arrays.copyOfRange(file, moov[0] + moov[1], file.length);
        return Damaged.joined(Arrays.copyOf(file, moov[0]), index, tail);
    }

    private void fragments() {
        List<int[]> moofs = boxes("moof");
        List<int[]> mdats = boxes("mdat");
        int middle = moofs.size() / 2;
        int[] moof = moofs.get(middle);
        int[] mdat = mdats.get(middle);
        add("whole", wreck());
        add("fragment lost", wreck().removed(moof[0], mdat[0] + mdat[1] - moof[0]));
        add("cut in a fragment", wreck().cut(mdat[0] + mdat[1] / 2));
        add("cut in a head", wreck().cut(moof[0] + moof[1] / 2));
        add("head zeroed", wreck().filled(moof[0], moof[1], 0));
        add("run damaged", wreck().noise(Wreck.find(file, moof[0], "trun") + 12, 48, 8));
        add("run's count damaged", wreck().noise(Wreck.find(file, moof[0], "trun") + 8, 4, 9));
        add("time damaged", wreck().noise(Wreck.find(file, moof[0], "tfdt") + 8, 8, 10));
        add("media's head zeroed", wreck().filled(mdat[0], 8, 0));
        add("first fragment's start lost", wreck().filled(0, moofs.getFirst()[0] + 20, 0));
        add("8,000 bytes missing", wreck().removed(mdat[0] + mdat[1] / 2, Math.min(8_000, mdat[1] / 3)));
        holes(mdats.getFirst()[0] + 8L, mdats.getLast()[0] + mdats.getLast()[1], "", wreck -> wreck);
    }

    private List<int[]> boxes(String type) {
        List<int[]> boxes = new ArrayList<>();
        int at = 0;
        while (at + 8 <= file.length) {
            int size = ByteBuffer.wrap(file).getInt(at);
            if (Wreck.find(file, at + 4, type) == at + 4) {
                boxes.add(new int[] {at, size});
            }
            if (size < 8) {
                break;
            }
            at += size;
        }
        return boxes;
    }

    private void transport() {
        int packets = file.length / PACKET;
        add("whole", wreck());
        packetsLost("2 % of packets lost", packet -> new Random(packet * 31L).nextInt(50) == 0 && packet > 20);
        packetsLost("60 packets lost", packet -> packet >= packets / 2 && packet < packets / 2 + 60);
        packetsLost("every tenth of a second half lost", packet -> packet > packets / 2 && packet % 10 == 3);
        add("begins in a packet", wreck().removed(0, 100));
        add("3,001 bytes missing", wreck().removed(file.length / 2, 3_001));
        add("cut", wreck().cut(file.length * 6L / 10 + 77));
        add("4 bytes before each packet", wreck().replaced(timed(file)));
        byte[] holed =
                wreck().sectors(file.length / 4, file.length, 4096, 3, 0, 11).bytes();
        add(
                "4 bytes before, sectors zeroed",
                wreck().sectors(file.length / 4, file.length, 4096, 3, 0, 11).replaced(timed(holed)));
        holes(file.length / 10, file.length, "", wreck -> wreck);
    }

    private static byte[] timed(byte[] stream) {
        byte[] timed = new byte[stream.length / PACKET * 192];
        for (int i = 0; i < stream.length / PACKET; i++) {
            ByteBuffer.wrap(timed).putInt(i * 192, i * 1_000);
            System.arraycopy(stream, i * PACKET, timed, i * 192 + 4, PACKET);
        }
        return timed;
    }

    private void packetsLost(String name, java.util.function.IntPredicate lost) {
        Wreck wreck = wreck();
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < file.length / PACKET; i++) {
            if (lost.test(i)) {
                wreck.filled((long) i * PACKET, PACKET, 0);
            } else {
                kept.add(Arrays.copyOfRange(file, i * PACKET, (i + 1) * PACKET));
            }
        }
        add(name, wreck.replaced(Damaged.joined(kept.toArray(byte[][]::new))));
    }

    private void matroska() {
        List<Integer> clusters = new ArrayList<>();
        for (int at = Wreck.find(file, 0, 0x1f, 0x43, 0xb6, 0x75);
                at >= 0;
                at = Wreck.find(file, at + 4, 0x1f, 0x43, 0xb6, 0x75)) {
            clusters.add(at);
        }
        add("whole", wreck());
        add("cut", wreck().cut(file.length * 6L / 10));
        if (clusters.size() > 2) {
            add("cluster's head zeroed", wreck().filled(clusters.get(clusters.size() / 2), 12, 0));
            add("cluster's length damaged", wreck().noise(clusters.get(1) + 4L, 4, 12));
        }
        add("head of the segment zeroed", wreck().filled(40, 12, 0));
        add("5,000 bytes missing", wreck().removed(file.length / 2, 5_000));
        holes(clusters.getFirst() + 16L, file.length * 95L / 100, "", wreck -> wreck);
    }

    private void avi() {
        int movi = Wreck.find(file, 0, "movi");
        int index = Wreck.find(file, movi, "idx1");
        int end = index < 0 ? file.length : index;
        add("whole", wreck());
        add("without an index", wreck().cut(end));
        add("cut", wreck().cut(movi + (end - movi) * 6L / 10));
        Wreck sizes = wreck().filled(4, 4, 0).filled(movi - 4L, 4, 0);
        add("lengths never written", sizes.cut(end));
        add("5,001 bytes missing", wreck().removed((movi + end) / 2, 5_001));
        holes(movi + 4L, end, "", wreck -> wreck);
        holes(movi + 4L, end, "no index, ", wreck -> wreck.cut(end));
    }

    private void bare() {
        add("whole", wreck());
        add("cut", wreck().cut(file.length * 6L / 10));
        add("begins late", wreck().removed(0, file.length / 5));
        add("5,000 bytes missing", wreck().removed(file.length / 2, 5_000));
        holes(file.length / 10, file.length, "", wreck -> wreck);
    }
}
