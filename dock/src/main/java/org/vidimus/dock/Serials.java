package org.vidimus.dock;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which folders say that they are which camera. Two that say the same are both offloaded, and neither is erased. */
final class Serials {
    private final Map<String, Set<Path>> folders = new HashMap<>();

    synchronized void present(String serial, Path folder) {
        folders.computeIfAbsent(serial, s -> new HashSet<>()).add(folder);
    }

    synchronized void gone(String serial, Path folder) {
        Set<Path> known = folders.get(serial);
        if (known != null) {
            known.remove(folder);
        }
    }

    synchronized boolean distinct(String serial) {
        return folders.getOrDefault(serial, Set.of()).size() <= 1;
    }
}
