package org.vidimus.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.vidimus.server.Settings;
import tools.jackson.databind.json.JsonMapper;

/**
 * One scheduler a host over the same table. A job that was picked by a server that died is found by its missing heartbeat and
 * run again, so every job must bear being run twice.
 */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int HEARTBEATS_MISSED = 4;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(10);
    /** An instant with time zone in PostgreSQL, and jobs picked by one statement. */
    private static final PostgreSqlJdbcCustomization DIALECT = new PostgreSqlJdbcCustomization(false, true);

    @Bean
    SchedulerClient schedulerClient(DataSource dataSource, JsonMapper json, JobsBell bell) {
        SchedulerClient client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .serializer(new JsonTaskData(json))
                .jdbcCustomization(DIALECT)
                .enablePriority()
                .build();
        return bell.ringingAfter(client);
    }

    /** Not a {@link Scheduler} bean: features inject {@link SchedulerClient} and cannot mistake one for the other. */
    @Bean
    JobsRunner jobsRunner(
            DataSource dataSource, List<Task<?>> tasks, JsonMapper json, JobsBell bell, Settings settings) {
        var recurring = new ArrayList<RecurringTask<?>>();
        var custom = new ArrayList<CustomTask<?>>();
        var others = new ArrayList<Task<?>>();
        for (Task<?> task : tasks) {
            switch (task) {
                case RecurringTask<?> that -> recurring.add(that);
                case CustomTask<?> that -> custom.add(that);
                default -> others.add(task);
            }
        }
        // Made anew at each start: a stopped scheduler's threads are gone.
        Supplier<Scheduler> schedulers = () -> Scheduler.create(dataSource, others)
                .startTasks(recurring)
                .startTasks(custom)
                .serializer(new JsonTaskData(json))
                .jdbcCustomization(DIALECT)
                .enablePriority()
                .schedulerName(new SchedulerName.Fixed(nameOfThisServer()))
                .threads(settings.jobs().threads())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 0).factory()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_MISSED)
                .shutdownMaxWait(GOODBYE)
                .build();
        boolean onlyServer = settings.database().url() == null;
        return new JobsRunner(schedulers, bell, dataSource, onlyServer);
    }

    /** Two servers may run on one host, so the name alone would not tell them apart. */
    private static String nameOfThisServer() {
        try {
            return InetAddress.getLocalHost().getHostName() + "/"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return UUID.randomUUID().toString();
        }
    }
}
