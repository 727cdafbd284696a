package org.vidimus.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.LedgerCheck;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;

/**
 * The whole server as a process of its own, with an embedded database under its data folder: what can be killed, limited and
 * measured. It makes tokens for a dock and for an evidence manager at each start.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String READY = "READY ";
    private static final String ANSWER = "ANSWER ";
    private static final String END = "END";
    private static final String FAILED = "FAILED ";
    private static final String GONE = "GONE";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final Set<Long> READY_ONES = ConcurrentHashMap.newKeySet();

    private final Process process;
    private final Path log;
    private final String url;
    private final String dockToken;
    private final String managerToken;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch drained = new CountDownLatch(1);

    private ServerProcess(Process process, Path log, String url, String dockToken, String managerToken) {
        this.process = process;
        this.log = log;
        this.url = url;
        this.dockToken = dockToken;
        this.managerToken = managerToken;
    }

    /**
     * How a server is started.
     *
     * @param data kept between two starts
     * @param jvm options of the virtual machine, such as {@code -Xmx512m}
     * @param settings such as {@code --vidimus.vault.reserve=0}; any free port unless they name one
     */
    public record Recipe(Path data, String classPath, List<String> jvm, List<String> settings) {}

    /** Starts the server and waits until it answers. */
    public static ServerProcess start(Path data, List<String> jvm, List<String> settings) throws IOException {
        return start(new Recipe(data, System.getProperty("java.class.path"), jvm, settings));
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @throws IOException if it ends before, or has not answered for {@link #STARTS_WITHIN}
     */
    public static ServerProcess start(Recipe recipe) throws IOException {
        Path log = recipe.data().resolve("server.log");
        Process process = launch(recipe);
        Thread.ofVirtual().start(() -> endUnlessReady(process));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                String[] words = line.substring(READY.length()).split(" ");
                ServerProcess started = new ServerProcess(process, log, words[0], words[1], words[2]);
                READY_ONES.add(process.pid());
                Thread.ofVirtual().start(() -> started.drain(out));
                return started;
            }
            note(log, line);
        }
        throw new IOException("the server did not start; its log is " + log);
    }

    /** Starts the server and kills it so long after, most likely while it starts. */
    public static void startAndKill(Recipe recipe, Duration after) throws IOException, InterruptedException {
        Process process = launch(recipe);
        Thread.ofVirtual().start(() -> {
            try {
                process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                note(recipe.data().resolve("server.log"), e.toString());
            }
        });
        process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    private static Process launch(Recipe recipe) throws IOException {
        Files.createDirectories(recipe.data());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(recipe.jvm());
        command.addAll(List.of("-cp", recipe.classPath(), ServerProcess.class.getName()));
        if (recipe.settings().stream().noneMatch(setting -> setting.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        if (recipe.settings().stream().noneMatch(setting -> setting.startsWith("--vidimus.access.first-profile="))) {
            command.add("--" + TestProfile.plain());
        }
        command.add("--vidimus.data=" + recipe.data());
        command.addAll(recipe.settings());
        File log = recipe.data().resolve("server.log").toFile();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static void endUnlessReady(Process process) {
        try {
            if (!process.waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS) && !READY_ONES.contains(process.pid())) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ANSWER)) {
                    answers.add(line.substring(ANSWER.length()));
                } else {
                    note(log, line);
                }
            }
        } catch (IOException e) {
            note(log, "no more to read: " + e.getMessage());
        } finally {
            answers.add(GONE);
            drained.countDown();
        }
    }

    /** Its last words are in the log: nothing more is written under its data folder, which a test may be about to remove. */
    private void awaitLastWords() throws InterruptedException {
        drained.await(30, TimeUnit.SECONDS);
    }

    private static void note(Path log, String line) {
        try {
            Files.writeString(
                    log, line + "\n", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the server's own check of its ledger finds; empty when it is consistent. */
    public List<String> checkLedger() throws IOException, InterruptedException {
        return ask("ledger");
    }

    /** Makes a camera known. */
    public void register(String serial) throws IOException, InterruptedException {
        ask("camera " + serial);
    }

    /** A token of a person in that role. */
    public String token(Caller.Role role) throws IOException, InterruptedException {
        return ask("token " + role.name()).getFirst();
    }

    private synchronized List<String> ask(String question) throws IOException, InterruptedException {
        process.outputWriter().write(question + "\n");
        process.outputWriter().flush();
        List<String> lines = new ArrayList<>();
        String failed = "";
        while (true) {
            String line = answers.poll(5, TimeUnit.MINUTES);
            if (line == null || line.equals(GONE)) {
                throw new IOException("the server did not answer to " + question + "; its log is " + log);
            }
            if (line.equals(END) && failed.isEmpty()) {
                return lines;
            }
            if (line.equals(END)) {
                throw new IOException("the server could not answer to " + question + ": " + failed);
            }
            if (line.startsWith(FAILED)) {
                failed = line;
            }
            lines.add(line);
        }
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
        awaitLastWords();
    }

    /** Stops the server and its database in good order. */
    @Override
    public void close() {
        try {
            if (!stop(Duration.ofMinutes(2))) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the server to stop, and whether it did within {@code patience}. */
    public boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            awaitLastWords();
        }
        return ended;
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
        Thread.ofVirtual().start(() -> answer(context));
    }

    private static String token(ConfigurableApplicationContext context, String role) {
        Household household = context.getBean(Household.class);
        Caller job = Caller.job("test");
        Person person = household
                .named(role)
                .orElseGet(() -> household.person(
                        job, role, role, Caller.Role.valueOf(role), Optional.empty(), TestPeople.PASSWORD));
        return household.token(job, "test", person, Duration.ofDays(1)).text();
    }

    /** Answers the questions of the process that started this one, a line each. */
    private static void answer(ConfigurableApplicationContext context) {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .forEach(question -> {
                    try {
                        if (question.startsWith("camera ")) {
                            context.getBean(Fleet.class)
                                    .register(Caller.job("test"), NewCamera.of(question.substring("camera ".length())));
                        } else if (question.startsWith("token ")) {
                            System.out.println(ANSWER + token(context, question.substring("token ".length())));
                        } else {
                            context.getBean(LedgerCheck.class)
                                    .run()
                                    .forEach(finding -> System.out.println(ANSWER + "ledger: " + finding));
                        }
                    } catch (RuntimeException e) {
                        System.out.println(
                                ANSWER + question + ": " + e.toString().replace('\n', ' '));
                    }
                    System.out.println(ANSWER + END);
                });
    }
}
