package org.vidimus.dock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.vidimus.client.Refusal;
import org.vidimus.dock.board.CameraBar;

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
        if (e instanceof FileSystemException file) {
            return of(file);
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** Its message is a path mostly, which says nothing about what is wrong. */
    private static String of(FileSystemException e) {
        return switch (e) {
            case AccessDeniedException _ -> "the dock may not do that: permission denied";
            case NoSuchFileException _ -> "it is not there any more";
            default -> e.getReason() != null ? e.getReason() : e.getClass().getSimpleName();
        };
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
