package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd", "..\\..\\windows\\win.ini", "CON", "aux.mp4", "evid\u202e4pm.exe", "name\u0000.mp4",
                "\"quote\".mp4", "<b>x</b>.mp4", "  lead and trail  .mp4", ".htaccess", "-rf.mp4", "\u200bzero.mp4",
                "line\nbreak.mp4", "${jndi:ldap://127.0.0.1:9/a}.mp4", "%2e%2e%2f.mp4", "", "...", "\ud83d"
            })
    void hasNoCharacterThatMeansSomethingElsewhere(String name) {
        assertThat(SafeName.of(name))
                .isNotEmpty()
                .doesNotContainPattern("[/\\\\:*?\"<>|%\\p{Cntrl}\u200b\u202e]")
                .doesNotStartWith(".")
                .doesNotStartWith("-")
                .isNotEqualToIgnoringCase("con")
                .doesNotStartWithIgnoringCase("aux.");
    }

    @Test
    void keepsLettersOfAnyLanguage() {
        assertThat(SafeName.of("näme \u0645\u0644\u0641 🚔.mp4")).isEqualTo("näme \u0645\u0644\u0641 🚔.mp4");
    }

    @Test
    void keepsTheEndingOfALongName() {
        assertThat(SafeName.of("a".repeat(5000) + ".mp4")).hasSize(150).endsWith("a.mp4");
    }

    @Test
    void writesAHeaderWithNothingButAscii() {
        assertThat(SafeName.disposition("attachment", "näme; x=\"1\".mp4"))
                .isEqualTo("attachment; filename=\"n_me_ x=_1_.mp4\"; filename*=UTF-8''n%C3%A4me_%20x%3D_1_.mp4");
    }
}
