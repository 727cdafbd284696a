package org.vidimus.cameras;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was asked for on the command line.
 *
 * @param recordings how many of the last shift's recordings are on each card
 * @param live how much faster than the clock on the wall the fleet lives; empty for once and done
 */
record Options(
        VirtualFleet.Plan plan,
        Path out,
        Optional<Path> footage,
        long paddingPerMinute,
        int recordings,
        Path truth,
        Optional<Double> live) {
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String message) {
            super(message);
        }
    }

    static Options of(List<String> words, Instant now) throws Misused {
        Reader reader = new Reader(now);
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            reader.option(left.next(), left);
        }
        return reader.options();
    }

    private static final class Reader {
        private int count = 20;
        private int days = 30;
        private long seed = 1;
        private Physics physics = Physics.PLAIN;
        private Instant until;
        private Duration step = Duration.ofMinutes(1);
        private String prefix = "CAM-";
        private int first = 1;
        private Optional<Path> out = Optional.empty();
        private Optional<Path> footage = Optional.empty();
        private Optional<Path> truth = Optional.empty();
        private long padding;
        private int recordings = 4;
        private Optional<Double> live = Optional.empty();

        /** Today's midnight, so that the same words make the same bytes all day long. */
        Reader(Instant now) {
            until = now.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        }

        void option(String option, Iterator<String> words) throws Misused {
            switch (option) {
                case "--count" -> count = value(option, words, word -> within(word, 1, 100_000));
                case "--days" -> days = value(option, words, word -> within(word, 1, 3_650));
                case "--seed" -> seed = value(option, words, Long::valueOf);
                case "--physics" -> physics = value(option, words, Physics::of);
                case "--until" -> until = value(option, words, Instant::parse);
                case "--step" -> step = Duration.ofSeconds(value(option, words, word -> within(word, 1, 3_600)));
                case "--serial" -> prefix = value(option, words, word -> word);
                case "--first" -> first = value(option, words, word -> within(word, 1, 1_000_000));
                case "--out" -> out = Optional.of(value(option, words, Path::of));
                case "--footage" -> footage = Optional.of(value(option, words, Path::of));
                case "--truth" -> truth = Optional.of(value(option, words, Path::of));
                case "--padding" -> padding = 1_000_000L * value(option, words, word -> within(word, 0, 2_000));
                case "--recordings" -> recordings = value(option, words, word -> within(word, 0, 10_000));
                case "--live" -> live = Optional.of(value(option, words, Reader::factor));
                default -> throw new Misused("there is no option " + option);
            }
        }

        Options options() throws Misused {
            Path folder = out.orElseThrow(() -> new Misused("--out says into which folder the cameras go"));
            return new Options(
                    new VirtualFleet.Plan(count, days, seed, physics, until, step, prefix, first),
                    folder,
                    footage,
                    padding,
                    recordings,
                    truth.orElse(folder.resolve("truth.json")),
                    live);
        }

        private static <T> T value(String option, Iterator<String> words, Function<String, T> read) throws Misused {
            if (!words.hasNext()) {
                throw new Misused(option + " needs a value");
            }
            String word = words.next();
            try {
                return read.apply(word);
            } catch (IllegalArgumentException | DateTimeException bad) {
                throw new Misused(option + " cannot be " + word);
            }
        }

        private static double factor(String word) {
            double factor = Double.parseDouble(word);
            if (!(factor >= 1 && factor <= 100_000)) {
                throw new IllegalArgumentException(word);
            }
            return factor;
        }

        private static int within(String word, int least, int most) {
            int number = Integer.parseInt(word);
            if (number < least || number > most) {
                throw new IllegalArgumentException(word);
            }
            return number;
        }
    }
}
