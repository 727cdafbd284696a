package org.vidimus.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares a zip byte for byte with the one form that a bundle has ({@code docs/spec/bundle.md}, The zip), and finds the files
 * whose content can be read all the same. Reads headers only; unpacks nothing.
 */
final class ZipInspection {
    private static final Pattern FOLDER =
            Pattern.compile("vidimus-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=/)");
    /** How far from the start a bundle's folder is looked for when the directory is gone. */
    private static final int SEARCHED_BYTES = 1 << 16;

    private final FileBytes file;
    private final Findings findings;

    private Optional<String> folder = Optional.empty();
    private final Map<String, ZipMember> members = new LinkedHashMap<>();
    private long readable;

    ZipInspection(FileBytes file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The folder that the files are in, without slash; empty if this is no bundle. */
    Optional<String> folder() {
        return folder;
    }

    /** Readable files by their path in the folder, in the order of the directory. */
    Map<String, ZipMember> members() {
        return members;
    }

    void run() throws IOException {
        Optional<ZipDirectory> read = ZipDirectory.read(file, findings);
        if (read.isEmpty()) {
            folder = folderAtTheStart();
            return;
        }
        ZipDirectory directory = read.get();
        folder = directory.files().stream()
                .flatMap(listed -> listed.name().stream())
                .map(FOLDER::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .findFirst()
                .or(Optional::empty);
        if (folder.isEmpty()) {
            return;
        }
        if (directory.base() > 0) {
            findings.add(FindingCode.ZIP_BYTES_BEFORE, "", directory.base() + " bytes");
        }
        long position = directory.base();
        var names = new HashSet<String>();
        Optional<String> before = Optional.empty();
        for (ZipDirectory.Listed listed : directory.files()) {
            position = inspect(directory, listed, position);
            before = checkName(listed, names, before);
        }
        if (position != directory.start()) {
            findings.add(
                    FindingCode.ZIP_BYTES_BETWEEN,
                    "",
                    "the files end at " + position + ", the directory starts at " + directory.start());
        }
        checkEnd(directory);
    }

    private Optional<String> folderAtTheStart() throws IOException {
        ByteBuffer start = file.readUpTo(0, SEARCHED_BYTES);
        Matcher matcher = FOLDER.matcher(new String(start.array(), StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** Order, repetition, safety, folder; gives the name to compare the next one with. */
    private Optional<String> checkName(ZipDirectory.Listed listed, Set<String> names, Optional<String> before) {
        if (listed.name().isEmpty()) {
            findings.add(FindingCode.ZIP_NAME_UNSAFE, "", "a name that is not UTF-8");
            return before;
        }
        String name = listed.name().get();
        String shown = Shown.text(name);
        if (!BagPath.isSafe(name)) {
            findings.add(FindingCode.ZIP_NAME_UNSAFE, shown, "the name is not safe to unpack");
        }
        if (!name.startsWith(folder.orElse("") + "/")) {
            findings.add(FindingCode.ZIP_OUTSIDE_FOLDER, shown, "not in " + folder.orElse(""));
        }
        if (!names.add(name)) {
            findings.add(FindingCode.ZIP_NAME_TWICE, shown, "listed again");
        } else if (before.isPresent() && BagPath.ORDER.compare(before.get(), name) > 0) {
            findings.add(FindingCode.ZIP_ORDER, shown, "comes after " + Shown.text(before.get()));
        }
        return listed.name();
    }

    /** Compares headers with what they should be; gives where the next file should start. */
    private long inspect(ZipDirectory directory, ZipDirectory.Listed listed, long position) throws IOException {
        String name = listed.name().orElse("");
        String shown = Shown.text(name);
        String path = name.startsWith(folder.orElse("") + "/")
                ? name.substring(folder.orElse("").length() + 1)
                : name;
        if (!listed.stored()) {
            findings.add(FindingCode.ZIP_COMPRESSED, shown, "not stored as it is");
            return position;
        }
        var item = new ZipItem(name, listed.lengthBytes(), listed.crc32(), listed.offset(), path.startsWith("data/"));
        if (!Arrays.equals(item.central(), listed.record())) {
            findings.add(FindingCode.ZIP_HEADER_DIFFERS, shown, "its record in the directory");
        }
        long at = directory.base() + listed.offset();
        byte[] local = item.local();
        if (listed.offset() > directory.start() || at + local.length > directory.start()) {
            findings.add(FindingCode.ZIP_CONTENT_UNREADABLE, shown, "its header would be at " + listed.offset());
            return position;
        }
        if (at != position) {
            findings.add(FindingCode.ZIP_BYTES_BETWEEN, shown, "starts at " + at + ", want " + position);
        }
        long content = at + localBytes(shown, at, local, listed);
        if (listed.lengthBytes() > directory.start() - content) {
            findings.add(
                    FindingCode.ZIP_CONTENT_UNREADABLE,
                    shown,
                    listed.lengthBytes() + " bytes from " + content + " on, the directory starts at "
                            + directory.start());
            return position;
        }
        long end = content + listed.lengthBytes();
        byte[] tail = item.tail();
        if (!Arrays.equals(tail, file.readUpTo(end, tail.length).array())) {
            findings.add(FindingCode.ZIP_HEADER_DIFFERS, shown, "the CRC and lengths after its content");
        }
        keep(new ZipMember(path, content, listed.lengthBytes(), listed.crc32()), shown);
        return end + tail.length;
    }

    /** Compares the local header, and gives how long it really is. */
    private int localBytes(String shown, long at, byte[] wanted, ZipDirectory.Listed listed) throws IOException {
        ByteBuffer header = file.read(at, ZipItem.LOCAL_BYTES);
        int nameBytes = Short.toUnsignedInt(header.getShort(26));
        int extraBytes = Short.toUnsignedInt(header.getShort(28));
        if (header.getInt(0) != ZipItem.LOCAL_SIGNATURE) {
            findings.add(FindingCode.ZIP_HEADER_DIFFERS, shown, "the header in front of its content is not one");
            return wanted.length;
        }
        byte[] name = file.readUpTo(at + ZipItem.LOCAL_BYTES, nameBytes).array();
        if (!listed.name().equals(Text.utf8(name))) {
            findings.add(
                    FindingCode.ZIP_NAMES_DIFFER,
                    shown,
                    "in front of the content "
                            + Text.utf8(name).map(Shown::text).orElse("a name that is not UTF-8"));
        } else if (!Arrays.equals(wanted, file.readUpTo(at, wanted.length).array())) {
            findings.add(FindingCode.ZIP_HEADER_DIFFERS, shown, "the header in front of its content");
        }
        return ZipItem.LOCAL_BYTES + nameBytes + extraBytes;
    }

    /** Keeps the first file of a name, as long as all of them together are no longer than the zip: files do not overlap. */
    private void keep(ZipMember member, String shown) {
        readable += member.lengthBytes();
        if (readable > file.length()) {
            findings.add(FindingCode.ZIP_CONTENT_UNREADABLE, shown, "the files are longer than the zip");
            readable -= member.lengthBytes();
            return;
        }
        members.putIfAbsent(member.path(), member);
    }

    private void checkEnd(ZipDirectory directory) {
        byte[] wanted =
                ZipItem.end(directory.files().size(), directory.start() - directory.base(), directory.lengthBytes());
        byte[] end = directory.end();
        if (end.length > wanted.length && Arrays.equals(wanted, Arrays.copyOf(end, wanted.length))) {
            findings.add(FindingCode.ZIP_BYTES_AFTER, "", (end.length - wanted.length) + " bytes");
        } else if (!Arrays.equals(wanted, end)) {
            findings.add(FindingCode.ZIP_HEADER_DIFFERS, "", "the end record");
        }
    }
}
