package org.vidimus.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A bundle ready to be written: everything but the originals' bytes is known, so its length is too.
 *
 * <p>Writing it twice gives the same bytes. See {@code docs/spec/bundle.md}.
 */
public final class Bundle {
    static final String BAGIT = "bagit.txt";
    static final String BAG_INFO = "bag-info.txt";
    static final String MANIFEST = "manifest-sha256.txt";
    static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    static final String DESCRIPTION = "metadata/bundle.txt";
    static final String SIGNATURE = "metadata/bundle.txt.sig";
    static final String KEY = "metadata/ledger.vkey";
    /** Path of the signed checkpoint. */
    public static final String CHECKPOINT = "metadata/checkpoint.txt";
    /** Path of the custody history. */
    public static final String CUSTODY = "metadata/custody.txt";
    /** Path of the RFC 3161 reply over the checkpoint, where there is one. */
    public static final String TIMESTAMP = "metadata/checkpoint.tsr";

    /** What a checker reads before everything else; all of it small. */
    static final List<String> READ_AHEAD =
            List.of(BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, DESCRIPTION, SIGNATURE, KEY, CHECKPOINT, TIMESTAMP);

    /** Files that the description cannot list, because they come from it. */
    static final Set<String> MADE_FROM_DESCRIPTION = Set.of(DESCRIPTION, SIGNATURE, TAG_MANIFEST);

    static final String BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private final BundleDescription description;
    private final TreeMap<String, BundleFile> files;

    private Bundle(BundleDescription description, TreeMap<String, BundleFile> files) {
        this.description = description;
        this.files = files;
    }

    /** Opens the bytes of originals. */
    @FunctionalInterface
    public interface Originals {
        /** The original's bytes from the start; the writer closes the stream. */
        InputStream open(BundleDescription.OriginalLine original) throws IOException;
    }

    /**
     * Puts a bundle together: adds the bag's own files, the list of all files to the description, and the signature.
     *
     * @param head what is inside; its list of files is ignored and made here
     * @param note the signed checkpoint that {@code head} names, with the signatures of witnesses where there are some
     * @param files everything else: the custody history at {@link #CUSTODY}, metadata, report, {@code verify.html}, a
     *     {@link #TIMESTAMP}
     * @param signer the ledger's key
     * @throws IllegalArgumentException if the checkpoint is another one, or a file's path is one that is made here
     */
    public static Bundle assemble(BundleDescription head, SignedNote note, List<BundleFile> files, NoteSigner signer) {
        return assemble(head, note, files, signer.verifier(), signer::sign);
    }

    /**
     * The same for a signer that does not give its key away.
     *
     * @param key of the signer
     * @param signer signs a text with the ledger's key
     */
    public static Bundle assemble(
            BundleDescription head,
            SignedNote note,
            List<BundleFile> files,
            NoteVerifier key,
            Function<String, SignedNote> signer) {
        if (!Checkpoint.parse(note.text()).equals(head.checkpoint())) {
            throw new IllegalArgumentException("the note is of another checkpoint than the description names");
        }
        var all = new TreeMap<String, BundleFile>(BagPath.ORDER);
        var reserved = new HashSet<>(
                List.of(BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, DESCRIPTION, SIGNATURE, KEY, CHECKPOINT));
        for (BundleFile file : files) {
            if (file.path().startsWith("data/")
                    || reserved.contains(file.path())
                    || all.put(file.path(), file) != null) {
                throw new IllegalArgumentException("not for the caller to add, or added twice: " + file.path());
            }
        }
        add(all, CHECKPOINT, note.encode());
        add(all, KEY, key.encode() + "\n");
        add(all, BAGIT, BAGIT_TEXT);
        add(all, BAG_INFO, bagInfo(head));
        add(
                all,
                MANIFEST,
                new Manifest(head.originals().stream()
                                .map(original -> new Manifest.Line(original.path(), original.sha256()))
                                .toList())
                        .encode());
        var description = head.withFiles(all.values().stream()
                .map(file -> new BundleDescription.FileLine(file.path(), file.lengthBytes(), file.sha256()))
                .toList());
        byte[] text = description.encode();
        add(all, DESCRIPTION, text);
        add(
                all,
                SIGNATURE,
                signer.apply(BundleDescription.textToSign(head.id(), text)).encode());
        add(
                all,
                TAG_MANIFEST,
                new Manifest(all.values().stream()
                                .map(file -> new Manifest.Line(file.path(), file.sha256()))
                                .toList())
                        .encode());
        return new Bundle(description, all);
    }

