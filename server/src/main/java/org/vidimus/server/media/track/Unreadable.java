package org.vidimus.server.media.track;

/** A position log that cannot be read, and why in plain words. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
