package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.OutputStream;

/** The other end of a hand-over. Its failures are its own, and told apart from those of what is being read. */
final class Receiver extends OutputStream {
    private final OutputStream out;

    Receiver(OutputStream out) {
        this.out = out;
    }

    /** The receiver does not take any more. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;

        Gone(IOException cause) {
            super("the receiver is gone", cause);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Gone(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Gone(e);
        }
    }
}
