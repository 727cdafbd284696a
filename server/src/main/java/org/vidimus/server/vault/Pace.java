package org.vidimus.server.vault;

import java.io.IOException;

/** Runs reading piece by piece, some milliseconds each, and says when. */
interface Pace {
    /** For reading that somebody waits for. */
    Pace FREE = Piece::run;

    void run(Piece piece) throws IOException;

    /** One piece of work. */
    @FunctionalInterface
    interface Piece {
        void run() throws IOException;
    }
}
