package org.vidimus.server.access;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.vidimus.server.access.signin.Challenges;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Argon2id as OWASP's password storage page asks for: 19 MiB, two passes, one lane. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    }

    /** The ledger keeps who opened what and why, for as long as the rules say; here it is needed only while it holds. */
    @Bean
    Task<Void> forgetOldOpenings(Openings openings) {
        return Tasks.recurring("access-forget-openings", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((_, _) -> openings.forgetOld());
    }

    @Bean
    Task<Void> forgetOldSignIns(SignInDelays delays, PersonLinks links, Sittings sittings) {
        return Tasks.recurring("access-forget-sign-ins", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((_, _) -> {
                    delays.forgetOld();
                    links.forgetOld();
                    sittings.forgetOld();
                });
    }

    /** Any visitor makes one by looking at the sign-in page. */
    @Bean
    Task<Void> forgetOldChallenges(Challenges challenges) {
        return Tasks.recurring("access-forget-challenges", Schedules.fixedDelay(Challenges.LIFE))
                .execute((_, _) -> challenges.forgetOld());
    }

    @Bean
    Task<Void> forgetOldOpenId(OpenIdFlows flows, OpenIdSittings sittings) {
        return Tasks.recurring("access-forget-openid", Schedules.fixedDelay(Duration.ofMinutes(10)))
                .execute((_, _) -> {
                    flows.forgetOld();
                    sittings.forgetOld();
                });
    }

    /** It belongs into the security chain, at the place that the web edge gives it, and nowhere else. */
    @Bean
    FilterRegistrationBean<CallerFilter> callerFilterOnlyInTheChain(CallerFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
