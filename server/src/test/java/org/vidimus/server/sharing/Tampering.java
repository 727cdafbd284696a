package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.ZipWriter;

/** Everything that somebody without the ledger's key could do to a bundle, by the hundred. Repeatable by its seed. */
final class Tampering {
    private final byte[] zip;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final String folder;
    private final Random random;
    private final List<Tampered> done = new ArrayList<>();

    /** One changed bundle, and what was done to it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tampered(String name, byte[] zip) {}

    private Tampering(Path bundle, long seed) throws IOException {
        zip = Files.readAllBytes(bundle);
        random = new Random(seed);
        try (ZipFile read = new ZipFile(bundle.toFile())) {
            for (var entry : Collections.list(read.entries())) {
                try (InputStream in = read.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        folder = files.keySet().iterator().next().split("/", 2)[0] + "/";
    }

    static List<Tampered> of(Path bundle, long seed, int bytewise) throws IOException {
        Tampering tampering = new Tampering(bundle, seed);
        tampering.filewise();
        tampering.historywise();
        for (int i = 0; i < bytewise; i++) {
            tampering.bytewise(i);
        }
        tampering.done.removeIf(one -> Arrays.equals(one.zip(), tampering.zip));
        return tampering.done;
    }

    private void filewise() {
        for (String name : List.copyOf(files.keySet())) {
            change("without " + name, changed -> changed.remove(name));
            change("renamed " + name, changed -> changed.put(name + ".old", changed.remove(name)));
            change("a byte of " + name, changed -> changed.computeIfPresent(name, (_, bytes) -> flipped(bytes)));
            change("emptied " + name, changed -> changed.put(name, new byte[0]));
            change("longer " + name, changed -> changed.computeIfPresent(name, (_, bytes) -> with(bytes, "\n")));
            withDigests(
                    "a byte of " + name + ", manifests made anew",
                    changed -> changed.computeIfPresent(name, (_, bytes) -> flipped(bytes)));
        }
        change("one file more", changed -> changed.put(folder + "data/extra.mp4", new byte[10]));
        withDigests("one file more, manifests made anew", changed -> changed.put(folder + "extra.txt", new byte[10]));
        List<String> data = files.keySet().stream()
                .filter(name -> name.startsWith(folder + "data/"))
                .toList();
        withDigests("originals swapped, manifests made anew", changed -> {
            byte[] first = changed.get(data.getFirst());
            changed.put(data.getFirst(), changed.get(data.getLast()));
            changed.put(data.getLast(), first);
        });
        Map<String, byte[]> elsewhere = new TreeMap<>();
        files.forEach((name, bytes) -> elsewhere.put(name.replace("vidimus-", "vidimus-0"), bytes));
        done.add(new Tampered("another folder", written(elsewhere)));
    }

    /** Changes of what the history says, with every digest made anew that needs no key. */
    private void historywise() {
        String name = folder + "metadata/custody.txt";
        List<String> records = new ArrayList<>(List.of(new String(files.get(name), UTF_8).split("\n\n", -1)));
        for (int i = 1; i < records.size(); i++) {
            int at = i;
            withHistory("entry " + i + " left out", list -> list.remove(at));
            withHistory("entry " + i + " twice", list -> list.add(at, list.get(at)));
            withHistory(
                    "entry " + i + " by somebody else",
                    list -> list.set(at, list.get(at).replaceFirst("actor (\\S+ \\S+) .*", "actor $1 Somebody Else")));
            withHistory(
                    "entry " + i + " at another time",
                    list -> list.set(at, list.get(at).replaceFirst("\nat 20", "\nat 19")));
            withHistory(
                    "entry " + i + " claimed erased",
                    list -> list.set(
                            at,
                            list.get(at)
                                    .replaceFirst("(?s)salt .*?(?=vidimus.leaf)", "erased\n")
                                    .replaceFirst("commitment ..", "commitment 00")));
            withHistory(
                    "entry " + i + " without a proof",
                    list -> list.set(at, list.get(at).replaceFirst("(?m)^proof .*\n?", "")));
            if (i + 1 < records.size()) {
                withHistory(
                        "entries " + i + " and " + (i + 1) + " swapped", list -> Collections.swap(list, at, at + 1));
            }
        }
    }

