package org.vidimus.server.access;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * As {@link Remembered}, for each of many: the thousands that were asked for last. Should one be dropped while it is being changed,
 * what was read before the change may be remembered for a few seconds, as on another host.
 */
final class RememberedEach<K, V> {
    private static final int KEPT = 20_000;

    private final Clock clock;
    private final Function<K, V> load;
    private final Map<K, Remembered<V>> each = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Remembered<V>> eldest) {
            return size() > KEPT;
        }
    };

    RememberedEach(Clock clock, Function<K, V> load) {
        this.clock = clock;
        this.load = load;
    }

    V get(K key) {
        return of(key).get();
    }

    /** For whoever changes it, within the transaction that does. */
    void forgetAfterCommit(K key) {
        of(key).forgetAfterCommit();
    }

    /** It loads outside of this lock. */
    private synchronized Remembered<V> of(K key) {
        return each.computeIfAbsent(key, it -> new Remembered<>(clock, () -> load.apply(it)));
    }
}
