package org.vidimus.dock;

import java.time.Clock;
import java.time.ZoneId;
import org.vidimus.client.Server;
import org.vidimus.client.Uploads;
import org.vidimus.dock.board.Board;

/**
 * What everything that works on cameras shares.
 *
 * @param name the dock's, in reports
 * @param zone of cameras that write local time
 * @param keep whether nothing is ever erased
 */
record Gear(
        Server server,
        Uploads uploads,
        EraseJournal journal,
        Patience patience,
        Serials serials,
        Wishes wishes,
        Lanes lanes,
        Board board,
        Clock clock,
        ZoneId zone,
        String name,
        boolean keep) {}
