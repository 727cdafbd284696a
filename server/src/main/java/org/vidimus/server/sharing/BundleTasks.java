package org.vidimus.server.sharing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class BundleTasks {
    @Bean
    Task<Void> emptyOldBundles(Bundles bundles, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("sharing-empty-bundles", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((_, _) -> transaction.executeWithoutResult(_ -> bundles.empty(clock.instant())));
    }
}
