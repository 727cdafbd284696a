package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Priority;
import org.junit.jupiter.api.Test;

class ReadBackJobTest {
    /** When hundreds of cameras come in at once, each of their files is also looked into; none of that may keep a camera waiting. */
    @Test
    void goesBeforeWhatIsSeenOfTheFootage() {
        assertThat(ReadBackJob.of(UploadId.random()).getPriority()).isGreaterThan(Priority.HIGH);
    }
}
