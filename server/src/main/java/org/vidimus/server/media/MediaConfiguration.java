package org.vidimus.server.media;

import com.github.kagkarlsson.scheduler.task.Task;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Unpacks and proves ffmpeg at start, so that a system that lacks a library is told so before evidence arrives. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    @Bean
    Toolbox toolbox(MediaSettings settings) throws IOException {
        return Toolbox.open(settings.tools() == null ? Toolbox.usualCache() : settings.tools());
    }

    @Bean
    ChildProcess mediaChildren(Toolbox toolbox) {
        return new ChildProcess(toolbox);
    }

    @Bean
    Task<OriginalJob> examineTask(Examine examine) {
        return examine.task();
    }

    @Bean
    Task<Work> prepareTask(Prepare prepare) {
        return prepare.task();
    }
}
