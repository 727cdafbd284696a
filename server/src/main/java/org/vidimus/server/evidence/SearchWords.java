package org.vidimus.server.evidence;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns text into words that are found however they are typed: "Müller" by müller, muller or mueller, "Café" by cafe.
 *
 * <p>A word is a run of letters and digits, in small letters. What is stored of a word is its bare form (marks dropped: ä as a,
 * ß as ss) and its German spelling-out (ä as ae). What is asked for is tried in both and with the spelling-out folded back, so
 * that "Mueller" finds "Muller" too. Long runs mixed of letters and digits, as cameras name files, are also stored by their
 * digits, so that 0042 finds GX010042.
 */
final class SearchWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern DIGITS = Pattern.compile("\\p{N}+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int LONGEST_WORD = 64;
    private static final int MOST_WORDS_STORED = 400;
    private static final int MOST_WORDS_ASKED = 8;

    private SearchWords() {}

    /** The words that text is found by, each once. */
    static List<String> stored(List<String> texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            for (String word : words(text)) {
                words.add(bare(word));
                words.add(spelledOut(word));
                words.addAll(numbers(word));
            }
        }
        return words.stream().limit(MOST_WORDS_STORED).toList();
    }

    /** A PostgreSQL text search query: every word asked for begins some stored word. Empty if there is no word in it. */
    static Optional<String> asked(String text) {
        List<String> all = words(text).stream()
                .limit(MOST_WORDS_ASKED)
                .map(SearchWords::anySpelling)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" & ", all));
    }

    private static String anySpelling(String word) {
        return spellings(word).stream()
                .map(spelling -> "'" + spelling + "':*")
                .collect(Collectors.joining(" | ", "(", ")"));
    }

    private static Set<String> spellings(String word) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(bare(word));
        spellings.add(spelledOut(word));
        spellings.add(spelledOut(word).replace("ae", "a").replace("oe", "o").replace("ue", "u"));
        return spellings;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            words.add(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
        }
        return words;
    }

    /** Digits within a mixed run, and the same without leading zeros cameras pad with. */
    private static List<String> numbers(String word) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = DIGITS.matcher(word);
        while (matcher.find()) {
            String digits = matcher.group();
            if (digits.length() == word.length()) {
                break;
            }
            numbers.add(digits);
            if (digits.length() > 4) {
                numbers.add(digits.substring(digits.length() - 4));
            }
        }
        return numbers;
    }

    private static String bare(String word) {
        String decomposed = Normalizer.normalize(word, Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed)
                .replaceAll("")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ł", "l")
                .replace("đ", "d");
    }

    private static String spelledOut(String word) {
        return bare(word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"));
    }
}
