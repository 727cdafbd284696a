package org.vidimus.trust;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Strict readings that the formats share: each value has exactly one spelling. */
final class Text {
    private static final byte[] HEX_DIGITS = hexDigits();

    private Text() {}

    private static byte[] hexDigits() {
        var values = new byte['f' + 1];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < 16; value++) {
            values["0123456789abcdef".charAt(value)] = (byte) value;
        }
        return values;
    }

    /** Decodes UTF-8, refusing what is not. */
    static Optional<String> utf8(byte[] bytes) {
        // The quick decoder writes U+FFFD for what is not UTF-8; only where there is one do we need to look again.
        String quick = new String(bytes, StandardCharsets.UTF_8);
        if (quick.indexOf('\ufffd') < 0) {
            return Optional.of(quick);
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Replaces halves of surrogate pairs, which UTF-8 cannot carry, by U+FFFD. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    /** Whether a text is 1 to {@code maxLength} of {@code a-z 0-9 -}, the first a letter: {@code [a-z][a-z0-9-]*}. */
    static boolean isWord(String text, int from, int to, int maxLength) {
        if (from >= to || to - from > maxLength || text.charAt(from) < 'a' || text.charAt(from) > 'z') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** A non-negative decimal number without sign or leading zero. */
    static Optional<Long> number(String digits) {
        if (digits.isEmpty() || digits.length() > 19 || (digits.length() > 1 && digits.charAt(0) == '0')) {
            return Optional.empty();
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            number = 10 * number + digit;
        }
        // Nineteen digits overflow at most once, into a negative number.
        return number < 0 ? Optional.empty() : Optional.of(number);
    }

    /** Base64 of RFC 4648 §4 with padding, in its one spelling. */
    static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** 64 lower-case hexadecimal digits. */
    static Optional<Sha256> hash(String hex) {
        if (hex.length() != 2 * Sha256.LENGTH_BYTES) {
            return Optional.empty();
        }
        var bytes = new byte[Sha256.LENGTH_BYTES];
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = hexDigit(hex.charAt(2 * i));
            int low = hexDigit(hex.charAt(2 * i + 1));
            wrong |= high | low;
            bytes[i] = (byte) (high << 4 | low);
        }
        return wrong < 0 ? Optional.empty() : Optional.of(Sha256.adopt(bytes));
    }

    /** The value of a lower-case hexadecimal digit; negative for anything else. */
    static int hexDigit(int c) {
        return c >= 0 && c < HEX_DIGITS.length ? HEX_DIGITS[c] : -1;
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
