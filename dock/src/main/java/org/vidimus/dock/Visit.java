package org.vidimus.dock;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.PartOffload.Result;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Listing;
import org.vidimus.dock.camera.Part;
import org.vidimus.dock.camera.Recording;
import org.vidimus.dock.camera.Sidecar;

/**
 * One camera, once through: look, report, offload everything, erase what is secured, report again. A visit may be broken off
 * at any moment; the next one begins from what is on the camera and on the server.
 */
final class Visit {
    private static final System.Logger LOG = System.getLogger(Visit.class.getName());

    /** Recordings of one camera that may wait for the server at the same time. */
    private static final int MOST_WAITING = 32;

    private final Gear gear;
    private final CameraAtWork camera;
    private final Stay stay;
    private final Set<Part> gone = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> stop = new AtomicReference<>();
    private final AtomicInteger done = new AtomicInteger();

    Visit(Gear gear, Camera camera, Stay stay) {
        this.gear = gear;
        this.stay = stay;
        this.camera = new CameraAtWork(camera, stay, gear.board(), gear.lanes().lane());
    }

    /** How a visit ended. */
    enum Outcome {
        /** Everything is offloaded, and erased unless it shall be kept. */
        CLEAN,
        /** Something was left, and is named. */
        LEFT,
        /** The camera was pulled out. */
        GONE
    }

