package org.vidimus.server.media;

import org.vidimus.server.evidence.OriginalId;

/** Is told of originals that do not play as they should. Joins the transaction that is running; there must be one. */
public interface Doubts {
    /** It cannot be played, in words. */
    void notPlayable(OriginalId original, String why);

    /** It plays, but something about it is broken, in words. */
    void damaged(OriginalId original, String what);

    /** It is the image of a whole memory card. */
    void cardImage(OriginalId original);
}
