package org.vidimus.dock.camera;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;

/**
 * One file of a recording, as it was when it was listed. A card may have a hundred thousand of them.
 *
 * @param file keeps the name's bytes as they are
 * @param n part number, from 1
 * @param modifiedMs time of its last change by the file system, milliseconds since 1970
 * @param type media type, where the layout knows it
 * @param start by the camera's clock, where it is known and can be true
 * @param declared the digest that the camera itself noted
 */
public record Part(
        Path file,
        int n,
        long lengthBytes,
        long modifiedMs,
        @Nullable String type,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Sha256 declared) {
    /** The highest part number there is. */
    public static final int LAST = 10_000;

    public String name() {
        return FileName.of(file).text();
    }
}
