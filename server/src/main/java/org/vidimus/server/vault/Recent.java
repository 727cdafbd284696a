package org.vidimus.server.vault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the last so many things that were asked for. Safe for use by many threads. */
final class Recent<K, V> {
    private final Map<K, V> entries;

    Recent(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    synchronized void forget(K key) {
        entries.remove(key);
    }
}
