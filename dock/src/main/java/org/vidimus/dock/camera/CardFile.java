package org.vidimus.dock.camera;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file as the walk over a card found it.
 *
 * @param relative path below the camera's folder with {@code /} between names
 */
record CardFile(Path path, String relative, long lengthBytes, long modifiedMs) {
    static CardFile of(Path path, String relative, BasicFileAttributes attributes) {
        return new CardFile(
                path, relative, attributes.size(), attributes.lastModifiedTime().toMillis());
    }
}
