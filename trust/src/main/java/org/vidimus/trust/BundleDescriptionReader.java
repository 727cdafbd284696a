package org.vidimus.trust;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads {@code vidimus.bundle/v1}. */
final class BundleDescriptionReader {
    private static final FindingCode CODE = FindingCode.BUNDLE_TEXT_MALFORMED;

    private BundleDescriptionReader() {}

    static BundleDescription read(byte[] bytes) {
        var lines = new LineReader(CODE, bytes, BundleDescription.HEADER);
        BundleDescription description;
        try {
            description = read(lines);
        } catch (Malformed e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Malformed(CODE, String.valueOf(e.getMessage()));
        }
        if (!Arrays.equals(description.encode(), bytes)) {
            throw new Malformed(CODE, "not in its one spelling (order, repetition or escapes)");
        }
        return description;
    }

    private static BundleDescription read(LineReader lines) {
        UUID id = lines.uuid(lines.required("id"));
        Instant made = lines.instant(lines.required("made"));
        Actor by = lines.actor(lines.required("by"));
        String service = lines.unescaped(lines.required("service"));
        Optional<String> purpose = lines.optional("purpose").map(lines::unescaped);
        String origin = lines.required("origin");
        Checkpoint checkpoint = checkpoint(lines, origin, lines.required("checkpoint"));
        List<BundleDescription.EvidenceLine> evidence = lines.repeated("evidence").stream()
                .map(value -> evidence(lines, value))
                .toList();
        List<BundleDescription.OriginalLine> originals = lines.repeated("original").stream()
                .map(value -> original(lines, value))
                .toList();
        List<BundleDescription.FileLine> files =
                lines.repeated("file").stream().map(value -> file(lines, value)).toList();
        lines.requireEnd();
        return new BundleDescription(id, made, by, service, purpose, checkpoint, evidence, originals, files);
    }

    private static Checkpoint checkpoint(LineReader lines, String origin, String value) {
        String[] parts = lines.parts(value, 2);
        return Checkpoint.of(origin, lines.number(parts[0]), lines.hash(parts[1]));
    }

    private static BundleDescription.EvidenceLine evidence(LineReader lines, String value) {
        String[] parts = lines.parts(value, 4);
        return new BundleDescription.EvidenceLine(
                lines.uuid(parts[0]), lines.number(parts[1]), lines.number(parts[2]), lines.unescaped(parts[3]));
    }

    private static BundleDescription.OriginalLine original(LineReader lines, String value) {
        String[] parts = lines.parts(value, 6);
        long number = lines.number(parts[1]);
        if (number > Integer.MAX_VALUE) {
            throw lines.malformed("an original's number is absurd");
        }
        return new BundleDescription.OriginalLine(
                lines.uuid(parts[0]),
                (int) number,
                lines.number(parts[2]),
                lines.hash(parts[3]),
                parts[4],
                lines.unescaped(parts[5]));
    }

    private static BundleDescription.FileLine file(LineReader lines, String value) {
        String[] parts = lines.parts(value, 3);
        return new BundleDescription.FileLine(parts[2], lines.number(parts[1]), lines.hash(parts[0]));
    }
}
