package org.vidimus.server.access.openid;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the provider says of itself (OpenID Connect Discovery 1.0 §4), kept for an hour. */
final class Discovery {
    private static final Duration KEPT = Duration.ofHours(1);

    private final OpenIdSettings settings;
    private final Wire wire;
    private final Clock clock;
    private @Nullable Said said;

    Discovery(OpenIdSettings settings, Wire wire, Clock clock) {
        this.settings = settings;
        this.wire = wire;
        this.clock = clock;
    }

    /** @param namesItself whether its answers to the browser say from whom they are (RFC 9207) */
    record Said(
            URI authorization,
            URI token,
            URI keys,
            Optional<URI> endSession,
            boolean namesItself,
            boolean secretInBody,
            Instant at) {}

    synchronized Said ask() {
        Said known = said;
        if (known != null && known.at().plus(KEPT).isAfter(clock.instant())) {
            return known;
        }
        Said fresh = fetch();
        said = fresh;
        return fresh;
    }

    private Said fetch() {
        String issuer = settings.theIssuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Wire.Answer answer = wire.send(HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))
                .header("Accept", "application/json"));
        try {
            JsonNode document = JsonMapper.shared().readTree(answer.body());
            if (answer.status() != 200 || !issuer.equals(document.path("issuer").asString(""))) {
                throw new OpenIdProblem.Unreachable("what is found there is another issuer").refused();
            }
            return new Said(
                    address(document, "authorization_endpoint").orElseThrow(Discovery::incomplete),
                    address(document, "token_endpoint").orElseThrow(Discovery::incomplete),
                    address(document, "jwks_uri").orElseThrow(Discovery::incomplete),
                    address(document, "end_session_endpoint"),
                    document.path("authorization_response_iss_parameter_supported")
                            .asBoolean(false),
                    !document.path("token_endpoint_auth_methods_supported").isMissingNode()
                            && !document.path("token_endpoint_auth_methods_supported")
                                    .toString()
                                    .contains("\"client_secret_basic\""),
                    clock.instant());
        } catch (JacksonException e) {
            throw incomplete();
        }
    }

    private static Optional<URI> address(JsonNode document, String name) {
        String text = document.path(name).asString("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text)).filter(Wire::isSafe);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RuntimeException incomplete() {
        return new OpenIdProblem.Unreachable("what it says of itself is not complete").refused();
    }
}
