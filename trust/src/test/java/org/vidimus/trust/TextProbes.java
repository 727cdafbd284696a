package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Probes of the line-based formats: examples, and each line of them changed in every way that comes to mind. */
final class TextProbes {
    private final String wrong;
    /** Keys whose value is free text at its end: a space more or another case is another good value. */
    private final Set<String> free;
    /** Keys whose line may be absent. */
    private final Set<String> optional;

    private final List<Map<String, Object>> probes = new ArrayList<>();

    private TextProbes(String wrong, Set<String> free, Set<String> optional) {
        this.wrong = wrong;
        this.free = free;
        this.optional = optional;
    }

    static List<Map<String, Object>> entries() {
        var maker = new TextProbes(
                "entry-malformed", Set.of("actor", "purpose", "detail"), Set.of("purpose", "detail", "subject"));
        maker.changed("attempt", EntryTest.EXAMPLE);
        maker.changed("outcome", """
                vidimus.entry/v1
                id 6f1c0000-0000-4000-8000-000000000001
                at 0000-01-01T00:00:00.000000Z
                phase outcome
                attempt a11c0000-0000-4000-8000-000000000002
                action upload.seal
                actor token a11c0000-0000-4000-8000-000000000002 dock\u2028 \ud83d\ude00
                door dock
                result done
                detail a \\\\n\\n\\r\\\\
                detail b \u0000\u0007
                """);
        String example = EntryTest.EXAMPLE;
        maker.probe("leap day", example.replace("2026-11-21", "2028-02-29"), "ok");
        maker.probe("no leap day", example.replace("2026-11-21", "2026-02-29"), "entry-malformed");
        maker.probe("year 10000", example.replace("2026-", "+10000-"), "entry-malformed");
        maker.probe("leap second", example.replace("20:15:30", "23:59:60"), "entry-malformed");
        maker.probe("24 o'clock", example.replace("20:15:30", "24:00:00"), "entry-malformed");
        maker.probe("time with offset", example.replace("Z\n", "+00:00\n"), "entry-malformed");
        maker.probe("nine digits of fraction", example.replace(".123456Z", ".123456000Z"), "entry-malformed");
        maker.probe("attempt that is done", example.replace("result allowed", "result done"), "entry-malformed");
        maker.probe("attempt that is refused", example.replace("result allowed", "result refused"), "ok");
        maker.probe("unknown door", example.replace("door screen", "door window"), "entry-malformed");
        maker.probe("unknown actor", example.replace("actor person", "actor robot"), "entry-malformed");
        maker.probe("action of one word", example.replace("evidence.view", "view"), "entry-malformed");
        maker.probe("action with a capital", example.replace("evidence.view", "evidence.View"), "entry-malformed");
        maker.probe("action of three words", example.replace("evidence.view", "evidence.view.again"), "ok");
        maker.probe("escape of nothing", example.replace("\\n", "\\t"), "entry-malformed");
        maker.probe("backslash at the end", example.replace("17\\\\3", "17\\"), "entry-malformed");
        maker.probe("empty purpose", example.replace("purpose complaint 17\\\\3", "purpose "), "ok");
        maker.probe(
                "key of a detail in capitals",
                example.replace("detail original", "detail Original"),
                "entry-malformed");
        maker.probe("braces around a UUID", example.replace("id 6f1c", "id {6f1c"), "entry-malformed");
        maker.probe("next version", example.replace("entry/v1", "entry/v2"), "entry-malformed");
        maker.withDigest(bytes -> Map.of(
                "salt", "00".repeat(32),
                "commitment", Leaf.commitment(new byte[32], bytes).toString()));
        return maker.probes;
    }