    /**
     * A bundle that was assembled before, from its description and all of {@link #files}: it is written as it was then.
     *
     * @throws IllegalArgumentException if one of the files that the description names is missing or another
     */
    public static Bundle restored(BundleDescription description, List<BundleFile> files) {
        var all = new TreeMap<String, BundleFile>(BagPath.ORDER);
        files.forEach(file -> all.put(file.path(), file));
        for (BundleDescription.FileLine line : description.files()) {
            BundleFile file = all.get(line.path());
            if (file == null || !file.sha256().equals(line.sha256())) {
                throw new IllegalArgumentException("not the file that the description names: " + line.path());
            }
        }
        if (!all.keySet().containsAll(List.of(DESCRIPTION, SIGNATURE, TAG_MANIFEST))) {
            throw new IllegalArgumentException("description, signature or tag manifest is missing");
        }
        return new Bundle(description, all);
    }

    private static void add(TreeMap<String, BundleFile> all, String path, String text) {
        add(all, path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(TreeMap<String, BundleFile> all, String path, byte[] bytes) {
        all.put(path, BundleFile.of(path, bytes));
    }

    /** {@code bag-info.txt}: what the description says, for programs that know bags and nothing of us. */
    static String bagInfo(BundleDescription head) {
        long bytes = head.originals().stream()
                .mapToLong(BundleDescription.OriginalLine::lengthBytes)
                .sum();
        return "Source-Organization: " + oneLine(head.service()) + "\n"
                + "External-Identifier: " + head.id() + "\n"
                + "Bagging-Date: "
                + DateTimeFormatter.ISO_LOCAL_DATE.format(head.made().atOffset(ZoneOffset.UTC)) + "\n"
                + "Payload-Oxum: " + bytes + "." + head.originals().size() + "\n"
                + "Bag-Software-Agent: Vidimus\n";
    }

    private static String oneLine(String value) {
        String line = value.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? "-" : line;
    }

    /** The files that every description lists. */
    static List<String> required(BundleDescription description) {
        var paths = new ArrayList<>(List.of(BAGIT, BAG_INFO, MANIFEST, KEY, CHECKPOINT, CUSTODY));
        description.evidence().forEach(line -> paths.add("metadata/evidence/" + line.evidence() + ".json"));
        return paths;
    }

    /** What is inside, with all files. */
    public BundleDescription description() {
        return description;
    }

    /** Every file but the originals, those made here included. */
    public List<BundleFile> files() {
        return List.copyOf(files.values());
    }

    /** How long the zip will be. */
    public long lengthBytes() {
        long position = 0;
        long central = 0;
        for (Member member : members()) {
            var item = new ZipItem(member.name(), member.lengthBytes(), 0, position, member.isOriginal());
            position += item.spanBytes();
            central += item.central().length;
        }
        return position + central + ZipItem.end(members().size(), position, central).length;
    }

    /**
     * Streams the zip. Does not close the stream.
     *
     * @throws IOException if the stream fails, or the bytes of a file are not the ones that were declared; what has been
     *     written then ends without its directory and is no bundle
     */
    public void writeTo(OutputStream out, Originals originals) throws IOException {
        var zip = new ZipWriter(out);
        for (Member member : members()) {
            switch (member) {
                case Member.Original(String name, BundleDescription.OriginalLine line) -> {
                    try (var in = new DigestInputStream(originals.open(line), Sha256.newDigest())) {
                        zip.addStreamed(name, line.lengthBytes(), in);
                        requireDigest(name, line.sha256(), in);
                    }
                }
                case Member.Other(String name, BundleFile file) -> {
                    try (var in = new DigestInputStream(file.content().open(), Sha256.newDigest())) {
                        zip.add(name, file.lengthBytes(), file.crc32(), in);
                        requireDigest(name, file.sha256(), in);
                    }
                }
            }
        }
        zip.finish();
    }

    private static void requireDigest(String name, Sha256 declared, DigestInputStream in) throws IOException {
        Sha256 came = Sha256.adopt(in.getMessageDigest().digest());
        if (!came.equals(declared)) {
            throw new IOException(name + ": declared SHA-256 " + declared + ", its bytes hash to " + came);
        }
    }

    private sealed interface Member {
        String name();

        long lengthBytes();

        default boolean isOriginal() {
            return this instanceof Original;
        }

        record Original(String name, BundleDescription.OriginalLine line) implements Member {
            @Override
            public long lengthBytes() {
                return line.lengthBytes();
            }
        }

        record Other(String name, BundleFile file) implements Member {
            @Override
            public long lengthBytes() {
                return file.lengthBytes();
            }
        }
    }

    private List<Member> members() {
        String folder = description.folder() + "/";
        var members = new ArrayList<Member>();
        description.originals().forEach(line -> members.add(new Member.Original(folder + line.path(), line)));
        files.values().forEach(file -> members.add(new Member.Other(folder + file.path(), file)));
        members.sort((left, right) -> BagPath.ORDER.compare(left.name(), right.name()));
        return members;
    }
}
