package org.vidimus.server.vault;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may write an object now. Within this server; {@link DiskBackend} keeps other servers out of the directory, and the
 * database refuses an extension from anywhere but an object's end.
 */
final class Claims {
    private final Set<ObjectId> held = ConcurrentHashMap.newKeySet();

    /** @throws ObjectBusy if it is held */
    Claim take(ObjectId object) throws ObjectBusy {
        if (!held.add(object)) {
            throw new ObjectBusy(object);
        }
        return () -> held.remove(object);
    }

    interface Claim extends AutoCloseable {
        @Override
        void close();
    }
}
