package org.vidimus.server.media;

import java.util.UUID;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;

/**
 * What a job of preparing carries.
 *
 * @param copyPicture whether the picture is, or was, taken over as it is
 */
record Work(UUID evidence, int n, What what, boolean copyPicture, boolean copySound) {
    /** What is to be done with an original. */
    enum What {
        /** Thumbnails, waveform, frame times and track of what plays. */
        AIDS,
        /** A proxy; the aids come after it, from it. */
        PROXY,
        /** A picture that browsers show. */
        STILL,
        /** The points of a position log. */
        TRACK
    }

    static Work of(OriginalId id, What what, boolean copyPicture, boolean copySound) {
        return new Work(id.evidence().value(), id.n(), what, copyPicture, copySound);
    }

    OriginalId original() {
        return new OriginalId(new EvidenceId(evidence), n);
    }

    /** Whether encoding the picture anew could make something better of it: it was not done yet. */
    boolean mayImprove() {
        return copyPicture;
    }

    /** Names the job, so that the same work is not waiting twice. */
    String instance() {
        return original() + " " + what + (copyPicture ? " copy-picture" : "") + (copySound ? " copy-sound" : "");
    }
}
