package org.vidimus.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The server answered, and the answer was no. Carries its own words (RFC 9457) where it gave any. */
public final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<Duration> retryAfter;

    public Refusal(int status, String code, String detail, Optional<Duration> retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    /** The problem's stable code, or {@code http-<status>} where the server gave none. */
    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }

    /** Whether the same request may succeed later without anybody changing anything about it. */
    public boolean passing() {
        return switch (status) {
            case 408, 423, 425, 429, 507 -> true;
            default -> status >= 500 && status != 501 && status != 505;
        };
    }

    /** Whether the server has no room (RFC 4918 §11.5). */
    public boolean storageFull() {
        return status == 507;
    }

    /** Whether the server does not accept the token, or not for this. */
    public boolean concernsToken() {
        return status == 401 || status == 403;
    }
}
