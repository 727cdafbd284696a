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
class Passwords {
    private final PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodys = encode("nobody has this password");
    }

    String encode(String password) {
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
    boolean matches(String password, Optional<String> encoded) {
        turns.acquireUninterruptibly();
        try {
            return encoder.matches(password, encoded.orElse(nobodys)) & encoded.isPresent();
        } finally {
            turns.release();
        }
    }
}
