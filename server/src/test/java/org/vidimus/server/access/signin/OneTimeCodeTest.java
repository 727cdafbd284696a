package org.vidimus.server.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, of whose eight digits ours are the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void agreesWithTheRfc(long seconds, String code) {
        Instant at = Instant.ofEpochSecond(seconds);

        assertThat(OneTimeCode.at(SECRET, OneTimeCode.stepAt(at))).isEqualTo(code.substring(2));
        assertThat(OneTimeCode.stepOf(SECRET, code.substring(2), at))
                .isEqualTo(OptionalLong.of(OneTimeCode.stepAt(at)));
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314", "5, 254676", "9, 520489"})
    void agreesWithTheRfcOfCounters(long counter, String code) {
        assertThat(OneTimeCode.at(SECRET, counter)).isEqualTo(code);
    }

    @Test
    void takesTheStepBeforeAndTheStepAfterAndNoOther() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = OneTimeCode.stepAt(now);

        for (long near = step - 1; near <= step + 1; near++) {
            assertThat(OneTimeCode.stepOf(SECRET, OneTimeCode.at(SECRET, near), now))
                    .isEqualTo(OptionalLong.of(near));
        }
        assertThat(OneTimeCode.stepOf(SECRET, OneTimeCode.at(SECRET, step - 2), now))
                .isEmpty();
        assertThat(OneTimeCode.stepOf(SECRET, OneTimeCode.at(SECRET, step + 2), now))
                .isEmpty();
    }

    @Test
    void doesNotMindTheSpaceThatAppsShow() {
        Instant now = Instant.ofEpochSecond(59);

        assertThat(OneTimeCode.stepOf(SECRET, "287 082", now)).isPresent();
        assertThat(OneTimeCode.stepOf(SECRET, "", now)).isEmpty();
        assertThat(OneTimeCode.stepOf(SECRET, "28708", now)).isEmpty();
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesSecretsAsAppsReadThem(String plain, String encoded) {
        assertThat(Base32.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
