package org.vidimus.server.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what the product reaches on this machine, each figure beside a baseline of the same run. Figures of a shared machine
 * drift; ratios of one run hold.
 */
public final class Bench {
    private Bench() {}

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        topics.put("offload", new OffloadTopic());
        topics.put("ranges", new RangesTopic());
        topics.put("search", new SearchTopic());
        topics.put("access", new AccessTopic());
        topics.put("ledger", new LedgerTopic());
        topics.put("fleet", new FleetTopic());
        topics.put("endurance", new EnduranceTopic());
        topics.put("start", new StartTopic());
        return topics;
    }

    private static final String USAGE = """
            vidimus bench [TOPIC …]     what it reaches on this machine, beside baselines of the same run, in one table
                %s
                                only these; without any, all of them
                --size MIB      of each shape of an offload, and of the recording ranges are read from (1024)
                --rows N        in the library that is searched (1000000)
                --rounds N      medians of so many (3)
                --keep DIR      work in that folder and leave it, so that the next run finds the library made
                --plans         also the database's plan of each search
                --help          this page
            ends with 0 (measured), 1 (a topic ended early), 2 (not understood)""";

    static String usage() {
        return USAGE.formatted(String.join(" ", topics().keySet()));
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(List.of(args), System.out));
    }

    /** What {@code main} does, without ending the program. */
    static int run(List<String> words, PrintStream out) throws IOException {
        if (words.contains("--help")) {
            out.println(usage());
            return 0;
        }
        Map<String, Topic> topics = topics();
        Path temporary = Files.createTempDirectory("vidimus-bench");
        try {
            Options options = Options.parse(words.toArray(String[]::new), temporary, topics.keySet());
            return measure(options, topics, new Table(out));
        } catch (Options.Misused misused) {
            out.println("vidimus bench: " + misused.getMessage());
            out.println(usage());
            return 2;
        } finally {
            delete(temporary);
        }
    }

    private static int measure(Options options, Map<String, Topic> topics, Table table) {
        boolean whole = true;
        for (Map.Entry<String, Topic> topic : topics.entrySet()) {
            if (!options.topics().isEmpty() && !options.topics().contains(topic.getKey())) {
                continue;
            }
            table.say(topic.getKey() + ":");
            try {
                topic.getValue().run(options, table);
            } catch (Exception e) {
                // The other topics are worth having all the same.
                table.say(topic.getKey() + " ended early:");
                e.printStackTrace();
                whole = false;
            }
        }
        table.print();
        return whole ? 0 : 1;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
