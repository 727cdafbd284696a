package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.salvage.codec.AacFrames;

/** Finds frames of AAC by reading them to their end. */
final class SoundFinder implements Finder {
    private final Source source;
    private final AacFrames frames;
    private final int largest;
    private final boolean[] firsts;

    /** @param firsts which first bytes the camera's frames were seen to have; all of them if none were seen */
    SoundFinder(Source source, AacFrames frames, int largest, boolean[] firsts) {
        this.source = source;
        this.frames = frames;
        this.largest = largest;
        this.firsts = firsts;
    }

    @Override
    public boolean maybe(long offset) throws IOException {
        int first = source.u8(offset);
        return first >= 0 && firsts[first];
    }

    @Override
    public boolean strong(Hit hit) {
        return hit.length() > 96;
    }

    @Override
    public @Nullable Hit at(long offset, long limit) throws IOException {
        byte[] bytes = source.read(offset, (int) Math.max(0, Math.min(largest, limit - offset)));
        int length = frames.length(bytes, 0);
        return length < 2 ? null : Hit.plain(length);
    }
}
