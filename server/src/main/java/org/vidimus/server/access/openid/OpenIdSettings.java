package org.vidimus.server.access.openid;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The agency's own provider of identities. Without an issuer nothing is ever sent to anybody.
 *
 * @param issuer exactly as the provider calls itself; https, or http on this machine
 * @param clientId how the provider calls this house
 * @param clientSecret what this house proves itself with; or
 * @param key PEM with a private key (RSA or EC) instead, for {@code private_key_jwt}
 * @param keyId the key's id at the provider
 * @param address under which browsers reach this house; the provider sends them back there and nowhere else
 * @param name what the button says after "Sign in with"
 * @param loginClaim what becomes the login of somebody who is new, and links a login where {@code linkByLogin} allows it
 * @param nameClaim what becomes their name
 * @param rolesClaim whose values bring duties, by the mapping
 * @param scopes asked for beside {@code openid}
 * @param unknown what happens to somebody whom nobody here knows
 * @param linkByLogin whether somebody known here by the same login is the same person; only where nobody can choose that claim
 * @param acr of which one must be in the token, where any is named
 * @param maxAge how long ago the person may have signed in at the provider
 * @param timeout of each message to the provider
 */
@ConfigurationProperties("vidimus.access.openid")
public record OpenIdSettings(
        @Nullable URI issuer,
        @DefaultValue("vidimus") String clientId,
        @Nullable String clientSecret,
        @Nullable Path key,
        @Nullable String keyId,
        @Nullable URI address,
        @DefaultValue("OpenID") String name,
        @DefaultValue("preferred_username") String loginClaim,
        @DefaultValue("name") String nameClaim,
        @DefaultValue("groups") String rolesClaim,
        @DefaultValue("profile") List<String> scopes,
        @DefaultValue("REFUSE") Unknown unknown,
        @DefaultValue("false") boolean linkByLogin,
        @DefaultValue List<String> acr,
        @Nullable Duration maxAge,
        @DefaultValue("5s") Duration timeout) {
    public enum Unknown {
        REFUSE,
        CREATE
    }

    public OpenIdSettings {
        scopes = List.copyOf(scopes);
        acr = List.copyOf(acr);
        if (issuer != null) {
            if (!Wire.isSafe(issuer) || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "vidimus.access.openid.issuer: want an https address without query, or http on this machine");
            }
            if (address == null || !Wire.isSafe(address)) {
                throw new IllegalArgumentException(
                        "vidimus.access.openid.address: want the https address of this house, or http on this machine");
            }
            if ((clientSecret == null) == (key == null)) {
                throw new IllegalArgumentException(
                        "vidimus.access.openid: want either client-secret or key, so that this house can prove itself");
            }
        }
    }

    /** @throws IllegalStateException where no provider is configured */
    URI theIssuer() {
        if (issuer == null) {
            throw new IllegalStateException("no provider is configured");
        }
        return issuer;
    }

    URI at(String path) {
        if (address == null) {
            throw new IllegalStateException("no provider is configured");
        }
        String text = address.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** A secret is not printed with the rest. */
    @Override
    public String toString() {
        return "OpenIdSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
