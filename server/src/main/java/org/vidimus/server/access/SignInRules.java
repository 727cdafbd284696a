package org.vidimus.server.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the profile in force says of signing in. Read afresh at each use. */
interface SignInRules {
    /** @param administrator whether somebody entitled must release a lock; else each further try waits longer */
    record LockOut(boolean administrator, int tries, Duration within) {}

    Duration idle();

    Duration longest();

    /** Whether a password alone is not enough. */
    boolean secondFactorRequired();

    LockOut lockOut();

    /** What must be accepted before signing in. */
    Optional<String> banner(Locale locale);
}
