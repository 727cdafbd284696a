package org.vidimus.server.fleet.support;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SupportConfiguration {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final LocalTime NIGHT = LocalTime.of(4, 10);

    @Bean
    Task<Void> watchTheFleet(Watch watch) {
        return Tasks.recurring("fleet-watch", Schedules.fixedDelay(EVERY)).execute((_, _) -> watch.look());
    }

    @Bean
    Task<Void> compareTheFleet(Watch watch) {
        return Tasks.recurring("fleet-compare", Schedules.daily(NIGHT)).execute((_, _) -> watch.compare());
    }
}
