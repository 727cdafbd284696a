package org.vidimus.server.ingest.bodyworn;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An address or a network of addresses, such as {@code 10.1.0.0/16}. */
record Network(String text, byte[] address, int bits) {
    /** Empty for what is none; nothing is looked up. */
    static Optional<Network> of(String text) {
        String[] halves = text.strip().split("/", -1);
        Optional<byte[]> address = address(halves[0]);
        if (address.isEmpty() || halves.length > 2) {
            return Optional.empty();
        }
        int most = address.get().length * Byte.SIZE;
        if (halves.length == 1) {
            return Optional.of(new Network(text.strip(), address.get(), most));
        }
        if (!halves[1].matches("[0-9]{1,3}") || Integer.parseInt(halves[1]) > most) {
            return Optional.empty();
        }
        return Optional.of(new Network(text.strip(), address.get(), Integer.parseInt(halves[1])));
    }

    boolean holds(String other) {
        return address(other).filter(this::holds).isPresent();
    }

    private boolean holds(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((other[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        // Digits, points and colons only: a name would be looked up.
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