    static List<Map<String, Object>> leaves() {
        var maker = new TextProbes("leaf-malformed", Set.of(), Set.of("chain"));
        String example = """
                vidimus.leaf/v1
                entry 6f1c0000-0000-4000-8000-000000000001
                commitment ec4ab92f1e666b4b2a0132c1794a310528b6acc68719bddce42b572f587fd1bd
                chain camera f11c0000-0000-4000-8000-000000000002 1 -
                chain evidence 6f1c0000-0000-4000-8000-000000000001 9223372036854775807 bb2830422324de347aa2c5f02c194b83b59acfeb75bf479649775d4ba3afaf97
                chain evidence a11c0000-0000-4000-8000-000000000002 2 bb2830422324de347aa2c5f02c194b83b59acfeb75bf479649775d4ba3afaf97
                """;
        maker.changed("leaf", example);
        maker.probe("number 0", example.replace(" 1 -", " 0 -"), "leaf-malformed");
        maker.probe("number -1", example.replace(" 1 -", " -1 -"), "leaf-malformed");
        maker.probe("number 01", example.replace(" 1 -", " 01 -"), "leaf-malformed");
        maker.probe("number +1", example.replace(" 1 -", " +1 -"), "leaf-malformed");
        maker.probe("number 2^63", example.replace("9223372036854775807", "9223372036854775808"), "leaf-malformed");
        maker.probe("second without the one before", example.replace(" 1 -", " 2 -"), "leaf-malformed");
        maker.probe("first with one before", example.replace(" 2 bb28", " 1 bb28"), "leaf-malformed");
        maker.probe("hash in capitals", example.replace("ec4ab92f", "EC4AB92F"), "leaf-malformed");
        maker.probe("hash too short", example.replace("ec4ab92f", "ec4ab9"), "leaf-malformed");
        maker.probe("arabic digit", example.replace(" 2 bb28", " \u0662 bb28"), "leaf-malformed");
        maker.withDigest(bytes -> Map.of("hash", Merkle.leafHash(bytes).toString()));
        return maker.probes;
    }

    static List<Map<String, Object>> checkpoints() {
        var maker = new TextProbes("checkpoint-malformed", Set.of(), Set.of());
        String root = Base64.getEncoder().encodeToString(Sha256.of(new byte[1]).bytes());
        String empty = Base64.getEncoder().encodeToString(Sha256.of().bytes());
        maker.probe("good", "vidimus/1f0e\n17\n" + root + "\n", "ok");
        maker.probe("extension", "vidimus/1f0e\n17\n" + root + "\nmore\nand more\n", "ok");
        maker.probe("origin with spaces", "a log\n17\n" + root + "\n", "ok");
        maker.probe("greatest size", "o\n9223372036854775807\n" + root + "\n", "ok");
        maker.probe("empty tree", "o\n0\n" + empty + "\n", "ok");
        for (String text : List.of(
                "",
                "\n",
                "o\n17\n",
                "o\n17\n" + root,
                "\n17\n" + root + "\n",
                "o\n17\n" + root + "\n\n",
                "o\n17\n" + root + "\nmore\n\nand more\n",
                "o\n017\n" + root + "\n",
                "o\n+17\n" + root + "\n",
                "o\n-1\n" + root + "\n",
                "o\n 17\n" + root + "\n",
                "o\n17 \n" + root + "\n",
                "o\n0x11\n" + root + "\n",
                "o\n1e3\n" + root + "\n",
                "o\n\n" + root + "\n",
                "o\n\u0661\u0667\n" + root + "\n",
                "o\n9223372036854775808\n" + root + "\n",
                "o\n0\n" + root + "\n",
                "o\n17\n" + root.replace("=", "") + "\n",
                "o\n17\n" + root.substring(0, 42) + "B=\n",
                "o\n17\n" + root.replace("b", "b ") + "\n",
                "o\n17\n" + root + "=\n",
                "o\n17\n" + root.substring(4) + "\n",
                "o\n17\n" + "AAAA" + root + "\n",
                "o\n17\n" + Sha256.of(new byte[1]) + "\n",
                "o\r\n17\r\n" + root + "\r\n")) {
            maker.probe("wrong " + maker.probes.size(), text, "checkpoint-malformed");
        }
        return maker.probes;
    }

