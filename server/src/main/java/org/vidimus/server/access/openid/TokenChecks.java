package org.vidimus.server.access.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.openid.SignedTokens.NotBelieved;

/** What a token must say, once it is known who signed it: OpenID Connect Core 1.0 §3.1.3.7 and Back-Channel Logout 1.0 §2.6. */
final class TokenChecks {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int VALUES_MOST = 1_000;

    private final OpenIdSettings settings;
    private final Clock clock;

    TokenChecks(OpenIdSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Identity identity(JWTClaimsSet claims, Flow flow, @Nullable String accessToken, String token) throws NotBelieved {
        common(claims);
        String nonce = string(claims, "nonce").orElse("");
        if (!Provider.same(nonce, flow.nonce())) {
            throw new NotBelieved("the token was made for another sign-in");
        }
        Optional<String> hash = string(claims, "at_hash");
        if (hash.isPresent() && (accessToken == null || !isHashOf(hash.get(), accessToken))) {
            throw new NotBelieved("the token belongs to another access token");
        }
        Optional<Instant> authenticated = authenticatedAt(claims);
        recentEnough(authenticated);
        if (!settings.acr().isEmpty()
                && string(claims, "acr").filter(settings.acr()::contains).isEmpty()) {
            throw new NotBelieved("the person did not sign in there the way that this house wants");
        }
        return new Identity(
                String.valueOf(claims.getIssuer()),
                subject(claims).orElseThrow(() -> new NotBelieved("the token names no subject")),
                string(claims, "sid"),
                authenticated,
                string(claims, settings.loginClaim()),
                string(claims, settings.nameClaim()),
                values(claims.getClaim(settings.rolesClaim())),
                token);
    }

    private void common(JWTClaimsSet claims) throws NotBelieved {
        Instant now = clock.instant();
        if (!settings.theIssuer().toString().equals(claims.getIssuer())) {
            throw new NotBelieved("the token is of another issuer");
        }
        List<String> audience = claims.getAudience();
        if (!audience.contains(settings.clientId())) {
            throw new NotBelieved("the token is for somebody else");
        }
        Optional<String> party = string(claims, "azp");
        if (party.isPresent() ? !party.get().equals(settings.clientId()) : audience.size() > 1) {
            throw new NotBelieved("the token was given to somebody else");
        }
        Date issued = claims.getIssueTime();
        if (issued == null
                || issued.toInstant().isAfter(now.plus(SKEW))
                || issued.toInstant().isBefore(now.minus(OLDEST))) {
            throw new NotBelieved("the token was not made just now");
        }
        Date ends = claims.getExpirationTime();
        if (ends == null || !ends.toInstant().plus(SKEW).isAfter(now)) {
            throw new NotBelieved("the token has expired");
        }
        Date begins = claims.getNotBeforeTime();
        if (begins != null && begins.toInstant().isAfter(now.plus(SKEW))) {
            throw new NotBelieved("the token does not hold yet");
        }
    }

    private static Optional<Instant> authenticatedAt(JWTClaimsSet claims) throws NotBelieved {
        try {
            return Optional.ofNullable(claims.getDateClaim("auth_time")).map(Date::toInstant);
        } catch (ParseException e) {
            throw new NotBelieved("the token cannot be read");
        }
    }

    private void recentEnough(Optional<Instant> authenticated) throws NotBelieved {
        Duration most = settings.maxAge();
        if (most == null) {
            return;
        }
        Instant least = clock.instant().minus(most).minus(SKEW);
        if (authenticated.filter(at -> !at.isBefore(least)).isEmpty()) {
            throw new NotBelieved("the person signed in there too long ago");
        }
    }

    Ending ending(JWTClaimsSet claims) throws NotBelieved {
        common(claims);
        if (claims.getClaim("nonce") != null) {
            throw new NotBelieved("it is an ID token");
        }
        if (!(claims.getClaim("events") instanceof Map<?, ?> events) || !(events.get(LOGOUT) instanceof Map)) {
            throw new NotBelieved("it does not speak of a logout");
        }
        String jti = Optional.ofNullable(claims.getJWTID())
                .filter(id -> id.length() <= 500)
                .orElseThrow(() -> new NotBelieved("it has no id"));
        Optional<String> sid = string(claims, "sid");
        Optional<String> subject = subject(claims);
        if (sid.isEmpty() && subject.isEmpty()) {
            throw new NotBelieved("it does not say whose session ended");
        }
        return new Ending(
                String.valueOf(claims.getIssuer()),
                jti,
                claims.getExpirationTime().toInstant().plus(SKEW).plus(SKEW),
                sid,
                subject);
    }

    private static Optional<String> subject(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getSubject())
                .filter(subject -> !subject.isEmpty() && subject.length() <= 255);
    }

    /** The left half of SHA-256, or for EdDSA of SHA-512, over the token (OpenID Connect Core 1.0 §3.1.3.6). */
    private static boolean isHashOf(String hash, String accessToken) throws NotBelieved {
        byte[] bytes = accessToken.getBytes(StandardCharsets.US_ASCII);
        try {
            return hash.equals(half(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    || hash.equals(half(MessageDigest.getInstance("SHA-512").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new NotBelieved("its hash cannot be computed");
        }
    }

    private static String half(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
    }

    private static Optional<String> string(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** A claim of one value or of many; what is no text brings nothing. */
    static List<String> values(@Nullable Object claim) {
        return switch (claim) {
            case String one -> List.of(one);
            case List<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .distinct()
                        .limit(VALUES_MOST)
                        .toList();
            case null, default -> List.of();
        };
    }
}
