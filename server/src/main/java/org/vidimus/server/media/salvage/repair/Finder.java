package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.salvage.codec.NalHead;

/** Tells whether a sample of one track begins at a place. */
interface Finder {
    /**
     * A sample.
     *
     * @param damaged whether its inside breaks a rule that no encoder breaks
     * @param slice head of its picture, of video in NAL units
     */
    record Hit(
            int length,
            boolean damaged,
            boolean sync,
            boolean leanedOn,
            @Nullable NalHead slice) {
        static Hit plain(int length) {
            return new Hit(length, false, true, false, null);
        }
    }

    /** @param limit first byte that is out of reach */
    @Nullable
    Hit at(long offset, long limit) throws IOException;

    /** A quick look that rules most places out while searching. */
    boolean maybe(long offset) throws IOException;

    /** Whether one hit alone is as good as proof. */
    boolean strong(Hit hit);
}
