package org.vidimus.dock.board;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Listing;
import org.vidimus.trust.Sha256;

/** One line for whatever happens: for logs and pipes. */
class LineBoard implements Board {
    private static final long SAME_AGAIN_NANOS = 30_000_000_000L;

    private final Texts texts;
    private final PrintStream out;
    private final Map<String, Long> said = new ConcurrentHashMap<>();

    LineBoard(Texts texts, PrintStream out) {
        this.texts = texts;
        this.out = out;
    }

    Texts texts() {
        return texts;
    }

    PrintStream out() {
        return out;
    }

    void line(String line) {
        out.println(line);
    }

    @Override
    public void recognised(CameraBar bar, String folder, String layout) {
        line(texts.say("line.recognised", label(bar), layout, Texts.shown(folder)));
    }

    @Override
    public void listed(CameraBar bar, Listing listing) {
        if (listing.offloads() > 0) {
            line(texts.say(
                    "line.listed",
                    label(bar),
                    listing.recordings().size(),
                    listing.offloads(),
                    Bytes.of(listing.bytes(), texts.locale())));
        }
    }

    @Override
    public void found(Optional<CameraBar> bar, Finding finding) {
        line(bar.map(it -> label(it) + ": ").orElse("") + texts.say(finding));
    }

    @Override
    public void secured(CameraBar bar, String file, UUID upload, Sha256 sha256) {
        line(texts.say("line.secured", label(bar), Texts.shown(file), sha256));
    }

    @Override
    public void erased(CameraBar bar, String file, UUID upload) {
        line(texts.say("line.erased", label(bar), Texts.shown(file)));
    }

    /** The same reason is not said again for half a minute. */
    @Override
    public void waiting(CameraBar bar, String why) {
        String line = texts.say("line.waiting", label(bar), Texts.shown(why));
        long now = System.nanoTime();
        Long before = said.put(line, now);
        if (before == null || now - before > SAME_AGAIN_NANOS) {
            line(line);
        } else {
            said.put(line, before);
        }
        if (said.size() > 1_000) {
            said.clear();
        }
    }

    @Override
    public void finished(CameraBar bar) {
        line(texts.say(
                "line.finished",
                label(bar),
                texts.say("phase." + bar.phase()),
                bar.secured(),
                bar.files(),
                bar.erased(),
                bar.left()));
    }

    @Override
    public void note(String key, String... facts) {
        line(texts.say("note." + key, (Object[]) facts));
    }

    static String label(CameraBar bar) {
        return Texts.shown(bar.label());
    }

    @Override
    public void close() {}
}
