package org.vidimus.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A bearer token. Never printed.
 *
 * @param secret printable ASCII without blanks
 */
public record Token(String secret) {
    private static final int LONGEST = 4096;

    /** @throws IllegalArgumentException if it cannot be a token */
    public Token {
        if (secret.isEmpty() || secret.length() > LONGEST || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a token is one word of printable ASCII");
        }
    }

    /**
     * The token as given on the command line, else in a file, else in {@code VIDIMUS_TOKEN}: what is on a command line can be
     * read by every user of the machine, so the other two are better.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if what is there cannot be a token
     */
    public static Optional<Token> from(Optional<String> argument, Optional<Path> file, Map<String, String> environment)
            throws IOException {
        if (argument.isPresent()) {
            return argument.map(Token::new);
        }
        if (file.isPresent()) {
            return Optional.of(new Token(Files.readString(file.get()).strip()));
        }
        return Optional.ofNullable(environment.get("VIDIMUS_TOKEN"))
                .map(String::strip)
                .map(Token::new);
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