    static List<Map<String, Object>> manifests() {
        var maker = new TextProbes("bag-manifest-malformed", Set.of(), Set.of());
        String a = Sha256.of(new byte[1]) + "  ";
        String b = Sha256.of(new byte[2]) + "  ";
        maker.probe("empty", "", "ok");
        maker.probe("one", a + "data/x\n", "ok");
        maker.probe("two", a + "data/x\n" + b + "data/y\n", "ok");
        maker.probe("percent, LF and CR", a + "data/a%0Ab\n" + b + "data/a%0Db\n" + a + "data/a%25b\n", "ok");
        maker.probe("percent of percent", a + "data/a%250Ab\n", "ok");
        maker.probe("by bytes, not by UTF-16", a + "data/\uffee\n" + b + "data/\ud83d\ude00\n", "ok");
        maker.probe("spaces in the path", a + "data/ a b \n", "ok");
        for (String text : List.of(
                "\n",
                a + "data/x",
                a + "data/x\n\n",
                "\n" + a + "data/x\n",
                a + "data/y\n" + b + "data/x\n",
                a + "data/x\n" + b + "data/x\n",
                a + "\n",
                a.replace("  ", " ") + "data/x\n",
                a.replace("  ", " *") + "data/x\n",
                a.replace("  ", "\t\t") + "data/x\n",
                a.toUpperCase(java.util.Locale.ROOT) + "data/x\n",
                a.substring(2) + "data/x\n",
                "00" + a + "data/x\n",
                a.replace('a', 'g') + "data/x\n",
                a + "data/a%b\n",
                a + "data/a%0ab\n",
                a + "data/a%20b\n",
                a + "data/a%2525%b\n",
                a + "data/x\r\n",
                "\ufeff" + a + "data/x\n",
                a + "data/\ud83d\ude00\n" + b + "data/\uffee\n")) {
            maker.probe("wrong " + maker.probes.size(), text, "bag-manifest-malformed");
        }
        maker.probe(
                "not UTF-8", Text.concat((a + "data/").getBytes(UTF_8), new byte[] {(byte) 0xff, '\n'}), maker.wrong);
        return maker.probes;
    }

    static List<Map<String, Object>> descriptions() {
        var maker = new TextProbes(
                "bundle-text-malformed",
                Set.of("by", "service", "purpose", "evidence", "original", "file", "origin"),
                Set.of("purpose", "evidence", "original", "file"));
        String example = new String(TestBundle.good().assemble().description().encode(), UTF_8);
        maker.changed("description", example);
        maker.probe("path that climbs", example.replace(" report.html", " ../report.html"), maker.wrong);
        maker.probe("absolute path", example.replace(" report.html", " /report.html"), maker.wrong);
        maker.probe("drive", example.replace(" report.html", " c:report.html"), maker.wrong);
        maker.probe("backslash", example.replace(" report.html", " re\\port.html"), maker.wrong);
        maker.probe("safe name that is not safe", example.replace(" GX010042.MP4 GX", " GX/10042.MP4 GX"), maker.wrong);
        maker.probe("number 0 of an original", example.replace(" 1 3000 ", " 0 3000 "), maker.wrong);
        maker.probe("negative length", example.replace(" 1 3000 ", " 1 -3000 "), maker.wrong);
        maker.probe("empty service", example.replace("service Ordnungsamt Musterstadt", "service "), "ok");
        return maker.probes;
    }

    static List<Map<String, Object>> custody() {
        var maker = new TextProbes("custody-malformed", Set.of(), Set.of());
        var bundle = TestBundle.good();
        String one = new String(TestBundle.custody(bundle.records.subList(0, 1)), UTF_8);
        String two = new String(TestBundle.custody(bundle.records.subList(0, 2)), UTF_8);
        maker.probe("nothing", "vidimus.custody/v1\n", "ok");
        maker.probe("one", one, "ok");
        maker.probe("two", two, "ok");
        maker.probe("all, one of them erased", TestBundle.custody(bundle.records), "ok");
        maker.probe("backwards", TestBundle.custody(bundle.records.reversed()), maker.wrong);
        maker.probe("twice", one + one.substring(one.indexOf('\n') + 1), maker.wrong);
        for (String text : List.of(
                "",
                "vidimus.custody/v1",
                "vidimus.custody/v2\n",
                "vidimus.custody/v1\n\n",
                "\n" + one,
                "\ufeff" + one,
                one + "\n",
                one.substring(0, one.length() - 1),
                one.replaceFirst("\nindex", "index"),
                one.replaceFirst("\nindex", "\n\nindex"),
                one.replaceFirst("index 1\n", "index 01\n"),
                one.replaceFirst("index 1\n", "index -1\n"),
                one.replaceFirst("index 1\n", "index 9223372036854775808\n"),
                one.replaceFirst("index 1\n", ""),
                one.replaceFirst("salt [0-9a-f]*\n", ""),
                one.replaceFirst("salt ..", "salt "),
                one.replaceFirst("salt [0-9a-f]*\n", "erased\n"),
                one.replaceFirst("salt ([0-9a-f]*)\n", "salt $1\nsalt $1\n"),
                one.replaceFirst("(?s)vidimus.entry.*vidimus.leaf", "vidimus.leaf"),
                one.replaceFirst("vidimus.leaf/v1\n", ""),
                one.replaceFirst("proof ..", "proof "),
                one.replaceFirst("proof ..", "proof AA"),
                one.replaceFirst("proof ", "proof  "),
                one + "more\n",
                one.replace("\n", "\r\n"))) {
            maker.probe("wrong " + maker.probes.size(), text, maker.wrong);
        }
        return maker.probes;
    }

