package org.vidimus.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs due jobs from when the server is up until it stops. */
class JobsRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobsRunner.class);

    private final Scheduler scheduler;
    private final JobsBell bell;
    private final DataSource dataSource;
    private final boolean onlyServer;
    private volatile boolean running;

    /** @param onlyServer whether the database is this server's own, so that whoever had picked a job before is dead */
    JobsRunner(Scheduler scheduler, JobsBell bell, DataSource dataSource, boolean onlyServer) {
        this.scheduler = scheduler;
        this.bell = bell;
        this.dataSource = dataSource;
        this.onlyServer = onlyServer;
    }

    @Override
    public void start() {
        if (onlyServer) {
            reviveAll();
        }
        scheduler.start();
        bell.onRing(scheduler::triggerCheckForDueExecutions);
        running = true;
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
    public void stop() {
        bell.onRing(null);
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
