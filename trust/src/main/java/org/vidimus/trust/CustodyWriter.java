package org.vidimus.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Streams a custody history, {@code vidimus.custody/v1}: records in the order of their leaf indexes. Flat memory. For one
 * thread. Does not close the stream.
 */
public final class CustodyWriter {
    /** First line. */
    public static final String HEADER = "vidimus.custody/v1";

    private final OutputStream out;
    private long last = -1;

    public CustodyWriter(OutputStream out) throws IOException {
        this.out = out;
        out.write((HEADER + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException if the index is not above the one before */
    public void add(CustodyRecord record) throws IOException {
        if (record.index() <= last) {
            throw new IllegalArgumentException("leaf " + record.index() + " does not come after leaf " + last);
        }
        out.write(record.encode());
        last = record.index();
    }
}
