package org.vidimus.server.access.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Passwords that are tried first because so many people have them (NIST SP 800-63B §3.1.1.2). A small list of words, each of which
 * also stands for itself with digits and signs around it, with digits for letters, and said twice.
 */
public final class CommonPasswords {
    private static final String LIST = "common-passwords.txt";
    private static final Set<String> WORDS = read();
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final String ROWS =
            "qwertyuiopasdfghjklzxcvbnm qwertzuiopasdfghjklyxcvbnm 01234567890123456789 abcdefghijklmnopqrstuvwxyz";
    private static final int DIFFERENT_FEWEST = 5;
    private static final int TELLING = 4;

    private CommonPasswords() {}

    /**
     * Why it must not be anybody's password, in words that follow the field's name; empty for one that may.
     *
     * @param near what is known of its owner and the house: a password that contains one of them is refused
     */
    public static Optional<String> objection(String password, Iterable<String> near) {
        String plain = plain(password);
        if (plain.chars().distinct().count() < DIFFERENT_FEWEST) {
            return Optional.of("has too few different characters");
        }
        if (isRow(plain) || WORDS.contains(plain) || WORDS.contains(word(plain)) || isSaidTwice(plain)) {
            return Optional.of("is one of those that are tried first; take several words that do not belong together");
        }
        for (String known : near) {
            String part = plain(known);
            if (part.length() >= TELLING && plain.contains(part)) {
                return Optional.of("contains the login, the name or the name of the house");
            }
        }
        return Optional.empty();
    }

    private static boolean isSaidTwice(String plain) {
        int half = plain.length() / 2;
        return plain.length() % 2 == 0
                && plain.startsWith(plain.substring(half))
                && (WORDS.contains(word(plain.substring(half))) || isRow(plain.substring(half)));
    }

    private static boolean isRow(String plain) {
        String back = new StringBuilder(plain).reverse().toString();
        return ROWS.contains(plain) || ROWS.contains(back);
    }

    /** Without what people put around and into a word to please a rule. */
    private static String word(String plain) {
        return AROUND.matcher(plain)
                .replaceAll("")
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replaceAll("[^\\p{L}]", "");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
    }

    private static Set<String> read() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
