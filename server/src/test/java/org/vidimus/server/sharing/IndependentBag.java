package org.vidimus.server.sharing;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A BagIt validator written from RFC 8493 alone, sharing no code with the product: whether a folder is a complete and valid bag.
 * Knows the checksum algorithms that the RFC names.
 */
final class IndependentBag {
    private static final Pattern VERSION = Pattern.compile("BagIt-Version: (\\d+)\\.(\\d+)");
    private static final Pattern ENCODING = Pattern.compile("Tag-File-Character-Encoding: (\\S+)");
    private static final Pattern MANIFEST = Pattern.compile("manifest-([a-z0-9]+)\\.txt");
    private static final Pattern TAG_MANIFEST = Pattern.compile("tagmanifest-([a-z0-9]+)\\.txt");
    private static final Pattern OXUM = Pattern.compile("(\\d+)\\.(\\d+)");

    private final Path bag;
    private final List<String> faults = new ArrayList<>();
    private Charset charset = StandardCharsets.UTF_8;

    private IndependentBag(Path bag) {
        this.bag = bag;
    }

    /** What is wrong with the bag; nothing if it is complete and valid (RFC 8493 §3). */
    static List<String> faultsOf(Path bag) throws IOException {
        IndependentBag check = new IndependentBag(bag);
        check.run();
        return check.faults;
    }

    private void run() throws IOException {
        declaration();
        if (!Files.isDirectory(bag.resolve("data"))) {
            faults.add("no payload directory (§2.1.2)");
            return;
        }
        Map<String, Map<String, String>> payload = manifests(MANIFEST);
        if (payload.isEmpty()) {
            faults.add("no payload manifest (§2.1.3)");
        }
        TreeSet<String> files = files(bag.resolve("data"));
        for (var manifest : payload.entrySet()) {
            if (!manifest.getValue().keySet().equals(files)) {
                faults.add("manifest-" + manifest.getKey() + ": lists other files than the payload has (§3)");
            }
            digests(manifest.getKey(), manifest.getValue());
        }
        for (var manifest : manifests(TAG_MANIFEST).entrySet()) {
            digests(manifest.getKey(), manifest.getValue());
        }
        fetch(files);
        information(files);
    }

    private void declaration() throws IOException {
        Path file = bag.resolve("bagit.txt");
        if (!Files.isRegularFile(file)) {
            faults.add("no bagit.txt (§2.1.1)");
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef) {
            faults.add("bagit.txt has a byte order mark (§2.1.1)");
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        Matcher encoding = ENCODING.matcher(lines.size() == 2 ? lines.get(1) : "");
        if (!encoding.matches() || !VERSION.matcher(lines.get(0)).matches()) {
            faults.add("bagit.txt is not a declaration of two lines (§2.1.1)");
        } else {
            charset = Charset.forName(encoding.group(1));
        }
    }

    private Map<String, Map<String, String>> manifests(Pattern name) throws IOException {
        Map<String, Map<String, String>> found = new TreeMap<>();
        try (Stream<Path> children = Files.list(bag)) {
            for (Path file : children.sorted().toList()) {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    found.put(matcher.group(1), lines(file));
                }
            }
        }
        return found;
    }

    private Map<String, String> lines(Path manifest) throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readString(manifest, charset).split("\r\n|\r|\n")) {
            if (line.isEmpty()) {
                continue;
            }
            String[] parts = line.split("[ \t]+\\*?", 2);
            if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F]+")) {
                faults.add(manifest.getFileName() + ": not a line of a manifest (§2.1.3)");
                continue;
            }
            String path = parts[1].replaceAll("(?i)%0A", "\n")
                    .replaceAll("(?i)%0D", "\r")
                    .replaceAll("%25", "%");
            path = path.startsWith("./") ? path.substring(2) : path;
            if (path.startsWith("/")
                    || path.startsWith("~")
                    || List.of(path.split("/")).contains("..")) {
                faults.add(path + ": leads out of the bag (§5.1)");
            } else if (listed.put(path, parts[0].toLowerCase(Locale.ROOT)) != null) {
                faults.add(path + ": listed twice (§2.1.3)");
            }
        }
        return listed;
    }

    private void digests(String algorithm, Map<String, String> listed) throws IOException {
        String known =
                switch (algorithm) {
                    case "md5" -> "MD5";
                    case "sha1" -> "SHA-1";
                    case "sha224" -> "SHA-224";
                    case "sha256" -> "SHA-256";
                    case "sha384" -> "SHA-384";
                    case "sha512" -> "SHA-512";
                    default -> "";
                };
        for (var line : listed.entrySet()) {
            Path file = bag.resolve(line.getKey());
            if (!Files.isRegularFile(file)) {
                faults.add(line.getKey() + ": listed, but not there (§3)");
            } else if (known.isEmpty() || !digest(known, file).equals(line.getValue())) {
                faults.add(line.getKey() + ": " + algorithm + " differs (§3)");
            }
        }
    }

    private static String digest(String algorithm, Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private TreeSet<String> files(Path below) throws IOException {
        TreeSet<String> files = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(below)) {
            tree.filter(Files::isRegularFile)
                    .forEach(file -> files.add(bag.relativize(file).toString()));
        }
        return files;
    }

    private void fetch(TreeSet<String> files) throws IOException {
        Path fetch = bag.resolve("fetch.txt");
        if (!Files.exists(fetch)) {
            return;
        }
        for (String line : Files.readAllLines(fetch)) {
            String[] parts = line.split("\\s+", 3);
            if (parts.length == 3 && !files.contains(parts[2])) {
                faults.add(parts[2] + ": still to be fetched, so the bag is incomplete (§2.2.3)");
            }
        }
    }

    private void information(TreeSet<String> files) throws IOException {
        Path file = bag.resolve("bag-info.txt");
        if (!Files.exists(file)) {
            return;
        }
        long bytes = 0;
        for (String path : files) {
            bytes += Files.size(bag.resolve(path));
        }
        for (String line : Files.readAllLines(file, charset)) {
            if (!line.toLowerCase(Locale.ROOT).startsWith("payload-oxum:")) {
                continue;
            }
            Matcher oxum = OXUM.matcher(line.substring(line.indexOf(':') + 1).strip());
            if (!oxum.matches()
                    || Long.parseLong(oxum.group(1)) != bytes
                    || Long.parseLong(oxum.group(2)) != files.size()) {
                faults.add("Payload-Oxum differs (§2.2.2)");
            }
        }
    }
}
