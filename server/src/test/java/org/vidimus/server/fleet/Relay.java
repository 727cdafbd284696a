package org.vidimus.server.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A way to the server that can be closed, slow, or cut. */
final class Relay implements AutoCloseable {
    private static final int PIECE = 64 << 10;

    private final int to;
    private final int port;
    /** Bound, and listening to nobody: whoever calls is refused, and no other program gets the port meanwhile. */
    private final Socket kept = new Socket();

    private final AtomicLong forwarded = new AtomicLong();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<ServerSocket> doors = new CopyOnWriteArrayList<>();
    private volatile long pieceNanos;

    /** Not open yet: connections are refused. */
    Relay(String server) throws IOException {
        to = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
        kept.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = kept.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Relay open() throws IOException {
        kept.close();
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        doors.add(door);
        Thread.ofVirtual().start(() -> accept(door));
        return this;
    }

    /** About so many bytes a second go through, from now on. */
    Relay slow(long bytesPerSecond) {
        pieceNanos = 1_000_000_000L * PIECE / bytesPerSecond;
        return this;
    }

    Relay fast() {
        pieceNanos = 0;
        return this;
    }

    /** Bytes that went to the server. */
    long forwarded() {
        return forwarded.get();
    }

    /** Ends every connection there is. */
    void cut() {
        sockets.forEach(Relay::close);
    }

    private void accept(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> pump(client, server, forwarded));
                Thread.ofVirtual().start(() -> pump(server, client, new AtomicLong()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket into, AtomicLong count) {
        try (from;
                into;
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                out.write(piece, 0, n);
                count.addAndGet(n);
                if (pieceNanos > 0 && n > 1_000) {
                    LockSupport.parkNanos(pieceNanos * n / PIECE);
                }
            }
        } catch (IOException cut) {
            return;
        } finally {
            sockets.removeAll(List.of(from, into));
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception closedAlready) {
            return;
        }
    }

    @Override
    public void close() {
        close(kept);
        doors.forEach(Relay::close);
        cut();
    }
}
