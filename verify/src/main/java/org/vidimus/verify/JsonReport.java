package org.vidimus.verify;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vidimus.trust.BundleDescription;
import org.vidimus.trust.BundleReport;

/** A report for programs: one JSON object. */
final class JsonReport {
    private final PrintStream out;

    JsonReport(PrintStream out) {
        this.out = out;
    }

    void print(Path file, BundleReport report, boolean keyWasGiven) {
        var object = new LinkedHashMap<String, Object>();
        object.put("file", file.toString());
        object.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.put("keyGiven", keyWasGiven);
        report.key().ifPresent(key -> object.put("key", key.encode()));
        report.description().ifPresent(description -> object.put("bundle", bundle(description)));
        report.timestamp()
                .ifPresent(stamp ->
                        object.put("timestamp", Map.of("at", stamp.at().toString(), "authority", stamp.authority())));
        object.put("entries", report.entries());
        object.put("erased", report.erased());
        object.put(
                "findings",
                report.findings().stream()
                        .map(finding -> ordered(
                                "code", finding.code().code(),
                                "severity", finding.severity().name().toLowerCase(Locale.ROOT),
                                "where", finding.where(),
                                "detail", finding.detail(),
                                "sentence", finding.code().sentence()))
                        .toList());
        var counts = new LinkedHashMap<String, Object>();
        report.counts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(count -> counts.put(count.getKey().code(), count.getValue()));
        object.put("counts", counts);
        var text = new StringBuilder();
        write(text, object);
        out.println(text);
    }

    private static Map<String, Object> bundle(BundleDescription description) {
        var bundle = ordered(
                "id", description.id().toString(),
                "made", description.made().toString(),
                "by", description.by().name(),
                "service", description.service());
        description.purpose().ifPresent(purpose -> bundle.put("purpose", purpose));
        bundle.put(
                "checkpoint",
                ordered(
                        "origin", description.checkpoint().origin(),
                        "size", description.checkpoint().size(),
                        "root", description.checkpoint().root().toString()));
        bundle.put(
                "evidence",
                description.evidence().stream()
                        .map(line -> ordered(
                                "id", line.evidence().toString(),
                                "title", line.title(),
                                "entries", line.entries()))
                        .toList());
        bundle.put(
                "originals",
                description.originals().stream()
                        .map(line -> ordered(
                                "evidence", line.evidence().toString(),
                                "n", (long) line.number(),
                                "name", line.name(),
                                "path", line.path(),
                                "sha256", line.sha256().toString(),
                                "lengthBytes", line.lengthBytes()))
                        .toList());
        return bundle;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    private static void write(StringBuilder text, Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                String comma = "{";
                for (var field : object.entrySet()) {
                    text.append(comma);
                    write(text, String.valueOf(field.getKey()));
                    text.append(':');
                    write(text, field.getValue());
                    comma = ",";
                }
                text.append(object.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                String comma = "[";
                for (Object item : list) {
                    text.append(comma);
                    write(text, item);
                    comma = ",";
                }
                text.append(list.isEmpty() ? "[]" : "]");
            }
            case String string -> writeString(text, string);
            default -> text.append(value);
        }
    }

    private static void writeString(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20
                    || Character.isISOControl(c)
                    || Character.isSurrogate(c)
                    || c == '\u2028'
                    || c == '\u2029') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
