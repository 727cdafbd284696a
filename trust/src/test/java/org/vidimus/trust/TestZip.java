package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A bundle's zip taken apart and put together again, also in ways that no bundle has. */
final class TestZip {
    /** One file of a zip, by its path in the bundle's folder. */
    record File(String path, byte[] bytes) {}

    private TestZip() {}

    /** The files of a good bundle, in their order. */
    static Map<String, byte[]> files(byte[] zip) {
        try {
            var file = new FileBytes(new BytesChannel(zip));
            var inspection = new ZipInspection(file, new Findings());
            inspection.run();
            var files = new LinkedHashMap<String, byte[]>();
            for (ZipMember member : inspection.members().values()) {
                files.put(
                        member.path(),
                        file.read(member.contentOffset(), (int) member.lengthBytes())
                                .array());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<File> list(Map<String, byte[]> files) {
        var list = new ArrayList<File>();
        files.forEach((path, bytes) -> list.add(new File(path, bytes)));
        return list;
    }

    /** A zip in the bundle's form, with the files sorted. */
    static byte[] sorted(String folder, Map<String, byte[]> files) {
        var sorted = new TreeMap<String, byte[]>(BagPath.ORDER);
        sorted.putAll(files);
        return write(folder, list(sorted));
    }

    /** A zip in the bundle's form, but with any names in any order. */
    static byte[] write(String folder, List<File> files) {
        return write(folder, files, 0);
    }

    /** The same with a gap in front of the last file. */
    static byte[] write(String folder, List<File> files, int gap) {
        var out = new ByteArrayOutputStream();
        var items = new ArrayList<ZipItem>();
        for (File file : files) {
            if (file == files.getLast()) {
                out.writeBytes(new byte[gap]);
            }
            var crc = new CRC32();
            crc.update(file.bytes());
            String name = file.path().startsWith("!") ? file.path().substring(1) : folder + "/" + file.path();
            var item = new ZipItem(
                    name,
                    file.bytes().length,
                    crc.getValue(),
                    out.size(),
                    file.path().startsWith("data/"));
            out.writeBytes(item.local());
            out.writeBytes(file.bytes());
            out.writeBytes(item.tail());
            items.add(item);
        }
        return close(out, items);
    }

    static byte[] close(ByteArrayOutputStream out, List<ZipItem> items) {
        long start = out.size();
        items.forEach(item -> out.writeBytes(item.central()));
        out.writeBytes(ZipItem.end(items.size(), start, out.size() - start));
        return out.toByteArray();
    }

    /** The manifests made anew, as anybody can. */
    static Map<String, byte[]> withManifests(Map<String, byte[]> files) {
        var all = new LinkedHashMap<>(files);
        all.remove(Bundle.TAG_MANIFEST);
        all.put(Bundle.MANIFEST, manifest(all, true));
        all.put(Bundle.TAG_MANIFEST, manifest(all, false));
        return all;
    }

    private static byte[] manifest(Map<String, byte[]> files, boolean payload) {
        return new Manifest(files.entrySet().stream()
                        .filter(file -> file.getKey().startsWith("data/") == payload)
                        .map(file -> new Manifest.Line(file.getKey(), Sha256.of(file.getValue())))
                        .toList())
                .encode();
    }

    /** Description, signature and manifests made anew, as only who has the key can. */
    static Map<String, byte[]> signed(Map<String, byte[]> files, NoteSigner signer) {
        var all = new LinkedHashMap<>(withManifests(files));
        var description = BundleDescription.parse(bytes(files, Bundle.DESCRIPTION));
        var lines = new ArrayList<BundleDescription.FileLine>();
        all.forEach((path, bytes) -> {
            if (!path.startsWith("data/") && !Bundle.MADE_FROM_DESCRIPTION.contains(path)) {
                lines.add(new BundleDescription.FileLine(path, bytes.length, Sha256.of(bytes)));
            }
        });
        return signed(all, description.withFiles(lines).encode(), signer);
    }

    /** Any text as description, well signed. */
    static Map<String, byte[]> signed(Map<String, byte[]> files, byte[] text, NoteSigner signer) {
        var all = new LinkedHashMap<>(files);
        String id = new String(text, UTF_8)
                .lines()
                .skip(1)
                .findFirst()
                .orElse("id 0-0-0-0-0")
                .substring(3);
        all.put(Bundle.DESCRIPTION, text);
        all.put(
                Bundle.SIGNATURE,
                signer.sign(BundleDescription.textToSign(java.util.UUID.fromString(id), text))
                        .encode());
        return withManifests(all);
    }

    static byte[] bytes(Map<String, byte[]> files, String path) {
        return Optional.ofNullable(files.get(path)).orElseThrow();
    }

    static Map<String, byte[]> with(Map<String, byte[]> files, String path, String text) {
        return with(files, path, text.getBytes(UTF_8));
    }

    static Map<String, byte[]> with(Map<String, byte[]> files, String path, byte[] bytes) {
        var changed = new LinkedHashMap<>(files);
        changed.put(path, bytes);
        return changed;
    }

    static Map<String, byte[]> without(Map<String, byte[]> files, String path) {
        var changed = new LinkedHashMap<>(files);
        changed.remove(path);
        return changed;
    }

    static String folder() {
        return BundleDescription.folder(new TestBundle().bundle);
    }

    /** Where a file's record starts in the directory. */
    static int central(byte[] zip, String path) {
        byte[] name = (folder() + "/" + path).getBytes(UTF_8);
        for (int at = zip.length - name.length; at >= ZipItem.CENTRAL_BYTES; at--) {
            if (Arrays.equals(zip, at, at + name.length, name, 0, name.length)
                    && zip[at - ZipItem.CENTRAL_BYTES] == 'P'
                    && zip[at - ZipItem.CENTRAL_BYTES + 2] == 1) {
                return at - ZipItem.CENTRAL_BYTES;
            }
        }
        throw new IllegalArgumentException(path);
    }

    /** Where a file's local header starts. */
    static int local(byte[] zip, String path) {
        byte[] name = (folder() + "/" + path).getBytes(UTF_8);
        for (int at = ZipItem.LOCAL_BYTES; at < zip.length - name.length; at++) {
            if (Arrays.equals(zip, at, at + name.length, name, 0, name.length)
                    && zip[at - ZipItem.LOCAL_BYTES] == 'P'
                    && zip[at - ZipItem.LOCAL_BYTES + 2] == 3) {
                return at - ZipItem.LOCAL_BYTES;
            }
        }
        throw new IllegalArgumentException(path);
    }
}
