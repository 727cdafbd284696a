package org.vidimus.server.sharing;

import org.vidimus.trust.Bundle;

/** A bundle about to be written for somebody; the gate has been passed. */
record Writing(BundleId id, Bundle bundle) {
    /** As the browser saves it. */
    String fileName() {
        return bundle.description().folder() + ".zip";
    }

    long lengthBytes() {
        return bundle.lengthBytes();
    }
}
