package org.vidimus.dock.camera;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's template for recording ids, such as <code>{number}-{fingerprint}</code>, filled in.
 *
 * <p>Numbers on cameras come again: after a wrap, a format, a reset. The fingerprint of the first part keeps two recordings
 * of one number apart without trusting the camera's clock.
 */
final class RecordingId {
    static final String FINGERPRINT = "fingerprint";
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
            return Matcher.quoteReplacement(value == null ? "" : value);
        });
    }

    /** Whether files of this template are told apart by the fingerprint. */
    static boolean needsFingerprint(String template) {
        return template.contains("{" + FINGERPRINT + "}");
    }
}
