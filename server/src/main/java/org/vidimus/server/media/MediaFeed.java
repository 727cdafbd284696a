package org.vidimus.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.vidimus.server.media.mp4.ForwardIndex;
import org.vidimus.server.media.mp4.FragmentSequence;

/**
 * Gives a sealed file to a child, from its first byte to its last, in an order that needs no going back: an MP4 whose index
 * comes last gets it first. A fragmented MP4 that was cut off within the head of a fragment ends before that fragment, which
 * no reader could make sense of.
 */
final class MediaFeed implements ChildProcess.Feed {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final MediaSource source;
    private final Optional<ForwardIndex> index;
    private final boolean fragmented;
    private final FragmentSequence sequence = new FragmentSequence();

    MediaFeed(MediaSource source, Optional<ForwardIndex> index, boolean fragmented) {
        this.source = source;
        this.index = index;
        this.fragmented = fragmented;
    }

    @Override
    public void writeTo(OutputStream stdin) throws IOException {
        if (fragmented) {
            wholeBoxes(stdin);
        } else if (index.isPresent()) {
            ForwardIndex forward = index.get();
            stretch(0, forward.headEnd(), stdin);
            stdin.write(forward.index());
            stretch(forward.headEnd(), forward.oldIndex().start(), stdin);
            stretch(forward.oldIndex().end(), source.lengthBytes(), stdin);
        } else {
            stretch(0, source.lengthBytes(), stdin);
        }
    }

    private void stretch(long start, long end, OutputStream out) throws IOException {
        if (start >= end) {
            return;
        }
        try (InputStream in = source.stream(start, end - start)) {
            copy(in, out, end - start);
        }
    }

    private void wholeBoxes(OutputStream out) throws IOException {
        try (InputStream in = source.stream(0, source.lengthBytes())) {
            long at = 0;
            byte[] head = new byte[8];
            while (in.readNBytes(head, 0, 8) == 8) {
                long size = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt());
                String type = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
                if (at + size > source.lengthBytes()) {
                    sequence.cutOff();
                }
                if (type.equals("moof") && at + size > source.lengthBytes()) {
                    return;
                }
                out.write(head);
                if (size < 8) {
                    // A 64-bit size, "to the end", or nonsense: from here on the file is passed on as it is.
                    copy(in, out, Long.MAX_VALUE);
                    return;
                }
                long rest = size - 8;
                if (type.equals("moof") && rest >= FragmentSequence.HEAD_BYTES) {
                    byte[] first = in.readNBytes(FragmentSequence.HEAD_BYTES);
                    sequence.next(first);
                    out.write(first);
                    rest -= first.length;
                }
                copy(in, out, rest);
                at += size;
            }
        }
    }

    /** What is missing of a fragmented file, in words; known after it was given. */
    Optional<String> missing() {
        return sequence.missing();
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, most))];
        long left = most;
        int read;
        while (left > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0) {
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
