package org.vidimus.server.media.salvage.codec;

import org.jspecify.annotations.Nullable;

/** How one video coding arranges its NAL units. Learns parameter sets as it meets them; for one thread. */
public interface NalSyntax {
    /** How much of a unit {@link #head} wants to see. */
    int HEAD_BYTES = 96;

    /** Remembers a unit that is a parameter set. */
    void learn(byte[] nal, int offset, int length);

    /** Whether anything can be told from slices yet. */
    boolean knows();

    boolean isParameterSet(int type);

    /**
     * @param available how many bytes of the unit are in the array
     * @param length how long the unit says it is
     * @return null if no unit of this stream begins like that
     */
    @Nullable
    NalHead head(byte[] bytes, int offset, int available, int length);

    /** Whether a unit is the first of another picture than the slice before it. */
    boolean startsAnother(NalHead lastSlice, NalHead next);

    /** Forgets where in the order of showing the stream is. */
    void restart();

    /**
     * The place of a picture in the order of showing since the last refresh. Pictures are asked about in the order of decoding.
     */
    int order(NalHead slice);

    /** Whether the order of showing begins anew with this picture. */
    boolean refreshes(NalHead slice);

    /** How many pictures lie between two that decode one after the other, as far as the numbers tell; -1 if they do not. */
    int missingBetween(NalHead before, NalHead next);

    /** After how many places the numbers of pictures begin again; 0 if that is unknown. */
    int orderCycle();

    /** Units of time a picture, and of those a second, from the stream itself; null if it does not say. */
    long @Nullable [] timing();

    /** Width and height in pixels; null before a parameter set is known. */
    int @Nullable [] size();

    /** The decoder configuration box ({@code avcC}, {@code hvcC}) from what was learnt in the stream; null if not enough was. */
    byte @Nullable [] configuration();
}
