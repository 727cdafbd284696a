package org.vidimus.server.access;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Encodes and compares passwords, which is slow and takes memory by design; so only as many at a time as there are processors,
 * and an unknown login costs what a known one does.
 */
@Component
public class Passwords {
    /** In place of an encoded password: matches nothing. */
    static final String NONE = "";

    private final PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodys = encode("nobody has this password");
    }

    public String encode(String password) {
        turns.acquireUninterruptibly();
        try {
            String encoded = encoder.encode(password);
            if (encoded == null) {
                throw new IllegalStateException("the encoder gave nothing");
            }
            return encoded;
        } finally {
            turns.release();
        }
    }

    /** @param encoded empty for somebody who does not exist or has no password: never matches, and takes as long */
    public boolean matches(String password, Optional<String> encoded) {
        turns.acquireUninterruptibly();
        try {
            Optional<String> one = encoded.filter(text -> !text.equals(NONE));
            return encoder.matches(password, one.orElse(nobodys)) & one.isPresent();
        } finally {
            turns.release();
        }
    }
}
