package org.vidimus.server.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password1234!",
                "P@ssw0rd2026",
                "passwordpassword",
                "PasswortPasswort",
                "1234567890",
                "0987654321",
                "qwertzuiop",
                "aaaaaaaaaaaaaaaa",
                "abababababab",
                "willkommen2026",
                "Ordnungsamt1!",
                "vidimus12345",
                "Bodycam2026!!",
                "!!changeme!!",
                "correct horse battery staple",
                "Anna.Schmidt.2026",
                "hello schmidt x"
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(CommonPasswords.objection(password, List.of("vidimus", "aschmidt", "schmidt")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "a long enough password",
                "drei graue Esel im Aufzug",
                "kJ8#pq2Lx!",
                "пароль из слов",
                "夜の図書館で鯨が歌う本"
            })
    void takesWhatIsNot(String password) {
        assertThat(CommonPasswords.objection(password, List.of("vidimus", "aschmidt", "schmidt")))
                .isEmpty();
    }
}
