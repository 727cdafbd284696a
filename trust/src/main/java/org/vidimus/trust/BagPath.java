package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Rules for paths inside a bundle. */
final class BagPath {
    static final int MAX_BYTES = 1024;

    /** By UTF-8 bytes: what {@code LC_ALL=C sort} does. */
    static final Comparator<String> ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private BagPath() {}

    /**
     * Whether a relative path stays below the folder it is unpacked in, on every common system: no absolute path, no drive,
     * no {@code .} or {@code ..}, no empty part, no backslash, no control character.
     */
    static boolean isSafe(String path) {
        if (path.isEmpty()
                || path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                || path.codePoints().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c) || c == 0xFFFD)) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
