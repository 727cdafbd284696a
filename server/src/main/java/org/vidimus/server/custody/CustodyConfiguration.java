package org.vidimus.server.custody;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.Settings;

@Configuration(proxyBeanMethods = false)
class CustodyConfiguration {
    @Bean
    Ledger ledger(LedgerStore store, Settings settings, SecureRandom random) throws IOException {
        return Ledger.open(store, settings.keys(), random);
    }

    @Bean
    SequencerRunner sequencer(
            Ledger ledger,
            LedgerStore store,
            TransactionTemplate transaction,
            SequencerBell bell,
            Publications publications,
            Settings settings) {
        Sequencer sequencer = new Sequencer(ledger, store, new LastSigned(settings.keys()), transaction);
        return new SequencerRunner(
                sequencer, bell, publications, settings.custody().poll());
    }

    @Bean
    Task<Void> forgetOldViewings(Recents recents) {
        return Tasks.recurring("custody-forget-viewings", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((_, _) -> recents.forgetOld());
    }
}
