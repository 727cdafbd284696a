package org.vidimus.dock.camera;

import java.nio.file.Path;

/** Paths on a camera as text: relative to its folder, with {@code /} between names. */
public final class Relative {
    private Relative() {}

    public static String to(Path root, Path path) {
        StringBuilder text = new StringBuilder();
        for (int i = root.getNameCount(); i < path.getNameCount(); i++) {
            if (!text.isEmpty()) {
                text.append('/');
            }
            text.append(
                    i == path.getNameCount() - 1
                            ? FileName.of(path).text()
                            : path.getName(i).toString());
        }
        return text.toString();
    }
}
