package org.vidimus.server.ingest;

import java.util.Set;

/** What has arrived of a camera's footage; {@code fleet} measures the camera's own numbering against it. */
public interface Footage {
    /** Every part that was received whole and sealed, duplicates included. Read in the transaction that is running. */
    Set<Piece> arrivedFrom(String serial);

    /**
     * @param recording the maker's recording id, as the uploads carried it
     * @param part from 1
     */
    record Piece(String recording, int part) {}
}
