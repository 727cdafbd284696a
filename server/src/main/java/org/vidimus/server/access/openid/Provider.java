package org.vidimus.server.access.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.certificates.Pair;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agency's provider, by OpenID Connect Core 1.0 with the code flow and PKCE. Safe for many threads; says nothing to anybody
 * while no issuer is configured.
 */
@Component
public class Provider {
    private static final String RETURN = "/api/openid/return";
    private static final Duration ASSERTION = Duration.ofMinutes(1);

    private final OpenIdSettings settings;
    private final Wire wire;
    private final Discovery discovery;
    private final SignedTokens tokens;
    private final TokenChecks checks;
    private final Clock clock;
    private final Optional<PrivateKey> key;

    Provider(OpenIdSettings settings, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.wire = new Wire(settings.timeout());
        this.discovery = new Discovery(settings, wire, clock);
        this.tokens = new SignedTokens(discovery, wire, clock);
        this.checks = new TokenChecks(settings, clock);
        this.key = settings.key() == null ? Optional.empty() : Optional.of(Pair.readKey(settings.key()));
    }

    /** What the sign-in page calls it; empty where none is configured. */
    public Optional<String> name() {
        return settings.issuer() == null ? Optional.empty() : Optional.of(settings.name());
    }

    public OpenIdSettings settings() {
        return settings;
    }

    /** @throws org.vidimus.server.Refused with {@link OpenIdProblem.Unconfigured} */
    public String issuer() {
        if (settings.issuer() == null) {
            throw new OpenIdProblem.Unconfigured().refused();
        }
        return settings.issuer().toString();
    }

    /** Where the browser goes to sign in. */
    public URI door(Flow flow) {
        return door(flow, false);
    }

    /** Where the browser goes to prove once more who is there: being signed in there is no proof. */
    public URI doorForProof(Flow flow) {
        return door(flow, true);
    }

    private URI door(Flow flow, boolean anew) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", settings.clientId());
        asked.put("redirect_uri", settings.at(RETURN).toString());
        asked.put("scope", String.join(" ", scopes()));
        asked.put("state", flow.state());
        asked.put("nonce", flow.nonce());
        asked.put("code_challenge", flow.challenge());
        asked.put("code_challenge_method", "S256");
        if (anew) {
            asked.put("prompt", "login");
            asked.put("max_age", "0");
        } else if (settings.maxAge() != null) {
            asked.put("max_age", Long.toString(settings.maxAge().toSeconds()));
        }
        if (!settings.acr().isEmpty()) {
            asked.put("acr_values", String.join(" ", settings.acr()));
        }
        return with(discovery.ask().authorization(), asked);
    }

    private List<String> scopes() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of("openid"), settings.scopes().stream())
                .distinct()
                .toList();
    }

    /**
     * Takes what the browser brought back for a token, and believes the token only after every check.
     *
     * @param issuer who says that they sent the browser back; of another provider nothing is taken, whatever the code
     */
    public Identity redeem(Flow flow, String state, String code, Optional<String> issuer) {
        Discovery.Said said = discovery.ask();
        if (!same(flow.state(), state)) {
            throw new OpenIdProblem.FlowUnknown().refused();
        }
        if (issuer.isEmpty() ? said.namesItself() : !issuer.get().equals(issuer())) {
            throw new OpenIdProblem.Untrusted("the answer comes from another provider").refused();
        }
        Wire.Answer answer = wire.send(question(said, flow, code));
        if (answer.status() != 200) {
            throw new OpenIdProblem.Untrusted("the code was not taken").refused();
        }
        try {
            JsonNode granted = JsonMapper.shared().readTree(answer.body());
            String token = granted.path("id_token").asString("");
            JWTClaimsSet claims = tokens.claims(token, Set.of("jwt"));
            return checks.identity(claims, flow, text(granted, "access_token"), token);
        } catch (JacksonException e) {
            throw new OpenIdProblem.Untrusted("the answer cannot be read").refused();
        } catch (SignedTokens.NotBelieved e) {
            throw new OpenIdProblem.Untrusted(e.why()).refused();
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asString() : null;
    }

    private HttpRequest.Builder question(Discovery.Said said, Flow flow, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", settings.at(RETURN).toString());
        form.put("code_verifier", flow.verifier());
        HttpRequest.Builder request = HttpRequest.newBuilder(said.token())
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (key.isPresent()) {
            form.put("client_id", settings.clientId());
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", assertion(key.get(), said.token()));
        } else if (said.secretInBody()) {
            form.put("client_id", settings.clientId());
            form.put("client_secret", secret());
        } else {
            String both = escape(settings.clientId()) + ":" + escape(secret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(encode(form)));
    }

    private String secret() {
        return Optional.ofNullable(settings.clientSecret()).orElse("");
    }

    /** RFC 7523 §3. */
    private String assertion(PrivateKey with, URI audience) {
        try {
            boolean curve = with instanceof ECPrivateKey;
            JWSSigner signer = curve ? new ECDSASigner((ECPrivateKey) with) : new RSASSASigner(with);
            var token = new SignedJWT(
                    new JWSHeader.Builder(curve ? JWSAlgorithm.ES256 : JWSAlgorithm.PS256)
                            .keyID(settings.keyId())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(settings.clientId())
                            .subject(settings.clientId())
                            .audience(List.of(issuer(), audience.toString()))
                            .jwtID(UUID.randomUUID().toString())
                            .issueTime(Date.from(clock.instant()))
                            .expirationTime(Date.from(clock.instant().plus(ASSERTION)))
                            .build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("vidimus.access.openid.key cannot sign", e);
        }
    }

    /** @throws org.vidimus.server.Refused with {@link OpenIdProblem.LogoutRefused} */
    public Ending ending(String logoutToken) {
        issuer();
        try {
            return checks.ending(tokens.claims(logoutToken, Set.of("logout+jwt")));
        } catch (SignedTokens.NotBelieved e) {
            throw new OpenIdProblem.LogoutRefused(e.why()).refused();
        }
    }

    /** Where the browser goes to sign out there too; empty where the provider has no such place. */
    public Optional<URI> wayOut(String token) {
        return discovery
                .ask()
                .endSession()
                .map(place -> with(
                        place,
                        Map.of(
                                "id_token_hint",
                                token,
                                "client_id",
                                settings.clientId(),
                                "post_logout_redirect_uri",
                                settings.at("/sign-in").toString())));
    }

    private static URI with(URI place, Map<String, String> query) {
        String sign = place.getRawQuery() == null ? "?" : "&";
        return URI.create(place + sign + encode(query));
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> escape(each.getKey()) + "=" + escape(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
