package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that the bag is complete: every file against the manifests and against the signed description, both ways. */
final class BagCheck {
    private record Wanted(long lengthBytes, Sha256 sha256) {}

    private final Map<String, byte[]> texts;
    private final Findings findings;
    private final Optional<Map<String, Sha256>> payload;
    private final Optional<Map<String, Sha256>> tags;
    private final Optional<Map<String, Wanted>> described;
    private final Set<String> seen = new HashSet<>();

    BagCheck(Map<String, byte[]> texts, Optional<BundleDescription> description, Findings findings) {
        this.texts = texts;
        this.findings = findings;
        this.payload = manifest(Bundle.MANIFEST);
        this.tags = manifest(Bundle.TAG_MANIFEST);
        this.described = description.map(BagCheck::wanted);
        description.ifPresent(this::checkTexts);
    }

    private Optional<Map<String, Sha256>> manifest(String path) {
        Optional<byte[]> bytes = Optional.ofNullable(texts.get(path));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            var digests = new HashMap<String, Sha256>();
            for (Manifest.Line line : Manifest.parse(bytes.get()).lines()) {
                digests.put(line.path(), line.sha256());
                // A manifest that lists the other's files would let a validator count them twice, and ours look away.
                if (line.path().startsWith("data/") != path.equals(Bundle.MANIFEST)
                        || line.path().equals(Bundle.TAG_MANIFEST)) {
                    findings.add(FindingCode.BAG_MANIFEST_MALFORMED, path, "lists " + Shown.text(line.path()));
                }
            }
            return Optional.of(digests);
        } catch (Malformed e) {
            findings.add(e.at(path));
            return Optional.empty();
        }
    }

    private static Map<String, Wanted> wanted(BundleDescription description) {
        var wanted = new HashMap<String, Wanted>();
        description.originals().forEach(line -> wanted.put(line.path(), new Wanted(line.lengthBytes(), line.sha256())));
        description.files().forEach(line -> wanted.put(line.path(), new Wanted(line.lengthBytes(), line.sha256())));
        return wanted;
    }

    private void checkTexts(BundleDescription description) {
        differs(Bundle.BAGIT, Bundle.BAGIT_TEXT, FindingCode.BAG_DECLARATION_DIFFERS);
        differs(Bundle.BAG_INFO, Bundle.bagInfo(description), FindingCode.BAG_INFO_DIFFERS);
        var listed = new HashSet<String>();
        description.files().forEach(line -> listed.add(line.path()));
        for (String path : Bundle.required(description)) {
            if (!listed.contains(path)) {
                findings.add(FindingCode.BUNDLE_FILE_MISSING, path, "the description does not list it");
            }
        }
    }

    private void differs(String path, String wanted, FindingCode code) {
        Optional<byte[]> bytes = Optional.ofNullable(texts.get(path));
        if (bytes.isPresent() && !Arrays.equals(bytes.get(), wanted.getBytes(StandardCharsets.UTF_8))) {
            findings.add(code, path, "want " + Shown.text(wanted.replace("\n", " | ")));
        }
    }

    /** Checks one file of the zip, read to its end. */
    void check(ZipMember member, MemberStream content) {
        String path = member.path();
        String shown = Shown.text(path);
        seen.add(path);
        Sha256 sha256 = content.sha256();
        if (content.crc32() != member.crc32()) {
            findings.add(
                    FindingCode.ZIP_CRC_DIFFERS,
                    shown,
                    "the zip says " + Long.toHexString(member.crc32()) + ", its bytes give "
                            + Long.toHexString(content.crc32()));
        }
        checkManifest(path, shown, sha256);
        if (described.isEmpty() || Bundle.MADE_FROM_DESCRIPTION.contains(path)) {
            return;
        }
        Optional<Wanted> wanted = Optional.ofNullable(described.get().get(path));
        if (wanted.isEmpty()) {
            findings.add(FindingCode.BUNDLE_FILE_UNLISTED, shown, "SHA-256 " + sha256);
        } else if (!wanted.get().equals(new Wanted(member.lengthBytes(), sha256))) {
            findings.add(
                    FindingCode.BUNDLE_FILE_DIFFERS,
                    shown,
                    "want " + wanted.get().lengthBytes() + " bytes with SHA-256 "
                            + wanted.get().sha256() + ", got " + member.lengthBytes() + " bytes with " + sha256);
        }
    }

    private void checkManifest(String path, String shown, Sha256 sha256) {
        if (path.equals(Bundle.TAG_MANIFEST)) {
            return;
        }
        String name = path.startsWith("data/") ? Bundle.MANIFEST : Bundle.TAG_MANIFEST;
        Optional<Map<String, Sha256>> manifest = path.startsWith("data/") ? payload : tags;
        if (manifest.isEmpty()) {
            return;
        }
        Optional<Sha256> listed = Optional.ofNullable(manifest.get().get(path));
        if (listed.isEmpty()) {
            findings.add(FindingCode.BAG_FILE_UNLISTED, shown, "not in " + name);
        } else if (!listed.get().equals(sha256)) {
            findings.add(
                    FindingCode.BAG_DIGEST_DIFFERS,
                    shown,
                    name + " has " + listed.get() + ", its bytes hash to " + sha256);
        }
    }

    /** Finds what is listed and was not seen. */
    void finish() {
        payload.ifPresent(listed -> missing(listed.keySet(), FindingCode.BAG_FILE_MISSING, Bundle.MANIFEST));
        tags.ifPresent(listed -> missing(listed.keySet(), FindingCode.BAG_FILE_MISSING, Bundle.TAG_MANIFEST));
        described.ifPresent(listed -> missing(listed.keySet(), FindingCode.BUNDLE_FILE_MISSING, Bundle.DESCRIPTION));
    }

    private void missing(Set<String> listed, FindingCode code, String by) {
        listed.stream()
                .filter(path -> !seen.contains(path))
                .sorted(BagPath.ORDER)
                .forEach(path -> findings.add(code, Shown.text(path), "listed in " + by));
    }
}
