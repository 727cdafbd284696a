package org.vidimus.server.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small pictures at even times. Every second one is let go whenever there are too many. */
final class Thumbnails {
    static final int MOST = 150;

    private final List<byte[]> pictures = new ArrayList<>();
    private int step = 1;
    private long seen;

    void add(byte[] jpeg) {
        if (seen++ % step != 0) {
            return;
        }
        if (pictures.size() == MOST) {
            for (int i = 1; i < pictures.size(); i++) {
                pictures.remove(i);
            }
            step *= 2;
            if ((seen - 1) % step != 0) {
                return;
            }
        }
        pictures.add(jpeg);
    }

    List<byte[]> pictures() {
        return List.copyOf(pictures);
    }

    /** How many of the given pictures lie between two kept ones. */
    int step() {
        return step;
    }

    /**
     * The one to show for all: of the first third, the one with most to see in it, which takes most bytes. So a lens cap or a
     * black start does not stand for a recording.
     */
    Optional<byte[]> poster() {
        int among = Math.max(1, pictures.size() / 3);
        Optional<byte[]> best = Optional.empty();
        for (byte[] picture : pictures.subList(0, Math.min(among, pictures.size()))) {
            if (best.isEmpty() || picture.length > best.get().length * 1.2) {
                best = Optional.of(picture);
            }
        }
        return best;
    }
}
