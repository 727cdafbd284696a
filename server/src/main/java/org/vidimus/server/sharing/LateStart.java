package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.OutputStream;

/** Lets the first bytes go by, for somebody who has them already. */
final class LateStart extends OutputStream {
    private final OutputStream out;
    private long leftToSkip;

    LateStart(OutputStream out, long skipBytes) {
        this.out = out;
        this.leftToSkip = skipBytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int skipped = (int) Math.min(leftToSkip, length);
        leftToSkip -= skipped;
        if (skipped < length) {
            out.write(bytes, offset + skipped, length - skipped);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
