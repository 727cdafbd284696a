package org.vidimus.server.media;

import org.vidimus.server.Problem;
import org.vidimus.server.evidence.OriginalId;

/** Why media refuses. */
public sealed interface MediaProblem extends Problem {
    /**
     * There is no such viewing aid, or not yet.
     *
     * @param name empty for one that is never made
     */
    record RenditionUnknown(OriginalId original, String name) implements MediaProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "rendition-unknown";
        }

        @Override
        public String message() {
            return name.isEmpty()
                    ? "No viewing aid has this name."
                    : "Original " + original + " has no " + name + ", or not yet.";
        }
    }
}
