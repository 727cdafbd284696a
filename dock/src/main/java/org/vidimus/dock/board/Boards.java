package org.vidimus.dock.board;

import java.io.Console;
import java.io.PrintStream;

/** Chooses how to show a dock's work. */
public final class Boards {
    private Boards() {}

    /** JSON lines if asked for; bars on a terminal; plain lines anywhere else. */
    public static Board of(boolean json, Texts texts, PrintStream out) {
        if (json) {
            return new JsonBoard(texts, out);
        }
        Console console = System.console();
        String terminal = System.getenv("TERM");
        boolean bars = console != null && console.isTerminal() && terminal != null && !terminal.equals("dumb");
        return bars ? new TerminalBoard(texts, out) : new LineBoard(texts, out);
    }
}
