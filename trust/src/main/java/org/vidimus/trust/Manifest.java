package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A BagIt manifest (RFC 8493 §2.1.3) as bundles have it: one line {@code <sha256>  <path>} for each file, which
 * {@code sha256sum -c} reads too. CR, LF and % in paths are percent-encoded.
 *
 * @param lines sorted by the UTF-8 bytes of the path, each path once
 */
public record Manifest(List<Line> lines) {
    /** One file. */
    public record Line(String path, Sha256 sha256) {}

    /** Sorts the lines. */
    public Manifest {
        var sorted = new ArrayList<>(lines);
        sorted.sort((left, right) -> BagPath.ORDER.compare(left.path(), right.path()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).path().equals(sorted.get(i - 1).path())) {
                throw new IllegalArgumentException(
                        "listed twice: " + sorted.get(i).path());
            }
        }
        lines = List.copyOf(sorted);
    }

    public byte[] encode() {
        var text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.sha256())
                    .append("  ")
                    .append(percentEncoded(line.path()))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String percentEncoded(String path) {
        return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
    }

    /**
     * Reads a manifest in its one spelling.
     *
     * @throws Malformed with {@link FindingCode#BAG_MANIFEST_MALFORMED}
     */
    public static Manifest parse(byte[] bytes) {
        String text = Text.utf8(bytes).orElseThrow(() -> malformed("not UTF-8"));
        var lines = new ArrayList<Line>();
        int number = 0;
        for (int from = 0; from < text.length(); ) {
            number++;
            int end = text.indexOf('\n', from);
            if (end < 0) {
                throw malformed("the last line has no line feed");
            }
            lines.add(parseLine(text.substring(from, end), number));
            from = end + 1;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (BagPath.ORDER.compare(lines.get(i - 1).path(), lines.get(i).path()) >= 0) {
                throw malformed("line " + (i + 1) + ": not in the order of the paths, or listed twice");
            }
        }
        return new Manifest(lines);
    }

    private static Line parseLine(String line, int number) {
        if (line.length() < 67 || !line.startsWith("  ", 64)) {
            throw malformed("line " + number + ": want <sha256>, two spaces, <path>");
        }
        Sha256 sha256 = Text.hash(line.substring(0, 64))
                .orElseThrow(() -> malformed("line " + number + ": not 64 lower-case hexadecimal digits"));
        String written = line.substring(66);
        String path = written.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
        if (!percentEncoded(path).equals(written)) {
            throw malformed("line " + number + ": only CR, LF and % are percent-encoded, in upper case");
        }
        return new Line(path, sha256);
    }

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.BAG_MANIFEST_MALFORMED, message);
    }
}
