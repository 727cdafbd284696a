package org.vidimus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

    /**
     * A letter, a digit, a point, a hyphen or an underscore that is encoded without need (RFC 3986 §2.3). Such an address leads
     * where the plain one does, past whatever looks at the address as it was sent: paces, sittings, headers. A tilde is no part of
     * any address of ours, and docks encode it in serial numbers.
     */
    private static final Pattern NEEDLESS = Pattern.compile("%(2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff])");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");

    private final StrictHttpFirewall strict = new StrictHttpFirewall();

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String uri = request.getRequestURI();
        if (!uri.startsWith(DOOR)) {
            if (NEEDLESS.matcher(uri).find()) {
                throw new RequestRejectedException("a character is encoded that is itself everywhere");
            }
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
