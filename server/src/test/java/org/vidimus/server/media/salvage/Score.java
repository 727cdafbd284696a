package org.vidimus.server.media.salvage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.media.Decoding;
import org.vidimus.server.media.TestTools;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.Report.Range;
import org.vidimus.server.media.salvage.Report.TrackReport;
import org.vidimus.server.media.salvage.Truth.Piece;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/**
 * How well one damaged file was salvaged, picture by picture against the intact one.
 *
 * @param recoverable pictures that could be had at best
 * @param exact pictures that came out as they were and that the report calls whole
 * @param doubted came out as they were, and the report calls them damaged or affected
 * @param missed could be had and did not come out
 * @param wrong called whole, and no picture of the original
 * @param silent lost between two that came out, and no stretch of the report says so
 * @param driftMs by how much the time of a picture is off at worst, where the report does not call times estimates
 * @param estimatedMs the same, where it does
 * @param soundExact pieces of sound that came out as they were
 * @param soundWrong called whole, and no piece of the original
 * @param apartMs by how much sound and picture are further apart than in the original, at worst, where times are no estimates
 */
record Score(
        int pictures,
        int recoverable,
        int exact,
        int doubted,
        int missed,
        int wrong,
        int silent,
        long driftMs,
        long estimatedMs,
        int sounds,
        int soundExact,
        int soundWrong,
        long apartMs,
        String method) {

    static final String HEAD =
            "pictures,recoverable,exact,doubted,missed,wrong,silent,drift ms,estimated ms,sounds,sound exact,sound wrong,apart ms,method";

    String line() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%s",
                pictures,
                recoverable,
                exact,
                doubted,
                missed,
                wrong,
                silent,
                driftMs,
                estimatedMs,
                sounds,
                soundExact,
                soundWrong,
                apartMs,
                method);
    }

    /** What salvage made of one file. */
    record Made(byte[] file, Report report, String name) {}

    /** Salvages it as an attempt does, in memory. */
    static List<Made> salvaged(byte[] damaged, byte @Nullable [] sound) throws IOException {
        List<Made> made = new ArrayList<>();
        new Workbench(TestTools.decoding(), shelf(made), "test").salvage(job(damaged, sound));
        return made;
    }

    static Workbench.Job job(byte[] damaged, byte @Nullable [] sound) {
        return new Workbench.Job(
                named(damaged, "damaged.mp4"),
                Bytes.of(damaged),
                Optional.ofNullable(sound).map(bytes -> named(bytes, "sound.mp4")),
                Optional.ofNullable(sound).map(Bytes::of));
    }

    /** Keeps in memory what is found. */
    static Workbench.Shelf shelf(List<Made> made) {
        Map<ObjectId, byte[]> stored = new HashMap<>();
        return new Workbench.Shelf() {
            @Override
            public Optional<Workbench.Stored> store(EvidenceId id, Workbench.Filling filling) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                filling.into(in -> in.transferTo(out));
                ObjectId object = new ObjectId(UUID.randomUUID());
                stored.put(object, out.toByteArray());
                return out.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Workbench.Stored(
                                id,
                                object,
                                out.size(),
                                Sha256.of(out.toByteArray()).toString()));
            }

            @Override
            public Decoding.ClosableBytes open(Workbench.Stored kept) {
                return TestTools.closable(java.util.Objects.requireNonNull(stored.get(kept.object())));
            }

            @Override
            public void discard(Workbench.Stored kept) {
                stored.remove(kept.object());
            }

            @Override
            public void keep(int number, Workbench.Stored kept, Report report, String name) {
                made.add(new Made(java.util.Objects.requireNonNull(stored.get(kept.object())), report, name));
            }

            @Override
            public void progress(double share, String step) {}

            @Override
            public boolean has(int number) {
                return false;
            }
        };
    }

    private static Report.Bytes named(byte[] bytes, String name) {
        return new Report.Bytes(null, null, name, Sha256.of(bytes).toString(), bytes.length);
    }

    /** A picture or sound that came out. */
    private record Out(double time, boolean whole, String digest, boolean estimated) {}

    /**
     * @param picture whether a picture of the truth, by its number, was touched
     * @param soundTouched the same of sound
     */
    static Score of(Truth truth, List<Made> made, LongFunction<Boolean> picture, LongFunction<Boolean> soundTouched) {
        boolean[] whole = Truth.whole(truth.pictures(), picture);
        List<Out> outs = new ArrayList<>();
        List<Out> heard = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (Made one : made) {
            Truth now = Truth.of(one.file());
            outs(one.report(), "VIDEO", now.pictures()).forEach(outs::add);
            outs(one.report(), "AUDIO", now.sounds()).forEach(heard::add);
            one.report().tracks().stream()
                    .filter(track -> track.kind().equals("VIDEO"))
                    .findFirst()
                    .ifPresent(track -> ranges.addAll(track.ranges()));
        }
        Matched pictures = Matched.of(truth.pictures(), outs);
        Matched sounds = Matched.of(truth.sounds(), heard);
        int exact = 0;
        int doubted = 0;
        int missed = 0;
        int recoverable = 0;
        for (int i = 0; i < whole.length; i++) {
            Out out = pictures.by()[i];
            recoverable += whole[i] ? 1 : 0;
            exact += out != null && out.whole() ? 1 : 0;
            doubted += out != null && !out.whole() ? 1 : 0;
            missed += whole[i] && out == null ? 1 : 0;
        }
        return new Score(
                whole.length,
                recoverable,
                exact,
                doubted,
                missed,
                pictures.wrong(),
                silent(truth, pictures, ranges),
                Math.round(1000 * pictures.drift(truth.pictures(), false)),
                Math.round(1000 * pictures.drift(truth.pictures(), true)),
                truth.sounds().size(),
                sounds.came(),
                sounds.wrong(),
                Math.round(1000 * sounds.apart(truth.sounds(), pictures.offset(truth.pictures()))),
                made.stream()
                        .map(one -> one.report().method())
                        .distinct()
                        .reduce("", (a, b) -> a.isEmpty() ? b : a + "+" + b));
    }

    private static List<Out> outs(Report report, String kind, List<Piece> pieces) {
        Optional<TrackReport> track =
                report.tracks().stream().filter(one -> one.kind().equals(kind)).findFirst();
        if (track.isEmpty()) {
            return List.of();
        }
        String states = spelled(track.get().frames());
        Long from = track.get().timesEstimatedFromMs();
        List<Out> outs = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean whole = i < states.length() && states.charAt(i) == 'W';
            outs.add(new Out(piece.time(), whole, piece.digest(), from != null && piece.time() * 1000 >= from - 60));
        }
        return outs;
    }

    private static String spelled(String runs) {
        StringBuilder all = new StringBuilder();
        java.util.regex.Matcher run =
                java.util.regex.Pattern.compile("([WDA])(\\d+)").matcher(runs);
        while (run.find()) {
            all.append(run.group(1).repeat(Integer.parseInt(run.group(2))));
        }
        return all.toString();
    }

    /** Which piece of the truth each that came out is: the nearest in time of those with its digest. */
    private record Matched(@Nullable Out[] by, int wrong) {
        static Matched of(List<Piece> truth, List<Out> outs) {
            Map<String, List<Integer>> places = new HashMap<>();
            for (int i = 0; i < truth.size(); i++) {
                if (!truth.get(i).digest().isEmpty()) {
                    places.computeIfAbsent(truth.get(i).digest(), _ -> new ArrayList<>())
                            .add(i);
                }
            }
            Out[] by = new Out[truth.size()];
            int wrong = 0;
            for (Out out : outs) {
                List<Integer> there = places.getOrDefault(out.digest(), List.of());
                Optional<Integer> best = there.stream()
                        .filter(i -> by[i] == null)
                        .min(java.util.Comparator.comparingDouble(
                                i -> Math.abs(truth.get(i).time() - out.time())));
                if (best.isPresent()) {
                    by[best.get()] = out;
                } else if (there.isEmpty() && out.whole() && !out.digest().isEmpty()) {
                    wrong++;
                }
            }
            return new Matched(by, wrong);
        }

        int came() {
            int came = 0;
            for (Out out : by) {
                came += out != null ? 1 : 0;
            }
            return came;
        }

        /** By how much times are later than in the truth, as most of them are. */
        double offset(List<Piece> truth) {
            List<Double> apart = new ArrayList<>();
            for (int i = 0; i < by.length; i++) {
                Out out = by[i];
                if (out != null && (!out.estimated() || apart.size() < 5)) {
                    apart.add(out.time() - truth.get(i).time());
                }
            }
            apart.sort(null);
            return apart.isEmpty() ? 0 : apart.get(apart.size() / 2);
        }

        double drift(List<Piece> truth, boolean estimated) {
            double offset = offset(truth);
            double worst = 0;
            for (int i = 0; i < by.length; i++) {
                Out out = by[i];
                if (out != null && out.estimated() == estimated) {
                    worst = Math.max(worst, Math.abs(out.time() - truth.get(i).time() - offset));
                }
            }
            return worst;
        }

        double apart(List<Piece> truth, double pictures) {
            return Math.abs(came() == 0 ? 0 : offset(truth) - pictures);
        }
    }

    private static int silent(Truth truth, Matched pictures, List<Range> ranges) {
        double offset = pictures.offset(truth.pictures());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < truth.pictures().size(); i++) {
            order.add(i);
        }
        order.sort(java.util.Comparator.comparingDouble(
                i -> truth.pictures().get(i).time()));
        int silent = 0;
        int pending = 0;
        boolean begun = false;
        double before = 0;
        for (int i : order) {
            Out out = pictures.by()[i];
            if (out == null || !out.whole()) {
                pending += begun ? 1 : 0;
                continue;
            }
            if (pending > 0 && !told(ranges, before, out.time(), offset)) {
                silent += pending;
            }
            pending = 0;
            begun = true;
            before = out.time();
        }
        return silent;
    }

    /** Whether any stretch that is not whole lies between two pictures that came out one after the other. */
    private static boolean told(List<Range> ranges, double after, double until, double offset) {
        return ranges.stream()
                .filter(range -> !range.state().equals("WHOLE"))
                .anyMatch(range -> range.fromMs() <= until * 1000 + 120 && range.untilMs() >= after * 1000 - 120);
    }
}
