package org.vidimus.trust;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/** Reads the content of one stored file and hashes it on the way. For one thread, one stream at a time. */
final class MemberStream extends InputStream {
    private final FileBytes file;
    private final ZipMember member;
    private final LongConsumer onRead;
    private final MessageDigest digest = Sha256.newDigest();
    private final CRC32 crc = new CRC32();
    private long done;

    /** @param onRead hears of each number of bytes read */
    MemberStream(FileBytes file, ZipMember member, LongConsumer onRead) {
        this.file = file;
        this.member = member;
        this.onRead = onRead;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        long left = member.lengthBytes() - done;
        if (left == 0) {
            return -1;
        }
        int read = file.readInto(member.contentOffset() + done, target, from, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException("the file became shorter while it was read");
        }
        digest.update(target, from, read);
        crc.update(target, from, read);
        done += read;
        onRead.accept(read);
        return read;
    }

    /** Reads to the end, so that the digests are of everything. */
    void drain() throws IOException {
        var buffer = new byte[1 << 18];
        while (read(buffer, 0, buffer.length) >= 0) {
            // Hashing is all that is wanted.
        }
    }

    /** Of everything read; once. */
    Sha256 sha256() {
        return Sha256.adopt(digest.digest());
    }

    long crc32() {
        return crc.getValue();
    }
}
