package org.vidimus.dock;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vidimus.dock.board.Board;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.CameraFinder;
import org.vidimus.dock.camera.Fact;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Part;
import org.vidimus.dock.camera.Relative;

/** A camera while the dock works on it, shared by the threads that do. */
final class CameraAtWork {
    private static final long FARTHEST_OFFSET_MS = Duration.ofDays(36_500).toMillis();

    private final Camera camera;
    private final Stay stay;
    private final Board board;
    private final Lanes.Lane lane;
    private final ConcurrentLinkedQueue<Finding> findings = new ConcurrentLinkedQueue<>();

    CameraAtWork(Camera camera, Stay stay, Board board, Lanes.Lane lane) {
        this.camera = camera;
        this.stay = stay;
        this.board = board;
        this.lane = lane;
    }

    /** It is not mounted any more. Whatever was under way resumes when it is back. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;

        Gone(String message) {
            super(message);
        }
    }

    /** The server does not know its serial. */
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Camera camera() {
        return camera;
    }

    String serial() {
        return stay.serial();
    }

    Path root() {
        return camera.root();
    }

    CameraBar bar() {
        return stay.bar();
    }

    Lanes.Lane lane() {
        return lane;
    }

    String nameOf(Part part) {
        return Relative.to(camera.root(), part.file());
    }

    Optional<Long> clockOffsetMs() {
        return camera.number(Fact.CLOCK_OFFSET_MS).filter(offset -> Math.abs(offset) <= FARTHEST_OFFSET_MS);
    }

    void find(Finding finding) {
        findings.add(finding);
        if (stay.firstSight(finding)) {
            board.found(Optional.of(bar()), finding);
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Waits before the next try, and shows that and why.
     *
     * @return false when it is time to give up
     */
    boolean waitAfter(IOException failure, Patience.Tries tries) throws InterruptedException {
        bar().phase(Reason.phase(failure));
        board.waiting(bar(), Reason.of(failure));
        try {
            tries.after(failure);
            return true;
        } catch (IOException enough) {
            return false;
        } finally {
            bar().phase(CameraBar.Phase.OFFLOADING);
        }
    }

    /**
     * Tells a file that cannot be read from a camera that was pulled out.
     *
     * @throws Gone if it was
     */
    void requirePresent(IOException why) throws Gone {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(camera.root())) {
            if (entries.iterator().hasNext()) {
                return;
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException unlistable) {
            throw new Gone(Reason.of(why));
        }
        throw new Gone(Reason.of(why));
    }

    /**
     * Another camera may have come into its place while something was waited for.
     *
     * @throws Gone if this one is not there any more
     */
    void requireSame() throws Gone {
        requirePresent(new IOException("it is not there any more"));
        if (!CameraFinder.serial(camera).equals(camera.serial())) {
            throw new Gone("another is in its place");
        }
    }
}
