package org.vidimus.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;

/**
 * The whole server as a process of its own, with an embedded database under its data folder: what can be killed, limited and
 * measured. It makes tokens for a dock and for an evidence manager at each start.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String READY = "READY ";

    private final Process process;
    private final Path log;
    private final String url;
    private final String dockToken;
    private final String managerToken;

    private ServerProcess(Process process, Path log, String url, String dockToken, String managerToken) {
        this.process = process;
        this.log = log;
        this.url = url;
        this.dockToken = dockToken;
        this.managerToken = managerToken;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param data kept between two starts
     * @param jvm options of the virtual machine, such as {@code -Xmx512m}
     * @param settings such as {@code --vidimus.vault.reserve=0}
     */
    public static ServerProcess start(Path data, List<String> jvm, List<String> settings) throws IOException {
        Files.createDirectories(data);
        Path log = data.resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ServerProcess.class.getName()));
        command.add("--server.port=0");
        command.add("--vidimus.data=" + data);
        command.addAll(settings);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                String[] words = line.substring(READY.length()).split(" ");
                Thread.ofVirtual().start(() -> drain(out, log));
                return new ServerProcess(process, log, words[0], words[1], words[2]);
            }
            Files.writeString(
                    log, line + "\n", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        }
        throw new IOException("the server did not start; its log is " + log);
    }

    private static void drain(BufferedReader out, Path log) {
        out.lines().forEach(line -> {
            try {
                Files.writeString(log, line + "\n", java.nio.file.StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    public String url() {
        return url;
    }

    public String dockToken() {
        return dockToken;
    }

    /** Of an evidence manager. */
    public String managerToken() {
        return managerToken;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** Ends the server as a power cut would, as far as a process can tell. The database goes on. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the server and its database in good order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs in the server's process. */
    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Vidimus.class, args);
        Household household = context.getBean(Household.class);
        Caller job = Caller.job("test");
        String dock = household.dockToken(job, "dock", Duration.ofDays(1)).text();
        Person manager = household
                .named("manager")
                .orElseGet(() -> household.person(
                        job,
                        "manager",
                        "Manager",
                        Caller.Role.EVIDENCE_MANAGER,
                        Optional.empty(),
                        TestPeople.PASSWORD));
        String managerToken =
                household.token(job, "manager", manager, Duration.ofDays(1)).text();
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        System.out.println(READY + "http://127.0.0.1:" + port + " " + dock + " " + managerToken);
    }
}
