package org.vidimus.server.access.signin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.vidimus.server.access.signin.Challenges.Challenge;

/** What a browser is asked for: WebAuthn Level 3 §5.1.8 (PublicKeyCredentialCreationOptionsJSON) and §5.1.10 (…RequestOptionsJSON). */
public final class PasskeyOptions {
    private static final String TYPE = "public-key";
    private static final String REQUIRED = "required";

    /** ES256, EdDSA, RS256 (COSE algorithm identifiers). */
    private static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private PasskeyOptions() {}

    /** @param challenge id of the challenge, to be sent back beside the credential */
    public record Creation(UUID challenge, CreationOptions publicKey) {}

    public record Request(UUID challenge, RequestOptions publicKey) {}

    public record CreationOptions(
            Party rp,
            User user,
            String challenge,
            List<Algorithm> pubKeyCredParams,
            long timeout,
            List<Known> excludeCredentials,
            Selection authenticatorSelection,
            String attestation) {}

    /** @param allowCredentials empty where any passkey of this house will do */
    public record RequestOptions(
            String challenge,
            String rpId,
            long timeout,
            List<Known> allowCredentials,
            @Schema(allowableValues = REQUIRED) String userVerification) {}

    public record Party(String id, String name) {}

    public record User(String id, String name, String displayName) {}

    public record Algorithm(@Schema(allowableValues = TYPE) String type, int alg) {}

    public record Known(String type, String id, List<String> transports) {}

    public record Selection(
            @Schema(allowableValues = REQUIRED) String residentKey,
            boolean requireResidentKey,
            @Schema(allowableValues = REQUIRED) String userVerification) {}

    public static Known known(byte[] credential, List<String> transports) {
        return new Known(TYPE, text(credential), transports);
    }

    public static Creation creation(
            RelyingParty party, Challenge challenge, byte[] handle, String login, String name, List<Known> exclude) {
        return new Creation(
                challenge.id(),
                new CreationOptions(
                        new Party(party.id(), "Vidimus"),
                        new User(text(handle), login, name),
                        text(challenge.bytes()),
                        ALGORITHMS.stream().map(alg -> new Algorithm(TYPE, alg)).toList(),
                        Challenges.LIFE.toMillis(),
                        exclude,
                        new Selection(REQUIRED, true, REQUIRED),
                        "none"));
    }

    public static Request request(RelyingParty party, Challenge challenge, List<Known> allowed) {
        return new Request(
                challenge.id(),
                new RequestOptions(text(challenge.bytes()), party.id(), Challenges.LIFE.toMillis(), allowed, REQUIRED));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
