package org.vidimus.server.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asked for.
 *
 * @param sizeMib of each shape of an offload, and of the recording that ranges are read from
 * @param rows in the library that is searched
 * @param rounds how often each thing is measured; the median counts
 * @param folder a new one for this run, or the one of {@code --keep}
 * @param keep whether what was made stays in the folder, for the next run to use again
 * @param plans whether the plans of the searches are printed
 */
record Options(List<String> topics, int sizeMib, int rows, int rounds, Path folder, boolean keep, boolean plans) {
    /** What cannot be done as it was asked for. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String message) {
            super(message);
        }
    }

    static Options parse(String[] args, Path temporary, Set<String> known) throws Misused {
        List<String> topics = new ArrayList<>();
        int size = 1024;
        int rows = 1_000_000;
        int rounds = 3;
        Optional<Path> kept = Optional.empty();
        boolean plans = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--size" -> size = number(args, ++i, 64);
                case "--rows" -> rows = number(args, ++i, 1_000);
                case "--rounds" -> rounds = number(args, ++i, 1);
                case "--keep" -> kept = Optional.of(Path.of(value(args, ++i)).toAbsolutePath());
                case "--plans" -> plans = true;
                default -> topics.add(topic(args[i], known));
            }
        }
        return new Options(List.copyOf(topics), size, rows, rounds, kept.orElse(temporary), kept.isPresent(), plans);
    }

    private static String topic(String word, Set<String> known) throws Misused {
        if (word.startsWith("-")) {
            throw new Misused("there is no option " + word);
        }
        if (!known.contains(word)) {
            throw new Misused("there is no topic " + word + ", only " + String.join(", ", known));
        }
        return word;
    }

    private static String value(String[] args, int i) throws Misused {
        if (i >= args.length) {
            throw new Misused(args[i - 1] + " needs a value");
        }
        return args[i];
    }

    private static int number(String[] args, int i, int least) throws Misused {
        String word = value(args, i);
        int number;
        try {
            number = Integer.parseInt(word);
        } catch (NumberFormatException notOne) {
            throw new Misused(args[i - 1] + " is " + word + ", want a number");
        }
        if (number < least) {
            throw new Misused(args[i - 1] + " is " + number + ", want at least " + least);
        }
        return number;
    }
}
