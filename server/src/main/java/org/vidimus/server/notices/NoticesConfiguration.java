package org.vidimus.server.notices;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {
    private static final Duration KEPT = Duration.ofDays(90);

    @Bean
    Task<Delivering.Wanted> sendNotices(Delivering delivering) {
        return delivering.task();
    }

    @Bean
    Task<Void> forgetOldNotices(NoticeTable table, Clock clock) {
        return Tasks.recurring("notices-forget", Schedules.daily(LocalTime.of(3, 40)))
                .execute((_, _) -> table.forget(clock.instant().minus(KEPT)));
    }
}
