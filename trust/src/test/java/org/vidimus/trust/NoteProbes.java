package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Probes of signed notes and verifier keys. */
final class NoteProbes {
    private static final NoteSigner SIGNER = TestLedger.signer("vidimus/1f0e7c1a", 1);
    private static final NoteSigner WITNESS = TestLedger.signer("witness.example/w1", 2);
    private static final NoteSigner NAMESAKE = TestLedger.signer("vidimus/1f0e7c1a", 3);
    private static final String TEXT = "vidimus/1f0e7c1a\n17\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n";

    private final List<Map<String, Object>> probes = new ArrayList<>();

    static List<Map<String, Object>> notes() {
        var maker = new NoteProbes();
        maker.good();
        maker.signatures();
        maker.shapes();
        maker.bits();
        return maker.probes;
    }

    private static String line(NoteSigner signer) {
        String note = new String(signer.sign(TEXT).encode(), UTF_8);
        return note.substring(TEXT.length() + 1);
    }

    private static String blob(NoteSigner signer) {
        String line = line(signer).stripTrailing();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String signature(String name, byte[] bytes) {
        return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    private static byte[] blobBytes(NoteSigner signer) {
        return Base64.getDecoder().decode(blob(signer));
    }

    private void good() {
        probe("good", TEXT + "\n" + line(SIGNER), "ok");
        probe("witness before", TEXT + "\n" + line(WITNESS) + line(SIGNER), "ok");
        probe("witness after", TEXT + "\n" + line(SIGNER) + line(WITNESS), "ok");
        probe("signature twice", TEXT + "\n" + line(SIGNER) + line(SIGNER), "ok");
        probe("key of the same name", TEXT + "\n" + line(NAMESAKE) + line(SIGNER), "ok");
        probe("signature of unknown kind", TEXT + "\n" + signature("other", new byte[40]) + line(SIGNER), "ok");
        String withEmpty = "a\n\nb\n";
        probe("empty line in the text", new String(SIGNER.sign(withEmpty).encode(), UTF_8), "ok");
        probe("text of one empty line", new String(SIGNER.sign("\n").encode(), UTF_8), "ok");
        probe(
                "text beyond ASCII",
                new String(SIGNER.sign("\u2014 \u00e4\ud83d\ude00\u0085\n").encode(), UTF_8),
                "ok");
        probe("100 signatures", TEXT + "\n" + line(WITNESS).repeat(99) + line(SIGNER), "ok");
    }

    private void signatures() {
        byte[] changed = blobBytes(SIGNER);
        changed[40] ^= 1;
        String broken = signature(SIGNER.name(), changed);
        probe("unsigned by the key", TEXT + "\n" + line(WITNESS), "note-unsigned");
        probe("only the namesake", TEXT + "\n" + line(NAMESAKE), "note-unsigned");
        probe("another name, key id kept", TEXT + "\n" + signature("vidimus/x", blobBytes(SIGNER)), "note-unsigned");
        probe("broken", TEXT + "\n" + broken, "note-signature-wrong");
        probe("broken, then good", TEXT + "\n" + broken + line(SIGNER), "note-signature-wrong");
        probe("good, then broken", TEXT + "\n" + line(SIGNER) + broken, "note-signature-wrong");
        byte[] id = java.util.Arrays.copyOf(blobBytes(SIGNER), 4);
        probe(
                "signature of 1 byte",
                TEXT + "\n" + signature(SIGNER.name(), java.util.Arrays.copyOf(id, 5)),
                "note-signature-wrong");
        probe(
                "signature of 63 bytes",
                TEXT + "\n" + signature(SIGNER.name(), java.util.Arrays.copyOf(blobBytes(SIGNER), 67)),
                "note-signature-wrong");
        probe(
                "signature of 65 bytes",
                TEXT + "\n" + signature(SIGNER.name(), java.util.Arrays.copyOf(blobBytes(SIGNER), 69)),
                "note-signature-wrong");
        probe(
                "signature of zeros",
                TEXT + "\n" + signature(SIGNER.name(), java.util.Arrays.copyOf(id, 68)),
                "note-signature-wrong");
        probe("S plus the group order", TEXT + "\n" + signature(SIGNER.name(), malleated()), "note-signature-wrong");
        probe("signature of another text", TEXT.replace("17", "18") + "\n" + line(SIGNER), "note-signature-wrong");
        probe("line more in the text", TEXT + "more\n\n" + line(SIGNER), "note-signature-wrong");
        probe(
                "line less in the text",
                TEXT.substring(TEXT.indexOf('\n') + 1) + "\n" + line(SIGNER),
                "note-signature-wrong");
    }

    /** The same signature with S + L in place of S (RFC 8032 §8.4): a reader that takes it has two spellings of one note. */
    private static byte[] malleated() {
        byte[] blob = blobBytes(SIGNER);
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (blob[36 + i] & 0xff) + (order[i] & 0xff) + carry;
            blob[36 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return blob;
    }

    private void shapes() {
        String good = line(SIGNER);
        String name = SIGNER.name();
        String blob = blob(SIGNER);
        String wrong = "note-malformed";
        probe("empty", "", wrong);
        probe("text only", TEXT, wrong);
        probe("text and empty line", TEXT + "\n", wrong);
        probe("no text", "\n" + good, wrong);
        probe("no empty line", TEXT + good, wrong);
        probe("last line feed missing", TEXT + "\n" + good.stripTrailing(), wrong);
        probe("line feed more", TEXT + "\n" + good + "\n", wrong);
        probe("empty line between signatures", TEXT + "\n" + good + "\n" + line(WITNESS), "note-unsigned");
        probe("CR LF", (TEXT + "\n" + good).replace("\n", "\r\n"), wrong);
        probe("tab in the text", TEXT.replace("17", "\t17") + "\n" + good, wrong);
        probe("NUL in the text", TEXT.replace("17", "\u000017") + "\n" + good, wrong);
        probe("hyphen for the dash", TEXT + "\n- " + name + " " + blob + "\n", wrong);
        probe("no space after the dash", TEXT + "\n\u2014" + name + " " + blob + "\n", wrong);
        probe("two spaces after the dash", TEXT + "\n\u2014  " + name + " " + blob + "\n", wrong);
        probe("two spaces after the name", TEXT + "\n\u2014 " + name + "  " + blob + "\n", wrong);
        probe("space at the end", TEXT + "\n\u2014 " + name + " " + blob + " \n", wrong);
        probe("no name", TEXT + "\n\u2014 " + blob + "\n", wrong);
        probe("plus in the name", TEXT + "\n\u2014 a+b " + blob + "\n" + good, wrong);
        probe("no-break space in the name", TEXT + "\n\u2014 a\u00a0b " + blob + "\n" + good, wrong);
        probe("padding missing", TEXT + "\n\u2014 " + name + " " + blob.replace("=", "") + "\n", wrong);
        probe("base64 of the URL kind", TEXT + "\n\u2014 other " + "_-".repeat(46) + "\n" + good, wrong);
        probe("base64 with loose bits", TEXT + "\n\u2014 other AAAAAAE=\n\u2014 other AAAAAAF=\n" + good, wrong);
        probe("key id alone", TEXT + "\n\u2014 other AAAAAA==\n" + good, wrong);
        probe("key id cut", TEXT + "\n\u2014 other AAAA\n" + good, wrong);
        probe("101 signatures", TEXT + "\n" + line(WITNESS).repeat(100) + good, wrong);
        probe("garbage before", "\u2014\n" + TEXT + "\n" + good, "note-signature-wrong");
        probe("garbage after", TEXT + "\n" + good + "garbage\n", wrong);
        probe("not UTF-8", Text.concat(new byte[] {(byte) 0xff}, (TEXT + "\n" + good).getBytes(UTF_8)), wrong);
    }

    private void bits() {
        byte[] note = (TEXT + "\n" + line(SIGNER)).getBytes(UTF_8);
        int start = (TEXT + "\n\u2014 " + SIGNER.name() + " ").getBytes(UTF_8).length;
        for (int at = 0; at < TEXT.length() - 1; at += 5) {
            byte[] changed = note.clone();
            changed[at] ^= 1;
            boolean control = changed[at] < 0x20 || changed[at] == '\n';
            probe("bit 0 of byte " + at + " flipped", changed, control ? "note-malformed" : "note-signature-wrong");
        }
        // Case of base64 letters: other bits, still base64. The first 5 letters are the key id.
        for (int at = start + 6; at < start + 86; at += 8) {
            byte[] changed = note.clone();
            changed[at] = (byte) (changed[at] == 'A' ? 'B' : 'A');
            if (!java.util.Arrays.equals(changed, note)) {
                probe("letter " + (at - start) + " of the signature changed", changed, "note-signature-wrong");
            }
        }
    }

    private void probe(String name, String note, String want) {
        probe(name, note.getBytes(UTF_8), want);
    }

    private void probe(String name, byte[] note, String want) {
        var probe = new LinkedHashMap<String, Object>();
        probe.put("name", name);
        probe.put("key", SIGNER.verifier().encode());
        probe.put("bytes", Base64.getEncoder().encodeToString(note));
        probe.put("want", want);
        probes.add(probe);
    }

    static List<Map<String, Object>> keys() {
        var maker = new NoteProbes();
        String good = SIGNER.verifier().encode();
        String key = good.substring(good.lastIndexOf('+', good.length() - 1) + 1);
        String[] parts = {
            SIGNER.name(),
            good.substring(SIGNER.name().length() + 1, SIGNER.name().length() + 9)
        };
        String raw = good.substring(SIGNER.name().length() + 10);
        maker.key("good", good, "ok");
        maker.key("line feed after", good + "\n", "ok");
        maker.key("of Go's example", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "ok");
        for (String text : List.of(
                "",
                "\n",
                good + "\n\n",
                good + "\r\n",
                " " + good,
                good + " ",
                key,
                parts[0] + "+" + raw,
                "+" + parts[1] + "+" + raw,
                parts[0] + "+" + parts[1] + "+",
                "x" + good,
                parts[0] + "+00000000+" + raw,
                parts[0] + "+" + parts[1].toUpperCase(java.util.Locale.ROOT).replace("0", "1") + "+" + raw,
                parts[0] + "+0" + parts[1] + "+" + raw,
                parts[0] + "+" + parts[1] + "+" + raw.substring(0, 40),
                parts[0] + "+" + parts[1] + "+" + raw + "AAAA",
                parts[0] + "+" + parts[1] + "+Ag" + raw.substring(2),
                typed("low-order", new byte[32]),
                typed("low-order", HexFormat.of().parseHex("01" + "00".repeat(31))),
                typed("low-order", HexFormat.of().parseHex("01" + "00".repeat(30) + "80")),
                typed("low-order", HexFormat.of().parseHex("ec" + "ff".repeat(30) + "7f")),
                typed(
                        "low-order",
                        HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
                typed(
                        "low-order",
                        HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")),
                typed("non-canonical", HexFormat.of().parseHex("ed" + "ff".repeat(30) + "7f")),
                typed("non-canonical", HexFormat.of().parseHex("ff".repeat(32))),
                typed("no-point", HexFormat.of().parseHex("02" + "00".repeat(31))))) {
            maker.key("wrong " + maker.probes.size(), text, "key-malformed");
        }
        return maker.probes;
    }

    /** A key with the right key id, whatever its bytes are. */
    private static String typed(String name, byte[] raw) {
        byte[] typed = Text.concat(new byte[] {1}, raw);
        byte[] hash = Sha256.of(name.getBytes(UTF_8), new byte[] {'\n'}, typed).bytes();
        return name + "+" + HexFormat.of().formatHex(hash, 0, 4) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    private void key(String name, String text, String want) {
        var probe = new LinkedHashMap<String, Object>();
        probe.put("name", name);
        probe.put("text", text);
        probe.put("want", want);
        probes.add(probe);
    }
}
