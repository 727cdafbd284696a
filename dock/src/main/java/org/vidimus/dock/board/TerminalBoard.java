package org.vidimus.dock.board;

import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vidimus.dock.camera.Listing;
import org.vidimus.trust.Sha256;

/** A bar for each camera, at the foot of a terminal; whatever needs a person's eye scrolls above. */
final class TerminalBoard extends LineBoard {
    private static final int MOST_BARS = 24;
    private static final int WIDTH = 24;
    private static final int LABEL = 18;
    private static final long REDRAW_MS = 250;
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private final List<CameraBar> bars = new CopyOnWriteArrayList<>();
    private final Thread painter;
    private int drawn;
    private boolean closed;

    TerminalBoard(Texts texts, PrintStream out) {
        super(texts, out);
        painter = Thread.ofPlatform().name("board").daemon().start(this::paint);
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(REDRAW_MS);
                redraw();
            }
        } catch (InterruptedException closing) {
            // close() draws the last state itself.
            return;
        }
    }

    @Override
    synchronized void line(String line) {
        clear();
        out().println(line);
        draw();
    }

    private synchronized void redraw() {
        if (!closed) {
            clear();
            draw();
        }
    }

    private void clear() {
        if (drawn > 0) {
            out().printf(UP_AND_CLEAR, drawn);
            drawn = 0;
        }
    }

    private void draw() {
        for (CameraBar bar : bars) {
            if (drawn == MOST_BARS) {
                return;
            }
            out().println(text(bar));
            drawn++;
        }
        out().flush();
    }

    private String text(CameraBar bar) {
        int full = (int) Math.round(bar.progress() * WIDTH);
        String label = label(bar);
        return String.format(
                texts().locale(),
                "%-" + LABEL + "s %s%s %3d %%  %d/%d  %s",
                label.length() > LABEL ? label.substring(0, LABEL - 1) + "…" : label,
                "█".repeat(full),
                "░".repeat(WIDTH - full),
                (int) (bar.progress() * 100),
                bar.secured(),
                bar.files(),
                texts().say("phase." + bar.phase()));
    }

    @Override
    public void recognised(CameraBar bar, String folder, String layout) {
        bars.add(bar);
        redraw();
    }

    @Override
    public void listed(CameraBar bar, Listing listing) {
        redraw();
    }

    @Override
    public void secured(CameraBar bar, String file, UUID upload, Sha256 sha256) {
        // The bar shows it.
    }

    @Override
    public void erased(CameraBar bar, String file, UUID upload) {
        // The bar shows it.
    }

    @Override
    public void finished(CameraBar bar) {
        if (bar.phase() == CameraBar.Phase.GONE) {
            bars.remove(bar);
            super.finished(bar);
        } else {
            redraw();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            painter.interrupt();
            clear();
            draw();
            closed = true;
        }
    }
}
