package org.vidimus.server.evidence;

/** Looks into originals. Media is the one implementation. */
public interface Examiner {
    /** Asks for an examination. Joins the transaction that is running: a rolled-back arrival is never examined. */
    void schedule(OriginalId original);

    /**
     * Asks for another examination of one that may be being examined in this moment: what it takes to look inside has just
     * arrived. Joins the transaction.
     */
    void again(OriginalId original);
}
