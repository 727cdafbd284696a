package org.vidimus.server.access.signin;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks what a browser brings back from an authenticator: WebAuthn Level 3 §7.1 and §7.2, by webauthn4j. The user must have been
 * verified; attestation is neither asked for nor believed. Thread-safe.
 */
@Component
public class Ceremonies {
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            algorithm(COSEAlgorithmIdentifier.ES256),
            algorithm(COSEAlgorithmIdentifier.EdDSA),
            algorithm(COSEAlgorithmIdentifier.RS256));

    private final JsonMapper json;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webauthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);

    Ceremonies(JsonMapper json) {
        this.json = json;
    }

    /** What was brought does not hold. The message is for the log of the house, never for whoever brought it. */
    public static final class Unproven extends Exception {
        private static final long serialVersionUID = 1L;

        Unproven(String message) {
            super(message);
        }
    }

    /**
     * An answer to a challenge, not checked yet.
     *
     * @param credential the id that it claims
     * @param owner the user handle that it claims, where it is one of ours
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    public record Claim(byte[] credential, Optional<UUID> owner, AuthenticationData data) {}

    /** @param credential what {@code PublicKeyCredential.toJSON()} gave */
    public PublicKey register(Map<String, Object> credential, RelyingParty party, byte[] challenge) throws Unproven {
        try {
            RegistrationData data = webauthn.parseRegistrationResponseJSON(json.writeValueAsString(credential));
            webauthn.verify(data, new RegistrationParameters(server(party, challenge), ALGORITHMS, true, true));
            return made(data);
        } catch (RuntimeException e) {
            throw unproven(e);
        }
    }

    private PublicKey made(RegistrationData data) throws Unproven {
        var object = data.getAttestationObject();
        AuthenticatorData<?> seen = object == null ? null : object.getAuthenticatorData();
        AttestedCredentialData key = seen == null ? null : seen.getAttestedCredentialData();
        if (seen == null || key == null) {
            throw new Unproven("no attested credential");
        }
        Set<AuthenticatorTransport> transports = data.getTransports();
        return new PublicKey(
                key.getCredentialId(),
                attested.convert(key),
                seen.getSignCount(),
                seen.isFlagBE(),
                seen.isFlagBS(),
                transports == null
                        ? List.of()
                        : transports.stream()
                                .map(AuthenticatorTransport::getValue)
                                .filter(value -> value.matches("[a-z-]{1,20}"))
                                .sorted()
                                .toList());
    }

    @SuppressWarnings("NullAway") // The library marks the bytes of an array as nullable where it means the array.
    public Claim claim(Map<String, Object> credential) throws Unproven {
        try {
            AuthenticationData data = webauthn.parseAuthenticationResponseJSON(json.writeValueAsString(credential));
            byte[] id = data.getCredentialId();
            if (id == null) {
                throw new Unproven("no credential id");
            }
            return new Claim(id, Handle.read(data.getUserHandle()), data);
        } catch (RuntimeException e) {
            throw unproven(e);
        }
    }

    /** @return the key as it is to be remembered: with its new counter and backup state */
    public PublicKey verify(Claim claim, PublicKey known, RelyingParty party, byte[] challenge) throws Unproven {
        CredentialRecord stored = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                known.backupEligible(),
                known.backedUp(),
                known.count(),
                attested.convert(known.attested()),
                null,
                null,
                null,
                null);
        try {
            webauthn.verify(
                    claim.data(), new AuthenticationParameters(server(party, challenge), stored, null, true, true));
        } catch (RuntimeException e) {
            throw unproven(e);
        }
        var seen = claim.data().getAuthenticatorData();
        if (seen == null) {
            throw new Unproven("no authenticator data");
        }
        return new PublicKey(
                known.credential(),
                known.attested(),
                seen.getSignCount(),
                known.backupEligible(),
                seen.isFlagBS(),
                known.transports());
    }

    private static ServerProperty server(RelyingParty party, byte[] challenge) {
        return new ServerProperty(Set.of(new Origin(party.origin())), party.id(), new DefaultChallenge(challenge));
    }

    private static PublicKeyCredentialParameters algorithm(COSEAlgorithmIdentifier id) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, id);
    }

    /** Whatever the library throws at what a stranger sends, it was no proof. The kind is enough; its text may hold what was sent. */
    private static Unproven unproven(RuntimeException e) {
        return new Unproven(e.getClass().getSimpleName());
    }
}
