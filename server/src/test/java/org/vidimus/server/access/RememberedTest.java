package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is remembered, and what of it is not after a change. A transaction is acted: what is asked is what its end does. */
class RememberedTest {
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-11-28T20:00:00Z"), ZoneOffset.UTC);

    private final AtomicReference<String> stored = new AtomicReference<>("old");
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    private final Remembered<String> remembered = new Remembered<>(STILL, () -> {
        loads.incrementAndGet();
        String value = stored.get();
        meanwhile.getAndSet(() -> {}).run();
        return value;
    });

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void clear() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void isLoadedOnce() {
        assertThat(remembered.get()).isEqualTo("old");
        assertThat(remembered.get()).isEqualTo("old");

        assertThat(loads).hasValue(1);
    }

    @Test
    void isNewAtOnceAfterAChange() {
        remembered.get();
        remembered.forgetAfterCommit();
        stored.set("new");
        end(TransactionSynchronization.STATUS_COMMITTED);

        assertThat(remembered.get()).isEqualTo("new");
    }

    @Test
    void isNotWhatSomebodyReadBeforeAChangeThatEndedMeanwhile() {
        meanwhile.set(() -> {
            remembered.forgetAfterCommit();
            stored.set("new");
            end(TransactionSynchronization.STATUS_COMMITTED);
        });

        assertThat(remembered.get()).as("was true when it was asked").isEqualTo("old");
        assertThat(remembered.get()).isEqualTo("new");
    }

    @Test
    void isNotWhatWasUndoneAgain() {
        remembered.forgetAfterCommit();
        stored.set("never");
        assertThat(remembered.get()).as("the transaction sees its own change").isEqualTo("never");
        stored.set("old");
        end(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(remembered.get()).isEqualTo("old");
    }

    private static void end(int status) {
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.afterCompletion(status));
        TransactionSynchronizationManager.clearSynchronization();
    }
}
