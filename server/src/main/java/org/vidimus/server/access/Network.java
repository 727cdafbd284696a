package org.vidimus.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one address where requests are counted. */
public final class Network {
    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /** Whoever has one IPv6 address has a whole /64 of them. */
    public static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // Digits and colons only: nothing is looked up.
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), PREFIX_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
