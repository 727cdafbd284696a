package org.vidimus.server.media.mp4;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Watches the numbers that the fragments of an MP4 carry ({@code mfhd}): writers count by one, so a jump is a fragment that is
 * gone.
 */
public final class FragmentSequence {
    /** How much of a {@code moof}'s content it wants to see. */
    public static final int HEAD_BYTES = 16;

    private static final int MFHD = 0x6d666864;

    private long last = -1;
    private long gone;
    private int jumps;
    private int seen;
    private long firstGoneAfter;
    private boolean cutOff;

    /** Takes the first bytes of the content of the next {@code moof}. */
    public void next(byte[] content) {
        ByteBuffer box = ByteBuffer.wrap(content);
        if (content.length < HEAD_BYTES || box.getInt(4) != MFHD) {
            return;
        }
        long number = Integer.toUnsignedLong(box.getInt(12));
        if (last >= 0 && number > last + 1) {
            if (gone == 0) {
                firstGoneAfter = last;
            }
            gone += number - last - 1;
            jumps++;
        }
        last = number;
        seen++;
    }

    /** Says that the last box of the file ends beyond it. */
    public void cutOff() {
        cutOff = true;
    }

    /** What is missing, in words. A writer that does not count by one is not taken to have lost anything. */
    public Optional<String> missing() {
        boolean counts = jumps * 4 < seen && gone < seen * 10L;
        String lost = counts && gone > 0
                ? gone == 1
                        ? "fragment " + (firstGoneAfter + 1) + " is missing"
                        : gone + " fragments are missing, the first after fragment " + firstGoneAfter
                : "";
        String cut = cutOff ? "the last fragment is cut off" : "";
        String both = lost.isEmpty() || cut.isEmpty() ? lost + cut : lost + "; " + cut;
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }
}
