package org.vidimus.dock;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the server wants set on cameras, by serial. It says so whenever it is told of the slots. */
final class Wishes {
    private final Map<String, Map<String, String>> settings = new ConcurrentHashMap<>();

    /** Empty while the server has said nothing, or wants nothing set. */
    Optional<Map<String, String>> of(String serial) {
        return Optional.ofNullable(settings.get(serial)).filter(wanted -> !wanted.isEmpty());
    }

    /** @return whether this is new */
    boolean want(String serial, Map<String, String> wanted) {
        return !wanted.equals(settings.put(serial, Map.copyOf(wanted)));
    }
}
