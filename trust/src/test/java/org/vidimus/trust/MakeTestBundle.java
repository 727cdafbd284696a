package org.vidimus.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the test bundle to a file, for other programs to try: {@code java … MakeTestBundle FILE}. */
final class MakeTestBundle {
    private MakeTestBundle() {}

    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), TestBundle.good().zip());
    }
}