    private void bytewise(int i) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(zip.length + 64);
        int at = random.nextInt(zip.length);
        switch (i % 6) {
            case 0, 1, 2 -> {
                byte[] changed = zip.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                done.add(new Tampered("bit of byte " + at, changed));
            }
            case 3 -> {
                byte[] more = new byte[1 + random.nextInt(40)];
                random.nextBytes(more);
                out.write(zip, 0, at);
                out.writeBytes(more);
                out.write(zip, at, zip.length - at);
                done.add(new Tampered(more.length + " bytes put in at " + at, out.toByteArray()));
            }
            case 4 -> {
                int less = Math.min(1 + random.nextInt(40), zip.length - at);
                out.write(zip, 0, at);
                out.write(zip, at + less, zip.length - at - less);
                done.add(new Tampered(less + " bytes taken out at " + at, out.toByteArray()));
            }
            default -> done.add(new Tampered("cut at " + at, Arrays.copyOf(zip, at)));
        }
    }

    private void change(String name, java.util.function.Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        change.accept(changed);
        done.add(new Tampered(name, written(changed)));
    }

    private void withHistory(String name, java.util.function.Consumer<List<String>> change) {
        String path = folder + "metadata/custody.txt";
        withDigests(name, changed -> {
            List<String> records = new ArrayList<>(List.of(new String(files.get(path), UTF_8).split("\n\n", -1)));
            change.accept(records);
            changed.put(path, String.join("\n\n", records).getBytes(UTF_8));
        });
    }

    /** Makes the manifests, and the digests in the description, fit what was changed. Only the signature cannot be made. */
    private void withDigests(String name, java.util.function.Consumer<Map<String, byte[]>> change) {
        change(name, changed -> {
            change.accept(changed);
            describe(changed);
            manifest(changed, "manifest-sha256.txt", true);
            describe(changed);
            manifest(changed, "tagmanifest-sha256.txt", false);
        });
    }

    private void describe(Map<String, byte[]> changed) {
        String path = folder + "metadata/bundle.txt";
        if (!changed.containsKey(path)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String line : new String(changed.get(path), java.nio.charset.StandardCharsets.ISO_8859_1).split("\n")) {
            String[] parts = line.split(" ", 4);
            byte[] file = parts[0].equals("file") && parts.length == 4 ? changed.get(folder + parts[3]) : null;
            text.append(file == null ? line : "file " + Sha256.of(file) + " " + file.length + " " + parts[3])
                    .append('\n');
        }
        changed.put(path, text.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private void manifest(Map<String, byte[]> changed, String name, boolean payload) {
        StringBuilder lines = new StringBuilder();
        changed.forEach((path, bytes) -> {
            String inBag = path.substring(folder.length());
            if (inBag.startsWith("data/") == payload && !inBag.equals("tagmanifest-sha256.txt")) {
                lines.append(Sha256.of(bytes)).append("  ").append(inBag).append('\n');
            }
        });
        changed.put(folder + name, lines.toString().getBytes(UTF_8));
    }

    private static byte[] written(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter writer = new ZipWriter(out);
        try {
            for (var file : files.entrySet()) {
                byte[] bytes = file.getValue();
                if (file.getKey().contains("/data/")) {
                    writer.addStreamed(file.getKey(), bytes.length, new ByteArrayInputStream(bytes));
                } else {
                    CRC32 crc = new CRC32();
                    crc.update(bytes);
                    writer.add(file.getKey(), bytes.length, crc.getValue(), new ByteArrayInputStream(bytes));
                }
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static byte[] with(byte[] bytes, String more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes);
        out.writeBytes(more.getBytes(UTF_8));
        return out.toByteArray();
    }
}
