package org.vidimus.server.bench;

import java.io.IOException;
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
        topics.put("endurance", new EnduranceTopic());
        topics.put("start", new StartTopic());
        return topics;
    }

    public static void main(String[] args) throws Exception {
        Path temporary = Files.createTempDirectory("vidimus-bench");
        Table table = new Table(System.out);
        boolean whole = true;
        try {
            Options options = Options.parse(args, temporary);
            Map<String, Topic> topics = topics();
            List<String> wanted = options.topics().isEmpty() ? List.copyOf(topics.keySet()) : options.topics();
            for (String name : wanted) {
                Topic topic = topics.get(name);
                if (topic == null) {
                    throw new IllegalArgumentException("there is no topic " + name + ", only " + topics.keySet());
                }
                table.say(name + ":");
                try {
                    topic.run(options, table);
                } catch (Exception e) {
                    // The other topics are worth having all the same.
                    table.say(name + " ended early:");
                    e.printStackTrace();
                    whole = false;
                }
            }
        } finally {
            table.print();
            delete(temporary);
        }
        System.exit(whole ? 0 : 1);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
