package org.vidimus.server.privacy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(PrivacyConfiguration.class);
    private static final LocalTime NIGHT = LocalTime.of(3, 20);

    @Bean
    Task<Void> endPersonalData(Expiry expiry) {
        return Tasks.recurring("privacy-ledger-expiry", Schedules.daily(NIGHT))
                .execute((_, _) -> LOG.info("event=ledger-expiry entries={}", expiry.run()));
    }
}
