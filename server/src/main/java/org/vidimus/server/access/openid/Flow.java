package org.vidimus.server.access.openid;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.vidimus.trust.Sha256;

/**
 * One sign-in under way: three secrets that bind the browser, the code and the token to each other.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the token
 * @param verifier redeems the code (RFC 7636)
 * @param next where the desk goes afterwards, a path of this house
 */
public record Flow(String state, String nonce, String verifier, String next) {
    private static final int RANDOM_BYTES = 32;

    public static Flow begin(SecureRandom random, String next) {
        return new Flow(secret(random), secret(random), secret(random), next);
    }

    /** 256 random bits as text. */
    public static String secret(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** S256 of RFC 7636 §4.2. */
    String challenge() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)).bytes());
    }
}
