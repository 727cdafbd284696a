package org.vidimus.server.web;

/** What a browser lets our pages do: load and run what comes from this house, and nothing else. */
final class ContentPolicy {
    private static final String STYLE = "style-src 'self'";

    /**
     * No inline script anywhere. Style attributes are allowed, because the desk's components place themselves by them; a style
     * attribute can neither load nor run anything that the other directives do not allow.
     */
    static final String EVERYWHERE =
            "default-src 'none'; script-src 'self'; " + STYLE + "; style-src-attr 'unsafe-inline'; "
                    + "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
                    + "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private ContentPolicy() {}

    /** For a page whose style elements carry the nonce. */
    static String withStyleNonce(String nonce) {
        return EVERYWHERE.replace(STYLE + ";", STYLE + " 'nonce-" + nonce + "';");
    }
}
