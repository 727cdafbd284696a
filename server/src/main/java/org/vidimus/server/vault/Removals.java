package org.vidimus.server.vault;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away the bytes of objects whose rows are gone. */
final class Removals {
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private final Objects objects;
    private final Backend backend;
    private final Claims claims;

    Removals(Objects objects, Backend backend, Claims claims) {
        this.objects = objects;
        this.backend = backend;
        this.claims = claims;
    }

    /** Removes what is due; what is held by a writer, or fails, stays due. Called at start, and from time to time. */
    void sweep() {
        objects.removals().forEach(this::remove);
    }

    void remove(ObjectId object) {
        try (Claims.Claim claim = claims.take(object)) {
            backend.remove(object);
            // Gone from storage. A crash here leaves a row that asks again for what is not there.
            objects.removed(object);
        } catch (ObjectBusy e) {
            LOG.debug("removal waits for a writer object={}", object);
        } catch (IOException e) {
            LOG.warn("removal failed and stays due object={}", object, e);
        }
    }
}
