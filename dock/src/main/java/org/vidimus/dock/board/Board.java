package org.vidimus.dock.board;

import java.util.Optional;
import java.util.UUID;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Listing;
import org.vidimus.trust.Sha256;

/** Where a dock shows what it does. Called by many threads; never fails and never blocks for long. */
public interface Board extends AutoCloseable {
    /** A camera was recognised and is looked through from now on. */
    void recognised(CameraBar bar, String folder, String layout);

    void listed(CameraBar bar, Listing listing);

    void found(Optional<CameraBar> bar, Finding finding);

    void secured(CameraBar bar, String file, UUID upload, Sha256 sha256);

    void erased(CameraBar bar, String file, UUID upload);

    /** The server cannot be reached, or asks for patience. */
    void waiting(CameraBar bar, String why);

    /** Nothing more will be done with the camera until it is looked at again. */
    void finished(CameraBar bar);

    /** Something about the dock as a whole, by the key of its words. */
    void note(String key, String... facts);

    @Override
    void close();
}
