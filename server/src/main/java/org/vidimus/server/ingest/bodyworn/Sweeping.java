package org.vidimus.server.ingest.bodyworn;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.vault.Vault;

/** Removes bytes that came in part before a server died. They were never acknowledged; their sender has sent them again. */
@Service
class Sweeping {
    private static final Duration EVERY = Duration.ofHours(1);
    /** Nobody sends one file for longer: a request that says nothing for half a minute is cut. */
    private static final Duration AGE = Duration.ofDays(2);

    private final Gate gate;
    private final Shelf shelf;
    private final Vault vault;
    private final Clock clock;

    Sweeping(Gate gate, Shelf shelf, Vault vault, Clock clock) {
        this.gate = gate;
        this.shelf = shelf;
        this.vault = vault;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> integrationDraftsTask(Sweeping sweeping) {
            return Tasks.recurring("integration-drafts", FixedDelay.of(EVERY))
                    .execute((instance, context) -> sweeping.sweep());
        }
    }

    void sweep() {
        shelf.draftsBefore(clock.instant().minus(AGE))
                .forEach(object -> gate.change(Passage.of(Caller.job("sweep"), Action.INTEGRATION_RECEIVE), outcome -> {
                    if (shelf.undraft(object)) {
                        vault.delete(object);
                    }
                    return object;
                }));
    }
}
