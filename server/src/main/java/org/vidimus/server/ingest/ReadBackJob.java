package org.vidimus.server.ingest;

import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that reads back what was sealed. Scheduled in the sealing's transaction, and so never forgotten. */
@Configuration(proxyBeanMethods = false)
class ReadBackJob {
    private static final TaskDescriptor<Wanted> TASK = TaskDescriptor.of("read-back", Wanted.class);
    /** Before all others: nothing is erased, and no camera ready again, before its footage was read back. What is seen of it can wait. */
    private static final int FIRST = Priority.HIGH + 1;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration DOUBT_EVERY = Duration.ofMinutes(1);

    /** What the job carries. */
    record Wanted(UUID upload) {}

    static TaskInstance<Wanted> of(UploadId upload) {
        return TASK.instance(upload.toString())
                .data(new Wanted(upload.value()))
                .priority(FIRST)
                .build();
    }

    private static Duration pause(int failures) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Tried again, ever more slowly, for as long as it fails: a disk may come back, and the camera keeps its file until then. */
    @Bean
    OneTimeTask<Wanted> readBackTask(Securing securing) {
        return Tasks.oneTime(TASK)
                .onFailure((failed, operations) -> operations.reschedule(
                        failed, failed.getTimeDone().plus(pause(failed.getExecution().consecutiveFailures))))
                .execute((instance, context) ->
                        securing.secure(new UploadId(instance.getData().upload())));
    }

    /** Looks for copies that somebody has found broken since. */
    @Bean
    RecurringTask<Void> doubtedCopiesTask(Securing securing) {
        return Tasks.recurring("doubted-copies", FixedDelay.of(DOUBT_EVERY))
                .execute((instance, context) -> securing.doubt());
    }
}
