package org.vidimus.server.custody;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;

/** One lock for each key that is in use, and none for those that are not. Reentrant. */
final class KeyedLocks {
    private final ConcurrentHashMap<Sha256, Shared> held = new ConcurrentHashMap<>();

    private static final class Shared {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    /** Waits for the key's turn; closing gives it to the next. */
    Held lock(Sha256 key) {
        Shared shared = held.compute(key, KeyedLocks::join);
        shared.lock.lock();
        return () -> {
            shared.lock.unlock();
            held.compute(key, KeyedLocks::leave);
        };
    }

    private static Shared join(Sha256 key, @Nullable Shared present) {
        Shared shared = present == null ? new Shared() : present;
        shared.users++;
        return shared;
    }

    private static @Nullable Shared leave(Sha256 key, @Nullable Shared present) {
        if (present == null) {
            throw new IllegalStateException("the lock of " + key + " was given back twice");
        }
        present.users--;
        return present.users == 0 ? null : present;
    }

    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
