package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that nearly every decision asks for and that hardly ever changes. Another host may have changed it; for a few seconds
 * we may not know. What this host changed is known at once: what was read before the change is not remembered after it, nor what
 * is read while it may still be undone.
 */
public final class Remembered<T> {
    private static final Duration LIFE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Supplier<T> load;
    private volatile Optional<Known<T>> known = Optional.empty();

    /** How many changes are under way, and how many have ended; both guarded by this. */
    private int changing;

    private int changes;

    private record Known<T>(T value, Instant until) {}

    public Remembered(Clock clock, Supplier<T> load) {
        this.clock = clock;
        this.load = load;
    }

    public T get() {
        Instant now = clock.instant();
        return known.filter(it -> now.isBefore(it.until())).map(Known::value).orElseGet(() -> load(now));
    }

    private T load(Instant now) {
        int before = changes();
        T value = load.get();
        remember(new Known<>(value, now.plus(LIFE)), before);
        return value;
    }

    private synchronized int changes() {
        return changes;
    }

    private synchronized void remember(Known<T> loaded, int before) {
        if (changing == 0 && changes == before) {
            known = Optional.of(loaded);
        }
    }

    /** For whoever changes it, within the transaction that does. */
    public void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                end();
            }
        });
        begin();
    }

    private synchronized void begin() {
        changing++;
        known = Optional.empty();
    }

    private synchronized void end() {
        changing--;
        changes++;
        known = Optional.empty();
    }
}
