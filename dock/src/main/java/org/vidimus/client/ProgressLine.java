package org.vidimus.client;

import java.io.Console;
import java.io.PrintStream;

/** How far a transfer is, on one line of a terminal; silent anywhere else. Used by one thread. */
final class ProgressLine {
    private static final long EVERY_NANOS = 250_000_000L;
    private static final long MIB = 1 << 20;

    private final PrintStream out;
    private final long length;
    private final boolean shown;
    private long last;

    /** @param length -1 where it is not known */
    ProgressLine(PrintStream out, long length) {
        this.out = out;
        this.length = length;
        Console console = System.console();
        this.shown = console != null && console.isTerminal();
    }

    void at(long done) {
        long now = System.nanoTime();
        if (shown && now - last > EVERY_NANOS) {
            last = now;
            out.printf("\r%d MiB", done / MIB);
            if (length > 0) {
                out.printf(" / %d MiB  %d %%", length / MIB, done * 100 / length);
            }
        }
    }

    void end() {
        if (shown && last != 0) {
            out.print("\r\u001b[K");
        }
    }
}
