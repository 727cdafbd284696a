package org.vidimus.dock;

import java.io.IOException;
import org.vidimus.client.Refusal;

/** The server does not accept the dock's token, or not for docking: no camera can be served until somebody changes that. */
final class TokenRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    TokenRefused(Refusal refusal) {
        super(refusal.detail(), refusal);
        this.code = refusal.code();
    }

    String code() {
        return code;
    }
}
