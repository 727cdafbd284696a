package org.vidimus.server.access.signin;

import java.net.URI;

/**
 * For whom a passkey is made: the address that people open the desk by.
 *
 * @param origin scheme, host and port, as a browser says it
 */
public record RelyingParty(String origin) {
    /** The host alone; a browser gives the passkey to no other. */
    public String id() {
        return URI.create(origin).getHost();
    }

    /** As it stands in a request's {@code Host}. */
    String authority() {
        return URI.create(origin).getAuthority();
    }
}
