package org.vidimus.verify;

import java.io.PrintStream;
import org.vidimus.trust.Progress;

/** One line on a terminal that says how far a long check has come; nothing where nobody watches. */
final class ProgressLine implements Progress {
    private static final long WORTH_SHOWING_BYTES = 200L << 20;

    private final PrintStream err;
    private final boolean watched = System.console() != null && System.console().isTerminal();
    private int shown = -1;

    ProgressLine(PrintStream err) {
        this.err = err;
    }

    @Override
    public void at(long doneBytes, long totalBytes) {
        int percent = (int) (100 * doneBytes / Math.max(1, totalBytes));
        if (!watched || totalBytes < WORTH_SHOWING_BYTES || percent == shown) {
            return;
        }
        shown = percent;
        err.print("\r" + percent + " % of " + Bytes.text(totalBytes)
                + (percent == 100 ? "\r" + " ".repeat(40) + "\r" : ""));
        err.flush();
    }
}
