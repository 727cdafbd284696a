package org.vidimus.server.ingest;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that reads back what was sealed. Scheduled in the sealing's transaction, and so never forgotten. */
@Configuration(proxyBeanMethods = false)
class ReadBackJob {
    private static final TaskDescriptor<Wanted> TASK = TaskDescriptor.of("read-back", Wanted.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

    /** What the job carries. */
    record Wanted(UUID upload) {}

    static TaskInstance<Wanted> of(UploadId upload) {
        return TASK.instance(upload.toString()).data(new Wanted(upload.value())).build();
    }

    /** Tried again, ever more slowly, for as long as it fails: a disk may come back, and the camera keeps its file until then. */
    @Bean
    OneTimeTask<Wanted> readBackTask(Securing securing) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY, 2.0))
                .execute((instance, context) ->
                        securing.secure(new UploadId(instance.getData().upload())));
    }
}
