package org.vidimus.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.PartOffload.Result.Secured;
import org.vidimus.dock.Visit.Outcome;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Listing;
import org.vidimus.dock.camera.Part;
import org.vidimus.dock.camera.Recording;

/**
 * A camera's stay in the dock, from being plugged in to being pulled out. Remembers what is settled, so that a camera whose
 * files are kept is not read over and over.
 */
final class Stay {
    private static final Duration AFTER_CLEAN = Duration.ofSeconds(10);
    private static final Duration AFTER_LEFT = Duration.ofSeconds(15);
    private static final Duration AFTER_GONE = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final String serial;
    private final CameraBar bar;
    private final Map<Part, Secured> settled = new ConcurrentHashMap<>();
    private final Set<Finding> shown = ConcurrentHashMap.newKeySet();
    private @Nullable Instant due;
    private int visits;
    private boolean busy;
    private boolean reported;
    private boolean clockSet;
    private @Nullable String toldLog;
    private Map<String, Optional<String>> toldSettings = Map.of();
    private volatile @Nullable Boolean charging;
    private volatile @Nullable String problem;
    private List<Finding> reportedFindings = List.of();

    Stay(String serial, CameraBar bar) {
        this.serial = serial;
        this.bar = bar;
    }

    String serial() {
        return serial;
    }

    CameraBar bar() {
        return bar;
    }

    /** The part, if it was found secured during this stay and has not changed since by name, length and time. */
    Optional<Secured> settled(Part part) {
        return Optional.ofNullable(settled.get(part));
    }

    void settle(Part part, Secured secured) {
        settled.put(part, secured);
    }

    void erased(Part part) {
        settled.remove(part);
    }

    synchronized boolean isNews(Listing listing, List<Finding> findings) {
        return !reported
                || !findings.equals(reportedFindings)
                || listing.recordings().stream().flatMap(Recording::files).anyMatch(part -> !settled.containsKey(part));
    }

    synchronized void reported(List<Finding> findings) {
        reported = true;
        reportedFindings = findings;
    }

    /** Whether the log was sent as it is now. */
    synchronized boolean wasTold(String logState) {
        return logState.equals(toldLog);
    }

    synchronized boolean areNews(Map<String, Optional<String>> settings) {
        return !settings.equals(toldSettings);
    }

    synchronized void told(@Nullable String logState, Map<String, Optional<String>> settings) {
        toldLog = logState == null ? toldLog : logState;
        toldSettings = settings;
    }

    synchronized boolean clockSet() {
        return clockSet;
    }

    synchronized void setClock() {
        clockSet = true;
    }

    /** Whether the camera says that it is being charged; null where it does not say. */
    @Nullable
    Boolean charging() {
        return charging;
    }

    void charging(@Nullable Boolean now) {
        charging = now;
    }

    /** Code of what kept the last visit from being clean. */
    @Nullable
    String problem() {
        return problem;
    }

    void problem(@Nullable String code) {
        problem = code;
    }

    /** The next visit is due now. */
    synchronized void lookSoon() {
        due = null;
    }

    /** Whether this is worth showing: the same finding is shown once a stay. */
    boolean firstSight(Finding finding) {
        return shown.add(finding);
    }

    /** Whether nobody has been told yet how a visit of this stay ended. */
    synchronized boolean firstVisit() {
        return visits == 0;
    }

    /** Takes the camera for a visit, if it is time for one and none is going on. */
    synchronized boolean begin(Instant now) {
        if (busy || (due != null && now.isBefore(due))) {
            return false;
        }
        busy = true;
        return true;
    }

    synchronized void end(Outcome outcome, Instant now) {
        busy = false;
        visits++;
        Duration wait =
                switch (outcome) {
                    case CLEAN -> AFTER_CLEAN;
                    case LEFT -> AFTER_LEFT;
                    case GONE -> AFTER_GONE;
                };
        Duration longer = wait.multipliedBy(1L << Math.min(visits - 1, 10));
        due = now.plus(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
    }

    synchronized boolean busy() {
        return busy;
    }
}
