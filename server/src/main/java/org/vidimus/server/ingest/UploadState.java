package org.vidimus.server.ingest;

/** How far an upload has come. */
public enum UploadState {
    /** Bytes are missing. */
    RECEIVING,
    /** All bytes are here, hash to what was declared, and are an original of evidence. */
    SEALED,
    /** The stored copy was read back and equals what was received: the camera's file may go. */
    SECURED,
    /** Exactly these bytes were an original already; nothing was stored twice. */
    DUPLICATE,
    /** Not taken as evidence; the bytes are kept in quarantine. */
    REFUSED,
    /** Rested too long before it was complete. */
    EXPIRED
}
