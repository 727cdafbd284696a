package org.vidimus.server.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.vidimus.server.web.Events;

/** Tells from time to time how far a long body has come. */
final class Progress extends FilterInputStream {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Upload upload;
    private final Events events;
    private long offsetBytes;
    private long told = System.nanoTime();

    Progress(InputStream body, long offsetBytes, Upload upload, Events events) {
        super(body);
        this.offsetBytes = offsetBytes;
        this.upload = upload;
        this.events = events;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            came(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = in.read(into, offset, length);
        if (got > 0) {
            came(got);
        }
        return got;
    }

    private void came(int bytes) {
        offsetBytes += bytes;
        long now = System.nanoTime();
        if (now - told > EVERY_NANOS) {
            told = now;
            events.publish(upload.subject(), Map.of("offsetBytes", offsetBytes));
        }
    }
}
