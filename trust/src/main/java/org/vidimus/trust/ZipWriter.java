package org.vidimus.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Streams a zip in the only form a bundle has: everything stored, names sorted by their UTF-8 bytes, one fixed date, nothing
 * between, before or after. Knows zip64. The checker wants exactly these bytes.
 *
 * <p>Memory grows with the number of files, not with their size. For one thread. Does not close the stream.
 */
public final class ZipWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final List<ZipItem> items = new ArrayList<>();
    private long position;

    public ZipWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a file whose CRC is known, with its lengths in front.
     *
     * @throws IOException if the content is not as declared, after it went out: the zip is of no use then
     */
    public void add(String name, long lengthBytes, long crc32, InputStream content) throws IOException {
        var item = new ZipItem(name, lengthBytes, crc32, position, false);
        begin(item);
        long came = copy(item, content);
        if (came != crc32) {
            throw new IOException(
                    name + " has CRC " + Long.toHexString(came) + ", declared " + Long.toHexString(crc32));
        }
        items.add(item);
    }

    /**
     * Writes a file whose CRC comes out only as it streams; CRC and lengths follow the content.
     *
     * @throws IOException if the content is shorter or longer than declared, after it went out
     */
    public void addStreamed(String name, long lengthBytes, InputStream content) throws IOException {
        var announced = new ZipItem(name, lengthBytes, 0, position, true);
        begin(announced);
        var item = new ZipItem(name, lengthBytes, copy(announced, content), announced.offset(), true);
        write(item.tail());
        items.add(item);
    }

    private void begin(ZipItem item) throws IOException {
        if (!items.isEmpty() && BagPath.ORDER.compare(items.getLast().name(), item.name()) >= 0) {
            throw new IllegalArgumentException(
                    item.name() + " does not come after " + items.getLast().name());
        }
        write(item.local());
    }

    private long copy(ZipItem item, InputStream content) throws IOException {
        var crc = new CRC32();
        var buffer = new byte[BUFFER_BYTES];
        long left = item.lengthBytes();
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(item.name() + " ends " + left + " bytes before its declared length");
            }
            crc.update(buffer, 0, read);
            out.write(buffer, 0, read);
            left -= read;
        }
        if (content.read() >= 0) {
            throw new IOException(item.name() + " is longer than its declared " + item.lengthBytes() + " bytes");
        }
        position += item.lengthBytes();
        return crc.getValue();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Writes the central directory. Nothing may be added after it. */
    public void finish() throws IOException {
        long centralOffset = position;
        for (ZipItem item : items) {
            write(item.central());
        }
        write(ZipItem.end(items.size(), centralOffset, position - centralOffset));
        out.flush();
    }

    /** How many bytes have been written. */
    public long position() {
        return position;
    }
}