    private interface Digests {
        Map<String, String> of(byte[] bytes);
    }

    /** Adds to each good probe what it hashes to. */
    private void withDigest(Digests digests) {
        for (Map<String, Object> probe : probes) {
            if ("ok".equals(probe.get("want"))) {
                probe.putAll(new TreeMap<>(digests.of(Base64.getDecoder().decode(String.valueOf(probe.get("bytes"))))));
            }
        }
    }

    /** A good text, and what becomes of it. */
    private void changed(String name, String text) {
        probe(name, text, "ok");
        probe(name + ", nothing", "", wrong);
        probe(name + ", last line feed missing", text.substring(0, text.length() - 1), wrong);
        probe(name + ", line feed more", text + "\n", wrong);
        probe(name + ", line feed before", "\n" + text, wrong);
        probe(name + ", byte order mark", "\ufeff" + text, wrong);
        probe(name + ", CR LF", text.replace("\n", "\r\n"), wrong);
        probe(name + ", twice", text + text, wrong);
        probe(name + ", NUL after", text + "\u0000", wrong);
        probe(name + ", not UTF-8", Text.concat(text.getBytes(UTF_8), new byte[] {(byte) 0xc3, '\n'}), wrong);
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String key = line.contains(" ") ? line.substring(0, line.indexOf(' ')) : "";
            String at = name + ", line " + (i + 1) + " ";
            probe(at + "missing", join(lines, i, List.of()), optional.contains(key) ? "ok" : wrong);
            probe(at + "twice", join(lines, i, List.of(line, line)), wrong);
            probe(at + "with a space after", join(lines, i, List.of(line + " ")), free.contains(key) ? "ok" : wrong);
            probe(at + "with a space before", join(lines, i, List.of(" " + line)), wrong);
            probe(at + "with CR", join(lines, i, List.of(line + "\r")), wrong);
            probe(at + "empty", join(lines, i, List.of("")), wrong);
            probe(at + "with its key in capitals", join(lines, i, List.of(capital(line))), wrong);
            probe(at + "without value", join(lines, i, List.of(key)), wrong);
            if (i + 1 < lines.size()) {
                var swapped = new ArrayList<>(lines);
                java.util.Collections.swap(swapped, i, i + 1);
                probe(at + "after line " + (i + 2), String.join("\n", swapped) + "\n", wrong);
            }
        }
    }

    private static String capital(String line) {
        return line.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + line.substring(1);
    }

    private static String join(List<String> lines, int at, List<String> instead) {
        var joined = new ArrayList<>(lines.subList(0, at));
        joined.addAll(instead);
        joined.addAll(lines.subList(at + 1, lines.size()));
        return String.join("\n", joined) + "\n";
    }

    private void probe(String name, String text, String want) {
        probe(name, text.getBytes(UTF_8), want);
    }

    private void probe(String name, byte[] bytes, String want) {
        var probe = new LinkedHashMap<String, Object>();
        probe.put("name", name);
        probe.put("bytes", Base64.getEncoder().encodeToString(bytes));
        probe.put("want", want);
        probes.add(probe);
    }
}
