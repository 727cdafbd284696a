package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.salvage.codec.NalHead;
import org.vidimus.server.media.salvage.codec.NalSyntax;

/**
 * Finds pictures as MP4 keeps them: NAL units, each after its length, all of one access unit. The head of every slice must read
 * as one of this stream, and its inside must be free of what the coding never lets appear (three bytes of a start code).
 */
final class VideoFinder implements Finder {
    private final Source source;
    private final NalSyntax syntax;
    private final int lengthBytes;
    private final int largest;

    /** @param largest bytes that no NAL unit of this camera exceeds */
    VideoFinder(Source source, NalSyntax syntax, int lengthBytes, int largest) {
        this.source = source;
        this.syntax = syntax;
        this.lengthBytes = lengthBytes;
        this.largest = largest;
    }

    NalSyntax syntax() {
        return syntax;
    }

    /** The same over other bytes. */
    VideoFinder over(Source other) {
        return new VideoFinder(other, syntax, lengthBytes, largest);
    }

    @Override
    public boolean maybe(long offset) throws IOException {
        if (lengthBytes == 4 && source.u8(offset) > largest >> 24) {
            return false;
        }
        long length = source.number(offset, lengthBytes);
        int first = source.u8(offset + lengthBytes);
        return length >= 2 && length <= largest && first >= 0 && first < 0x80;
    }

    @Override
    public boolean strong(Hit hit) {
        return !hit.damaged() && hit.length() > 64;
    }

    @Override
    public @Nullable Hit at(long offset, long limit) throws IOException {
        long at = offset;
        NalHead lastSlice = null;
        NalHead picture = null;
        boolean damaged = false;
        boolean leaned = false;
        while (at + lengthBytes + 2 <= limit) {
            long length = source.number(at, lengthBytes);
            long body = at + lengthBytes;
            if (length < 2 || length > largest || body + length > limit) {
                break;
            }
            int available = (int) Math.min(length, NalSyntax.HEAD_BYTES);
            byte[] start = source.read(body, available);
            NalHead head = syntax.head(start, 0, available, (int) length);
            if (head == null || lastSlice != null && syntax.startsAnother(lastSlice, head)) {
                break;
            }
            if (head.slice()) {
                if (picture == null && !head.first()) {
                    // Half a picture: where its beginning was lost there is no telling whose it is.
                    return null;
                }
                picture = picture == null ? head : picture;
                lastSlice = head;
                leaned |= head.reference();
                damaged |= broken(body, length);
            } else if (syntax.isParameterSet(head.type()) && length < 4096 && !broken(body, length)) {
                syntax.learn(source.read(body, (int) length), 0, (int) length);
            }
            at = body + length;
        }
        return picture == null ? null : new Hit((int) (at - offset), damaged, picture.sync(), leaned, picture);
    }

    /** Whether a NAL unit holds three bytes that only appear between units (H.264 §7.4.1). Zeros at its very end are let pass. */
    boolean broken(long body, long length) throws IOException {
        if (source.monotone(body, body + length)) {
            return true;
        }
        int zeros = 0;
        long end = body + length;
        long at = body;
        while (at < end) {
            byte[] some = source.read(at, (int) Math.min(64 * 1024, end - at));
            for (int i = 0; i < some.length; i++) {
                byte b = some[i];
                if (zeros >= 2 && b >= 0 && b < 3) {
                    return b != 0 || source.afterZeros(at + i, end) < end || end - at - i > 8;
                }
                zeros = b == 0 ? zeros + 1 : 0;
            }
            at += some.length;
        }
        return false;
    }
}
