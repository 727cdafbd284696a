package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
    /** Whether PostgreSQL would find it: every word asked for, in one of its spellings, begins a stored word. */
    private static boolean found(String stored, String asked) {
        List<String> words = SearchWords.stored(List.of(stored));
        return List.of(SearchWords.asked(asked).orElse("").split(" & ")).stream()
                .allMatch(group -> List.of(group.replaceAll("[()':*]", "").split(" \\| ")).stream()
                        .anyMatch(spelling -> words.stream().anyMatch(word -> word.startsWith(spelling))));
    }

    @Test
    void findsUmlautsHoweverTheyAreTyped() {
        for (String typed : List.of("Müller", "muller", "MUELLER", "Mu\u0308ller", "müll")) {
            assertThat(found("Frau Müller", typed)).as(typed).isTrue();
        }
        assertThat(found("Frau Mueller", "müller")).isTrue();
        assertThat(found("Frau Muller", "mueller")).isTrue();
        assertThat(found("Königstraße", "koenigstrasse")).isTrue();
        assertThat(found("Königstraße", "konigstr")).isTrue();
        assertThat(found("neue Brücke", "neu bruecke")).isTrue();
    }

    @Test
    void findsAccentsWithout() {
        assertThat(found("Café à la gare", "cafe")).isTrue();
        assertThat(found("cafe", "café")).isTrue();
        assertThat(found("Łódź", "lodz")).isTrue();
    }

    @Test
    void findsFileNamesByTheirNumber() {
        assertThat(found("GX010042.MP4", "gx01")).isTrue();
        assertThat(found("GX010042.MP4", "010042")).isTrue();
        assertThat(found("GX010042.MP4", "0042")).isTrue();
        assertThat(found("GX010042.MP4", "mp4")).isTrue();
    }

    @Test
    void wantsEveryWord() {
        assertThat(found("Parkplatz am Markt", "markt park")).isTrue();
        assertThat(found("Parkplatz am Markt", "markt bahnhof")).isFalse();
    }

    @Test
    void asksForNothingWithoutAWord() {
        assertThat(SearchWords.asked(" -- '\" :* & | ! ")).isEmpty();
    }

    @Test
    void leavesNoCharacterOfTheQueryLanguageInAWord() {
        assertThat(SearchWords.asked("a'b:*&(c)|!d<->e").orElseThrow())
                .isEqualTo("('a':*) & ('b':*) & ('c':*) & ('d':*) & ('e':*)");
    }
}
