package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vidimus.trust.Sha256;

/**
 * What an import would do, line by line.
 *
 * @param lines of the file that would do something or are refused, and those who would leave; lines that change nothing are counted
 * @param digest of the file, of what is asked for, and of every line's from and to: the same only while neither file nor house has
 *     changed in anything that matters
 */
public record ImportPlan(List<Line> lines, int same, List<String> ignored, String digest) {
    public enum Kind {
        CREATE,
        CHANGE,
        RETURN,
        LEAVE,
        REFUSED
    }

    /** @param field name of the column in the API's words */
    public record Change(String field, Optional<String> from, Optional<String> to) {
        @Override
        public String toString() {
            return field + ": " + from.orElse("-") + " -> " + to.orElse("-");
        }
    }

    /**
     * @param number of the line in the file; 0 for somebody who is not in it
     * @param id of whom or what it is about; empty for somebody or something new
     * @param reason why it is refused, in plain words
     */
    public record Line(
            long number, Kind kind, Optional<UUID> id, String name, List<Change> changes, Optional<String> reason) {
        public static Line refused(long number, String name, String reason) {
            return new Line(number, Kind.REFUSED, Optional.empty(), name, List.of(), Optional.of(reason));
        }

        @Override
        public String toString() {
            return number + " " + kind + " " + id.map(UUID::toString).orElse("new") + " " + name + " "
                    + changes.stream().map(Change::toString).collect(Collectors.joining("; "))
                    + reason.orElse("");
        }
    }

    public static ImportPlan of(List<Line> lines, int same, List<String> ignored, Sha256 file, String asked) {
        return new ImportPlan(
                List.copyOf(lines),
                same,
                List.copyOf(ignored),
                Sha256.of((file + "\n" + asked + "\n" + text(lines)).getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    String text() {
        return text(lines);
    }

    private static String text(List<Line> lines) {
        return lines.stream().map(line -> line.toString().replace('\n', ' ')).collect(Collectors.joining("\n"));
    }

    public Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            counts.put(kind, (int)
                    lines.stream().filter(line -> line.kind() == kind).count());
        }
        return counts;
    }
}
