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
 * we may not know.
 */
public final class Remembered<T> {
    private static final Duration LIFE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Supplier<T> load;
    private volatile Optional<Known<T>> known = Optional.empty();

    private record Known<T>(T value, Instant until) {}

    public Remembered(Clock clock, Supplier<T> load) {
        this.clock = clock;
        this.load = load;
    }

    public T get() {
        Instant now = clock.instant();
        return known.filter(it -> now.isBefore(it.until())).map(Known::value).orElseGet(() -> {
            T value = load.get();
            known = Optional.of(new Known<>(value, now.plus(LIFE)));
            return value;
        });
    }

    /** Before the commit somebody else would remember again what is about to change. */
    public void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = Optional.empty();
            }
        });
    }
}
