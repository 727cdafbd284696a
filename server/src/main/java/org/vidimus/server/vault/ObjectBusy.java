package org.vidimus.server.vault;

import java.io.IOException;

/** Another writer holds the object. Nothing was written. */
public final class ObjectBusy extends IOException {
    private static final long serialVersionUID = 1L;

    public ObjectBusy(ObjectId object) {
        super("object " + object + " has another writer");
    }
}
