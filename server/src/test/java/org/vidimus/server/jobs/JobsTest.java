package org.vidimus.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.Settings;
import org.vidimus.server.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

class JobsTest {
    record Errand(UUID what) {}

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient sql = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final BlockingQueue<UUID> done = new LinkedBlockingQueue<>();
    private final OneTimeTask<Errand> task = Tasks.oneTime("errand", Errand.class)
            .execute((instance, _) -> done.add(instance.getData().what()));
    private final JobsConfiguration configuration = new JobsConfiguration();
    private final JobsBell bell = new JobsBell();
    private final SchedulerClient client = configuration.schedulerClient(database, new JsonMapper(), bell);
    private final JobsRunner runner = runner();

    private JobsRunner runner() {
        List<Task<?>> tasks = List.of(task);
        var settings = new Settings(
                java.nio.file.Path.of("unused"),
                new Settings.Database(null, null, null),
                new Settings.Custody(Duration.ZERO, Duration.ZERO),
                new Settings.Access("EU-LED-DEFAULT", java.util.List.of()),
                new Settings.Jobs(4),
                false);
        return configuration.jobsRunner(database, tasks, new JsonMapper(), bell, settings);
    }

    @BeforeEach
    void start() {
        runner.start();
    }

    @AfterEach
    void stop() {
        runner.stop();
    }

    @Test
    void runWhenTheTransactionThatAskedForThemCommits() throws Exception {
        UUID committed = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            schedule(UUID.randomUUID());
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> schedule(committed));

        assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo(committed);
        assertThat(sql.sql("select count(*) from scheduled_tasks where task_data is not null and not picked")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void areReadableInTheTable() {
        runner.stop();
        UUID what = UUID.randomUUID();

        schedule(what);

        assertThat(sql.sql("select convert_from(task_data, 'UTF8') from scheduled_tasks")
                        .query(String.class)
                        .single())
                .isEqualTo("{\"what\":\"" + what + "\"}");
    }

    @Test
    void areRevivedWhenTheirServerWasKilled() throws Exception {
        runner.stop();
        UUID what = UUID.randomUUID();
        schedule(what);
        sql.sql(
                        "update scheduled_tasks set picked = true, picked_by = 'a server that was killed', last_heartbeat = now()")
                .update();

        runner.start();

        assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo(what);
    }

    private void schedule(UUID what) {
        client.schedule(task.instance(what.toString(), new Errand(what)), Instant.now());
    }
}
