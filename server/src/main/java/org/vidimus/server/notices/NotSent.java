package org.vidimus.server.notices;

/**
 * A message did not get through.
 *
 * <p>Its reason is a code of a few words, with the other side's number at most: never what the other side wrote, which may repeat a
 * password or an address.
 */
final class NotSent extends Exception {
    private static final long serialVersionUID = 1;

    NotSent(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
