package org.vidimus.dock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import org.vidimus.client.Refusal;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.FileReason;

/** Why something did not work, in a few words for the person at the dock. */
final class Reason {
    private Reason() {}

    static String of(IOException e) {
        if (e instanceof Refusal refusal) {
            return refusal.code() + ": " + refusal.detail();
        }
        if (e instanceof HttpConnectTimeoutException || unreachable(e)) {
            return "the server cannot be reached";
        }
        if (e instanceof HttpTimeoutException) {
            return "the server did not answer in time";
        }
        return FileReason.of(e);
    }

    /** What the camera waits for. */
    static CameraBar.Phase phase(IOException e) {
        if (e instanceof Refusal refusal) {
            return refusal.storageFull() ? CameraBar.Phase.SERVER_FULL : CameraBar.Phase.WAITING;
        }
        return unreachable(e) ? CameraBar.Phase.SERVER_AWAY : CameraBar.Phase.WAITING;
    }

    private static boolean unreachable(IOException e) {
        return e instanceof ConnectException || e.getCause() instanceof ConnectException;
    }
}
