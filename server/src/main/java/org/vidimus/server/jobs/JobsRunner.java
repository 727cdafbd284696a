package org.vidimus.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs due jobs from when the server is up until it stops. */
class JobsRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobsRunner.class);

    private final Supplier<Scheduler> schedulers;
    private final JobsBell bell;
    private final DataSource dataSource;
    private final boolean onlyServer;
    private @Nullable Scheduler scheduler;

    /** @param onlyServer whether the database is this server's own, so that whoever had picked a job before is dead */
    JobsRunner(Supplier<Scheduler> schedulers, JobsBell bell, DataSource dataSource, boolean onlyServer) {
        this.schedulers = schedulers;
        this.bell = bell;
        this.dataSource = dataSource;
        this.onlyServer = onlyServer;
    }

    @Override
    public synchronized void start() {
        if (onlyServer) {
            reviveAll();
        }
        Scheduler starting = schedulers.get();
        starting.start();
        bell.onRing(starting::triggerCheckForDueExecutions);
        scheduler = starting;
    }

    private void reviveAll() {
        int revived = JdbcClient.create(dataSource)
                .sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, "
                        + "version = version + 1 where picked")
                .update();
        if (revived > 0) {
            LOG.info("jobs-revived count={}", revived);
        }
    }

    @Override
    public synchronized void stop() {
        bell.onRing(null);
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
