package org.vidimus.dock.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vidimus.dock.camera.Finding;

class TextsTest {
    @ParameterizedTest
    @EnumSource(Finding.Code.class)
    void hasWordsForEveryFindingInEveryLanguage(Finding.Code code) {
        for (Locale locale : new Locale[] {Locale.ROOT, Locale.GERMAN}) {
            String words = new Texts(locale).say(Finding.about("a'b.mp4", code, "one", "two", "three"));

            assertThat(words).isNotBlank().doesNotContain("{", "''");
        }
        assertThat(new Texts(Locale.ROOT).say(Finding.about("x", code)))
                .isNotEqualTo(new Texts(Locale.GERMAN).say(Finding.about("x", code)));
    }

    @ParameterizedTest
    @EnumSource(CameraBar.Phase.class)
    void hasWordsForEveryPhase(CameraBar.Phase phase) {
        assertThat(new Texts(Locale.GERMAN).say("phase." + phase)).isNotBlank();
    }

    @Test
    void translatesEverythingButTheManual() {
        var english = ResourceBundle.getBundle("org.vidimus.dock.messages", Locale.ROOT);
        var german = ResourceBundle.getBundle("org.vidimus.dock.messages", Locale.GERMAN);

        var missing = new TreeSet<>(english.keySet());
        german.keySet().stream()
                .filter(key -> !german.getString(key).equals(english.getString(key)) || key.equals("usage.bad"))
                .forEach(missing::remove);

        assertThat(missing).containsExactly("usage");
    }

    @Test
    void showsControlCharactersForWhatTheyAre() {
        assertThat(Texts.shown("a\u001b[2Jb\u202ec\nd")).isEqualTo("a\\u001b[2Jb\\u202ec\\u000ad");
        assertThat(Texts.shown("Größe 测试")).isEqualTo("Größe 测试");
    }
}
