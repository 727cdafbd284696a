package org.vidimus.dock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dock agent as a process of its own, as an operator starts it. */
final class DockProcess {
    private DockProcess() {}

    static Process start(DockFixture fixture, Path log, List<String> jvm, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DockCommand.class.getName(),
                "--server",
                fixture.house.address().toString(),
                "--mount",
                fixture.mounts.toString(),
                "--state",
                fixture.state.toString(),
                "--json"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("VIDIMUS_TOKEN", FakeHouse.TOKEN);
        return builder.start();
    }
}
