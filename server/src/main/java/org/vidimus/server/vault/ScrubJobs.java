package org.vidimus.server.vault;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs of the scrubber, and the sweep of what deletions left. */
@Configuration(proxyBeanMethods = false)
class ScrubJobs {
    private static final TaskDescriptor<Wanted> SCRUB = TaskDescriptor.of("scrub", Wanted.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    /** What the job carries. */
    record Wanted(UUID scrub) {}

    static TaskInstance<Wanted> of(UUID scrub) {
        return SCRUB.instance(scrub.toString()).data(new Wanted(scrub)).build();
    }

    @Bean
    OneTimeTask<Wanted> scrubTask(Scrubber scrubber) {
        return Tasks.oneTime(SCRUB)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_AFTER))
                .execute((instance, context) -> {
                    try {
                        scrubber.run(instance.getData().scrub());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Bean
    RecurringTask<Void> vaultCareTask(Scrubber scrubber, SealedVault.Parts parts) {
        return Tasks.recurring("vault-care", FixedDelay.of(LOOK_EVERY)).execute((instance, context) -> {
            parts.removals().sweep();
            scrubber.startIfDue();
        });
    }
}
