package org.vidimus.server.fleet.support;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Firmware as makers number it: {@code 1.9} comes before {@code 1.10}. */
final class Versions {
    private static final Pattern PIECE = Pattern.compile("[0-9]+|[^0-9.\\-_ ]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    static final Comparator<String> ORDER = Versions::compare;

    private Versions() {}

    private static int compare(String one, String other) {
        List<String> left = PIECE.matcher(one).results().map(MatchResult::group).toList();
        List<String> right =
                PIECE.matcher(other).results().map(MatchResult::group).toList();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = piece(left.get(i), right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int piece(String one, String other) {
        boolean numbers = DIGITS.matcher(one).matches() && DIGITS.matcher(other).matches();
        return numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }
}
