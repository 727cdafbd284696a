package org.vidimus.server.fleet;

import java.util.Comparator;

/** As people count: K 9 before K 10, whatever the letters' size. */
enum NumberOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int iEnd = digits(one, i);
            int jEnd = digits(other, j);
            int order;
            if (iEnd > i && jEnd > j) {
                order = numbers(one, i, iEnd, other, j, jEnd);
                i = iEnd;
                j = jEnd;
            } else {
                order = Character.compare(
                        Character.toLowerCase(one.charAt(i++)), Character.toLowerCase(other.charAt(j++)));
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(one.length() - i, other.length() - j);
        return rest != 0 ? rest : one.compareTo(other);
    }

    /** @return the end of the digits that begin there */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** Of any length: a serial can have more digits than a long. */
    private static int numbers(String one, int i, int iEnd, String other, int j, int jEnd) {
        int from = withoutZeros(one, i, iEnd);
        int otherFrom = withoutZeros(other, j, jEnd);
        int length = iEnd - from;
        int order = Integer.compare(length, jEnd - otherFrom);
        for (int n = 0; order == 0 && n < length; n++) {
            order = Character.compare(one.charAt(from + n), other.charAt(otherFrom + n));
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int end) {
        int first = from;
        while (first < end - 1 && text.charAt(first) == '0') {
            first++;
        }
        return first;
    }
}
