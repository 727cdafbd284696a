package org.vidimus.server.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP/1.1 over one blocking socket, and no more of it than the bench needs: client and server share this machine's cores, and
 * what the client costs would be taken from the server's figure.
 */
final class Wire implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n");
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final int LONGEST_HEAD = 16_384;

    private final URI server;
    private SocketChannel socket;
    private boolean last;
    private final ByteBuffer in = ByteBuffer.allocateDirect(4 * 1024 * 1024);

    Wire(URI server) throws IOException {
        this.server = server;
        this.socket = connect();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel made = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        made.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return made;
    }

    /** @param firstByteNanos from the request to the first byte of the answer's body */
    record Answer(int status, long bodyBytes, long firstByteNanos) {}

    /** Sends a request with this body, which the answer ends. */
    Answer send(String method, String path, Map<String, String> headers, Noise.Body body) throws IOException {
        if (last) {
            reconnect();
        }
        write(head(method, path, headers, "Content-Length: " + body.length() + "\r\n"));
        for (ByteBuffer piece = body.next(); piece.hasRemaining(); piece = body.next()) {
            writeAll(piece);
        }
        return answer(System.nanoTime());
    }

    /** Over the same connection as before, or a new one where the server has ended that; which counts as the answer's time. */
    Answer get(String path, Map<String, String> headers) throws IOException {
        long start = System.nanoTime();
        if (last) {
            reconnect();
        }
        try {
            write(head("GET", path, headers, ""));
            return answer(start);
        } catch (IOException e) {
            // It may have been ended between two requests without a word; a second time it is an answer.
            reconnect();
            write(head("GET", path, headers, ""));
            return answer(start);
        }
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connect();
        last = false;
    }

    private String head(String method, String path, Map<String, String> headers, String more) {
        StringBuilder head =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append(more).append("\r\n").toString();
    }

    private Answer answer(long start) throws IOException {
        in.clear();
        int end = -1;
        while (end < 0) {
            if (in.position() > LONGEST_HEAD || socket.read(in) < 0) {
                throw new IOException("the server hung up without an answer");
            }
            end = text().indexOf("\r\n\r\n");
        }
        String head = text().substring(0, end + 2).toLowerCase(Locale.ROOT);
        Matcher length = LENGTH.matcher(head);
        last = head.contains("\r\nconnection: close\r\n");
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            return chunked(start, head, end + 4);
        }
        long wanted = length.find() ? Long.parseLong(length.group(1)) : 0;
        long got = in.position() - end - 4L;
        while (got == 0 && wanted > 0) {
            got += more();
        }
        long firstByte = System.nanoTime() - start;
        while (got < wanted) {
            got += more();
        }
        return new Answer(status(head), got, firstByte);
    }

    /** Of text, which has no line end within: the last chunk is the only one that ends like this. Counts the chunks' frames too. */
    private Answer chunked(long start, String head, int body) throws IOException {
        long firstByte = System.nanoTime() - start;
        while (!endsWithLastChunk()) {
            if (socket.read(in) < 0 || !in.hasRemaining()) {
                throw new IOException("an answer in chunks that does not end, or is too long");
            }
        }
        return new Answer(status(head), in.position() - body, firstByte);
    }

    private boolean endsWithLastChunk() {
        byte[] last = new byte[Math.min(LAST_CHUNK.length(), in.position())];
        in.get(in.position() - last.length, last);
        return new String(last, StandardCharsets.ISO_8859_1).equals(LAST_CHUNK);
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    private int more() throws IOException {
        int count = socket.read(in.clear());
        if (count < 0) {
            throw new IOException("the server hung up within its answer");
        }
        return count;
    }

    private String text() {
        byte[] bytes = new byte[Math.min(in.position(), LONGEST_HEAD)];
        in.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void write(String text) throws IOException {
        writeAll(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
