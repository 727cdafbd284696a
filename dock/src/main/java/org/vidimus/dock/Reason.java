package org.vidimus.dock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import org.vidimus.client.Refusal;

/** Why something did not work, in a few words for the person at the dock. */
final class Reason {
    private Reason() {}

    static String of(IOException e) {
        if (e instanceof Refusal refusal) {
            return refusal.code() + ": " + refusal.detail();
        }
        if (e instanceof HttpTimeoutException) {
            return "the server did not answer in time";
        }
        if (e instanceof ConnectException || e.getCause() instanceof ConnectException) {
            return "the server cannot be reached";
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
