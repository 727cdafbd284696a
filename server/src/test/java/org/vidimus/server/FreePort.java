package org.vidimus.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a program that is told its port and listens on it only a while later. Below those that the system gives to outgoing
 * connections and to whoever asks for any, so that no other test's takes it meanwhile.
 */
public final class FreePort {
    private FreePort() {}

    public static int any() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException _) {
                // Taken: another one, then.
            }
        }
    }
}