    /** @throws TokenRefused if the server does not accept the token */
    Outcome run() throws InterruptedException, TokenRefused {
        Outcome outcome;
        try {
            outcome = goThrough();
        } catch (CameraAtWork.Gone pulled) {
            camera.find(Finding.of(Code.CAMERA_GONE, Reason.of(pulled)));
            outcome = Outcome.GONE;
        } catch (CameraAtWork.Unknown unknown) {
            camera.find(Finding.of(Code.CAMERA_UNKNOWN, camera.serial()));
            outcome = Outcome.LEFT;
        } catch (TokenRefused refused) {
            camera.bar().phase(CameraBar.Phase.TOKEN_REFUSED);
            throw refused;
        } catch (IOException other) {
            camera.find(Finding.of(Code.CAMERA_GONE, Reason.of(other)));
            outcome = Outcome.GONE;
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "camera " + camera.serial() + ": broken off", bug);
            camera.find(Finding.of(Code.INTERNAL, bug.toString()));
            outcome = Outcome.LEFT;
        }
        camera.bar()
                .phase(
                        switch (outcome) {
                            case CLEAN -> CameraBar.Phase.DONE;
                            case LEFT -> CameraBar.Phase.LEFT;
                            case GONE -> CameraBar.Phase.GONE;
                        });
        stay.problem(camera.findings().stream()
                .map(Finding::code)
                .filter(Code::leavesSomething)
                .map(Code::text)
                .findFirst()
                .orElse(null));
        if (stay.firstVisit() || done.get() > 0 || outcome == Outcome.GONE) {
            gear.board().finished(camera.bar());
        }
        return outcome;
    }

    private Outcome goThrough() throws IOException, InterruptedException {
        Listing listing = Listing.of(camera.camera(), gear.clock(), gear.zone());
        // What is listed is all offloaded as this camera's.
        camera.requireSame();
        camera.bar().expect(listing.bytes(), listing.offloads());
        gear.board().listed(camera.bar(), listing);
        listing.findings().forEach(camera::find);
        if (!gear.serials().distinct(camera.serial())) {
            camera.find(Finding.of(Code.SERIAL_TWICE, camera.serial()));
        }
        CameraStatement.Space space = CameraStatement.Space.of(camera.camera());
        boolean mayErase = !gear.keep();
        if (mayErase && space != null && space.readOnly() && listing.offloads() > 0) {
            camera.find(Finding.of(Code.READ_ONLY));
            mayErase = false;
        }
        new Eraser(gear, camera).catchUp();
        Tending tending = new Tending(gear, camera, stay);
        tending.look();
        Reporting reporting = new Reporting(gear, camera, listing, gone, tending);
        // What the clock is off by is in this report: it is measured before it is set.
        boolean reported = !(stay.isNews(listing, camera.findings()) || tending.isNews()) || reporting.report();
        if (!reported && gear.patience().exhausted()) {
            // Nobody is there to send anything to: the card need not be read for that.
            return Outcome.LEFT;
        }
        int named = camera.findings().size();
        offload(listing, mayErase && reported);
        boolean tended = reported && tending.tend();
        if (done.get() > 0 || camera.findings().size() > named || tended) {
            reported &= reporting.report();
        }
        if (reported) {
            stay.reported(camera.findings());
        }
        return isClean(listing) ? Outcome.CLEAN : Outcome.LEFT;
    }

    private boolean isClean(Listing listing) {
        CameraBar bar = camera.bar();
        boolean complete = bar.secured() == listing.offloads() && (gear.keep() || bar.erased() == listing.offloads());
        return complete
                && camera.findings().stream()
                        .noneMatch(finding -> finding.code().leavesSomething());
    }

    private void offload(Listing listing, boolean mayErase) throws IOException, InterruptedException {
        Semaphore waiting = new Semaphore(MOST_WAITING);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (Recording recording : listing.recordings()) {
                    waiting.acquire();
                    if (stop.get() != null) {
                        break;
                    }
                    threads.execute(() -> {
                        offloadOrStop(recording, mayErase);
                        waiting.release();
                    });
                }
            } catch (InterruptedException stopped) {
                threads.shutdownNow();
                throw stopped;
            }
        }
        rethrow(stop.get());
    }

    /** The first that fails in a way that concerns the whole camera keeps the others from starting. */
    private void offloadOrStop(Recording recording, boolean mayErase) {
        try {
            offload(recording, mayErase);
        } catch (InterruptedException stopped) {
            stop.compareAndSet(null, stopped);
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error end) {
            stop.compareAndSet(null, end);
        }
    }

    private static void rethrow(@Nullable Throwable end) throws IOException, InterruptedException {
        switch (end) {
            case null -> {}
            case IOException broken -> throw broken;
            case InterruptedException stopped -> throw stopped;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException(end);
        }
    }

    private void offload(Recording recording, boolean mayErase) throws IOException, InterruptedException {
        Map<Part, Result.Secured> secured = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Part, Future<Result>> results = new LinkedHashMap<>();
            for (Part part : recording.parts()) {
                results.put(part, threads.submit(() -> offload(recording, part, Optional.empty())));
            }
            collect(results, secured);
            results.clear();
            for (Sidecar sidecar : recording.sidecars()) {
                if (secured.containsKey(sidecar.beside())) {
                    Optional<String> of = Optional.of(sidecar.beside().name());
                    results.put(sidecar.file(), threads.submit(() -> offload(recording, sidecar.file(), of)));
                } else {
                    camera.bar().fileLeft();
                    camera.find(Finding.about(
                            camera.nameOf(sidecar.file()), Code.SIDECAR_WAITS, camera.nameOf(sidecar.beside())));
                }
            }
            collect(results, secured);
        }
        if (mayErase && stop.get() == null) {
            erase(recording, secured);
        }
    }

    private static void collect(Map<Part, Future<Result>> results, Map<Part, Result.Secured> secured)
            throws IOException, InterruptedException {
        for (Map.Entry<Part, Future<Result>> each : results.entrySet()) {
            if (result(each.getValue()) instanceof Result.Secured done) {
                secured.put(each.getKey(), done);
            }
        }
    }

    private Result offload(Recording recording, Part part, Optional<String> sidecarOf)
            throws IOException, InterruptedException {
        Optional<Result.Secured> before = stay.settled(part);
        if (before.isPresent()) {
            camera.bar().fileSecured(part.lengthBytes());
            return before.get();
        }
        Result result = new PartOffload(gear, camera, recording, part, sidecarOf).run();
        done.incrementAndGet();
        switch (result) {
            case Result.Secured secured -> {
                stay.settle(part, secured);
                camera.bar().fileSecured(part.lengthBytes());
                gear.board()
                        .secured(
                                camera.bar(),
                                camera.nameOf(part),
                                secured.upload(),
                                secured.contact().sha256());
            }
            case Result.Left left -> {
                camera.bar().fileLeft();
                camera.find(left.why());
            }
        }
        return result;
    }

    /**
     * The first part goes last, and only when all others are gone: what is left of a recording keeps its first part, and with
     * it the id that the others are uploaded under. A part goes when all that lies beside it is gone: what is left of a sidecar's recording
     * keeps the part that it belongs to.
     */
    private void erase(Recording recording, Map<Part, Result.Secured> secured)
            throws IOException, InterruptedException {
        Eraser eraser = new Eraser(gear, camera);
        boolean others = true;
        for (Part part : recording.parts().reversed()) {
            boolean bare = true;
            for (Sidecar sidecar : recording.sidecars()) {
                if (sidecar.beside().equals(part)) {
                    bare &= erase(eraser, sidecar.file(), secured);
                }
            }
            boolean first = part == recording.parts().getFirst();
            others &= bare && (!first || others) && erase(eraser, part, secured);
        }
    }

    /** @return whether it is gone */
    private boolean erase(Eraser eraser, Part file, Map<Part, Result.Secured> secured)
            throws IOException, InterruptedException {
        Result.Secured done = secured.get(file);
        boolean asNoted = done != null
                && (file.declared() == null
                        || file.declared().equals(done.contact().sha256()));
        if (done == null || !asNoted || !eraser.erase(file, done)) {
            return false;
        }
        gone.add(file);
        stay.erased(file);
        return true;
    }

    private static Result result(Future<Result> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            rethrow(e.getCause());
            throw new IllegalStateException(e);
        }
    }
}
