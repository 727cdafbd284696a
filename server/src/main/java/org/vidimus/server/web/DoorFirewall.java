package org.vidimus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Strict everywhere but at the door for camera systems, whose names may hold a slash, a percent sign or a semicolon, encoded. There
 * nothing is looked up by a path: the door reads names from the address as it was sent, and they end up in a table.
 */
class DoorFirewall implements HttpFirewall {
    private static final String DOOR = "/api/bodyworn/";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");

    private final StrictHttpFirewall strict = new StrictHttpFirewall();

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String uri = request.getRequestURI();
        if (!uri.startsWith(DOOR)) {
            return strict.getFirewalledRequest(request);
        }
        refuseOdd(request.getMethod(), uri);
        return new FirewalledRequest(request) {
            @Override
            public void reset() {}
        };
    }

    /** What would lead somewhere else, or says more than a name. */
    private static void refuseOdd(String method, String uri) {
        String plain = uri.toLowerCase(Locale.ROOT).replace("%2e", ".");
        boolean leadsAway = (plain + "/").contains("/./") || (plain + "/").contains("/../") || uri.indexOf(';') >= 0;
        if (leadsAway || !METHODS.contains(method) || uri.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new RequestRejectedException("an address or method that no camera system uses");
        }
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
