package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The real dock agent, as a process of its own that talks to this server over HTTP and ends with it. */
@Component
@Profile("demo")
class DemoDock implements DisposableBean {
    private volatile Optional<Process> process = Optional.empty();

    /** Starts it over {@code cameras}; its lines go to {@code log}. */
    void start(Path jar, String server, Path tokenFile, Path cameras, Path state, Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "--server",
                server,
                "--token-file",
                tokenFile.toString(),
                "--mount",
                cameras.toString(),
                "--state",
                state.toString(),
                "--name",
                "demo-dock");
        process = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    @Override
    public void destroy() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            if (!process.get().waitFor(5, TimeUnit.SECONDS)) {
                process.get().destroyForcibly();
            }
        }
    }
}
