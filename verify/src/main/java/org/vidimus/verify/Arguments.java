package org.vidimus.verify;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What was typed. */
record Arguments(Path file, Optional<Path> key, Optional<Path> checkpoint, boolean json, boolean help) {
    static final String USAGE = """
            vidimus verify FILE [--key FILE] [--checkpoint FILE] [--json]

            Checks a bundle: every byte, every digest, every signature, every ledger entry. Offline; changes nothing.

              --key FILE         the ledger's public key, got another way than in the bundle
              --checkpoint FILE  a signed checkpoint of the same ledger, to compare with the bundle's
              --json             print one JSON object instead of text

            Ends with 0 if all holds, 1 if something does not, 2 if FILE is not a bundle or cannot be read.
            """;

    /** @throws IllegalArgumentException if it cannot be meant, with a message for who typed it */
    static Arguments parse(String... args) {
        Optional<Path> file = Optional.empty();
        Optional<Path> key = Optional.empty();
        Optional<Path> checkpoint = Optional.empty();
        boolean json = false;
        boolean help = false;
        Iterator<String> next = List.of(args).iterator();
        while (next.hasNext()) {
            String arg = next.next();
            switch (arg) {
                case "--help", "-h" -> help = true;
                case "--json" -> json = true;
                case "--key" -> key = Optional.of(value(arg, next));
                case "--checkpoint" -> checkpoint = Optional.of(value(arg, next));
                default -> {
                    if (arg.startsWith("--")) {
                        throw new IllegalArgumentException("There is no option " + arg);
                    }
                    if (file.isPresent()) {
                        throw new IllegalArgumentException("One file at a time: " + file.get() + " or " + arg);
                    }
                    file = Optional.of(path(arg));
                }
            }
        }
        if (file.isEmpty() && !help) {
            throw new IllegalArgumentException("Which file?");
        }
        return new Arguments(file.orElse(Path.of("")), key, checkpoint, json, help);
    }

    private static Path value(String option, Iterator<String> next) {
        if (!next.hasNext()) {
            throw new IllegalArgumentException(option + " needs a file");
        }
        return path(next.next());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Not the name of a file: " + text, e);
        }
    }
}
