package org.vidimus.server.access.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells tokens that the provider signed from all others. Its keys are kept, and asked for again when a token names one that is
 * not among them: that is how a provider changes its keys. Not more often than every few seconds, or anybody could make this
 * house ask.
 */
final class SignedTokens {
    /** Asymmetric only: with a secret that both sides know, nobody could say who signed. */
    private static final Set<JWSAlgorithm> ALLOWED =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final int LONGEST = 65_536;
    private static final int RSA_BITS_LEAST = 2_048;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration ASKED_AT_MOST_EVERY = Duration.ofSeconds(5);

    private final Discovery discovery;
    private final Wire wire;
    private final Clock clock;
    private @Nullable JWKSet keys;
    private Instant asked = Instant.EPOCH;

    SignedTokens(Discovery discovery, Wire wire, Clock clock) {
        this.discovery = discovery;
        this.wire = wire;
        this.clock = clock;
    }

    /** A token is not what it should be, in words. */
    static final class NotBelieved extends Exception {
        private static final long serialVersionUID = 1L;

        NotBelieved(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** @param types what the header may say of the token's kind, in lower case; without a word it is {@code jwt} */
    JWTClaimsSet claims(String text, Set<String> types) throws NotBelieved {
        if (text.length() > LONGEST) {
            throw new NotBelieved("the token is too long");
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            if (!ALLOWED.contains(header.getAlgorithm())) {
                throw new NotBelieved("the token's algorithm is not allowed");
            }
            String type = header.getType() == null ? "jwt" : header.getType().getType();
            if (!types.contains(type.toLowerCase(java.util.Locale.ROOT))) {
                throw new NotBelieved("the token is of another kind");
            }
            for (JWK key : fitting(header)) {
                if (token.verify(verifier(key))) {
                    return token.getJWTClaimsSet();
                }
            }
            throw new NotBelieved("the token's signature is of none of the provider's keys");
        } catch (ParseException | JOSEException e) {
            throw new NotBelieved("the token cannot be read");
        }
    }

    private List<JWK> fitting(JWSHeader header) {
        List<JWK> known = fitting(keys(false), header);
        return known.isEmpty() ? fitting(keys(true), header) : known;
    }

    private static List<JWK> fitting(JWKSet set, JWSHeader header) {
        return set.getKeys().stream()
                .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
                .filter(key -> key.getKeyUse() == null || key.getKeyUse() == KeyUse.SIGNATURE)
                .filter(key -> fits(key, header.getAlgorithm()))
                .toList();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        return switch (key) {
            case RSAKey rsa ->
                rsa.size() >= RSA_BITS_LEAST
                        && (algorithm.equals(JWSAlgorithm.RS256) || algorithm.equals(JWSAlgorithm.PS256));
            case ECKey curve -> curve.getCurve().equals(Curve.P_256) && algorithm.equals(JWSAlgorithm.ES256);
            case OctetKeyPair pair -> pair.getCurve().equals(Curve.Ed25519) && algorithm.equals(JWSAlgorithm.EdDSA);
            default -> false;
        };
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey curve -> new ECDSAVerifier(curve);
            case OctetKeyPair pair -> new Ed25519Verifier(pair.toPublicJWK());
            default -> throw new JOSEException("a key of another kind");
        };
    }

    private synchronized JWKSet keys(boolean missing) {
        Instant now = clock.instant();
        JWKSet known = keys;
        boolean old = known == null || asked.plus(KEPT).isBefore(now);
        if (known != null
                && !old
                && !(missing && asked.plus(ASKED_AT_MOST_EVERY).isBefore(now))) {
            return known;
        }
        JWKSet fresh = fetch();
        asked = now;
        keys = fresh;
        return fresh;
    }

    private JWKSet fetch() {
        Wire.Answer answer =
                wire.send(HttpRequest.newBuilder(discovery.ask().keys()).header("Accept", "application/json"));
        try {
            if (answer.status() != 200) {
                throw new OpenIdProblem.Unreachable("its keys cannot be had").refused();
            }
            return JWKSet.parse(answer.body());
        } catch (ParseException e) {
            throw new OpenIdProblem.Unreachable("its keys cannot be read").refused();
        }
    }
}
