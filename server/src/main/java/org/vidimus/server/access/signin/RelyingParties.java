package org.vidimus.server.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;

/**
 * The addresses that passkeys belong to: exactly those which the operator named, and {@code localhost} where none is named. What a
 * request says of its host only chooses among them.
 */
@Component
public class RelyingParties {
    private static final String LOCAL = "localhost";

    private final List<RelyingParty> named;

    RelyingParties(Settings settings) {
        this.named = settings.access().origins().stream()
                .map(RelyingParties::checked)
                .toList();
    }

    private static RelyingParty checked(String origin) {
        URI uri = URI.create(origin);
        boolean secure = "https".equals(uri.getScheme()) || LOCAL.equals(uri.getHost());
        String rest = uri.getRawPath();
        if (uri.getHost() == null || !secure || (rest != null && !rest.isEmpty())) {
            throw new IllegalArgumentException("vidimus.access.origins: " + origin
                    + " is no address such as https://vidimus.example.org, without anything after the host and port");
        }
        return new RelyingParty(origin.toLowerCase(Locale.ROOT));
    }

    /** Empty when the desk was opened by an address without passkeys. */
    public Optional<RelyingParty> of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null) {
            return Optional.empty();
        }
        String authority = host.toLowerCase(Locale.ROOT);
        if (named.isEmpty()) {
            return authority.equals(LOCAL) || authority.matches(LOCAL + ":\\d{1,5}")
                    ? Optional.of(new RelyingParty(request.getScheme() + "://" + authority))
                    : Optional.empty();
        }
        return named.stream()
                .filter(party -> party.authority().equals(authority))
                .findFirst();
    }
}
