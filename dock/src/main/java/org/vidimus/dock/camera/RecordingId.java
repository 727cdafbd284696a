package org.vidimus.dock.camera;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vidimus.trust.Sha256;

/**
 * A rule's template for recording ids, such as <code>{number}-{fingerprint}</code>, filled in.
 *
 * <p>Numbers on cameras come again: after a wrap, a format, a reset. The fingerprint of the first part keeps two recordings
 * of one number apart without trusting the camera's clock.
 */
final class RecordingId {
    static final String FINGERPRINT = "fingerprint";
    private static final int LONGEST_GROUP = 80;
    private static final int KEPT = 30;
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

    private RecordingId() {}

    /** @throws IllegalArgumentException if the template names a group that the path has not */
    static void check(String template, Pattern path) {
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            String name = hole.group(1);
            if (!name.equals(FINGERPRINT) && !path.namedGroups().containsKey(name)) {
                throw new IllegalArgumentException(
                        "'" + template + "' names the group " + name + ", which is not in '" + path + "'");
            }
        }
    }

    static String fill(String template, Matcher path, String fingerprint) {
        return HOLE.matcher(template).replaceAll(hole -> {
            String name = hole.group(1);
            String value = name.equals(FINGERPRINT) ? fingerprint : path.group(name);
            return Matcher.quoteReplacement(value == null ? "" : shortened(value));
        });
    }

    /** The template with the groups as they are; for paths. */
    static String path(String template, Matcher path) {
        return HOLE.matcher(template).replaceAll(hole -> {
            String value = path.group(hole.group(1));
            return Matcher.quoteReplacement(value == null ? "" : value);
        });
    }

    /** Names may have 255 bytes, ids may not: a long one keeps its beginning and a digest of the whole. */
    private static String shortened(String value) {
        if (value.length() <= LONGEST_GROUP) {
            return value;
        }
        String digest = Sha256.of(value.getBytes(StandardCharsets.UTF_8)).toString();
        return value.substring(0, value.offsetByCodePoints(0, KEPT)) + "~" + digest.substring(0, 10);
    }

    /** Whether files of this template are told apart by the fingerprint. */
    static boolean needsFingerprint(String template) {
        return template.contains("{" + FINGERPRINT + "}");
    }
}
