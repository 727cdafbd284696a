package org.vidimus.server.sharing;

import java.time.Instant;

/** What came of asking a time-stamp authority. A failure never stops an export; it is told in the report. */
sealed interface Timestamp {
    /**
     * @param reply the whole RFC 3161 TimeStampResp, as received
     * @param authority how the signing certificate names itself
     * @param anchored whether the certificate leads to one that the operator named
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Granted(byte[] reply, Instant at, String authority, boolean anchored) implements Timestamp {}

    /** @param reason for operators and the report; names neither address nor secret */
    record Failed(String reason) implements Timestamp {}

    /** No authority is configured. */
    record NotAsked() implements Timestamp {}
}
