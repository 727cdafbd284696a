package org.vidimus.server.fleet.handout;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.AtReport;
import org.vidimus.server.fleet.Camera;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.CameraReport;

/**
 * Ends single issues at the dock, once the camera is ready: at its report, in the report's transaction; and for one that has said
 * all it has to say and only charges, a little later.
 */
@Service
// What others take from the report, such as that its clock was set, decides whether it is ready.
@Order(Ordered.LOWEST_PRECEDENCE)
class Returns implements AtReport {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Gate gate;
    private final HandOutTable table;
    private final Clock clock;

    Returns(Gate gate, HandOutTable table, Clock clock) {
        this.gate = gate;
        this.table = table;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> handOutReturnsTask(Returns returns) {
            return Tasks.recurring("hand-out-returns", FixedDelay.of(EVERY)).execute((_, _) -> returns.endDocked());
        }
    }

    @Override
    public void reported(CameraId camera, String serial, CameraReport report, Instant now, Outcome outcome) {
        // A connected camera reports from the street as well: only a dock has it in front of it.
        String dock = report.state().dock();
        if (dock != null) {
            table.lock(camera).ifPresent(offer -> endIfReady(offer, table.dockCalled(dock), outcome));
        }
    }

    /** Whatever has become ready in its slot since its last report. */
    void endDocked() {
        for (Offer docked : table.docked()) {
            // Asked without the lock first: what still charges needs no entry in the ledger every quarter of a minute.
            if (isReady(docked)) {
                CameraId camera = docked.camera();
                Passage passage = Passage.of(
                        Caller.job("hand-out-returns"), Action.CAMERA_RETURN, Subject.camera(camera.value()));
                gate.change(passage, outcome -> {
                    table.lock(camera).ifPresent(offer -> endIfReady(offer, offer.dock(), outcome));
                    return outcome;
                });
            }
        }
    }

    private static boolean isReady(Offer offer) {
        return offer.out().filter(out -> out.mode() == Camera.Mode.SINGLE_ISSUE).isPresent()
                && offer.isBack()
                && offer.readiness().ready();
    }

    private void endIfReady(Offer offer, Optional<java.util.UUID> dock, Outcome outcome) {
        if (!isReady(offer)) {
            return;
        }
        Offer.Open open = offer.out().orElseThrow();
        if (table.end(open.id(), clock.instant(), null, dock.orElse(null), null)) {
            outcome.about(Subject.person(open.person().value()))
                    .note("returned", open.id().toString());
        }
    }
}
