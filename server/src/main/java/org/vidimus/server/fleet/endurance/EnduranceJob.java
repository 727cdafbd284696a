package org.vidimus.server.fleet.endurance;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes through what cameras said, soon after docks brought it. */
@Configuration(proxyBeanMethods = false)
class EnduranceJob {
    private static final Duration EVERY = Duration.ofSeconds(30);

    @Bean
    RecurringTask<Void> enduranceTask(Estimates estimates) {
        return Tasks.recurring("endurance", FixedDelay.of(EVERY)).execute((instance, context) -> estimates.catchUp());
    }
}
