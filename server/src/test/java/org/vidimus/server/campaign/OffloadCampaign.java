package org.vidimus.server.campaign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.ServerProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real dock offloads cameras to a real server on its own PostgreSQL, and one of them, or two, are killed at random moments, again
 * and again. After each death: nothing that the server had said is taken back, nothing is gone from a camera that is not
 * secured here with equal bytes, the ledger is consistent. At the end everything is offloaded, at rest and clean.
 *
 * <p>Findings are collected, not thrown: one run tells all of them.
 */
final class OffloadCampaign {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FILES_DOCKED = 30;
    /** About how long it takes until the first bytes leave a dock. */
    private static final int DOCK_STARTS_MILLIS = 1_500;

    private static final Duration COMES_BACK = Duration.ofSeconds(90);
    private static final Duration COMES_TO_REST = Duration.ofMinutes(10);

    private final Path folder;
    private final int kills;
    private final SplittableRandom random;
    private final House house;
    private final DockedCameras cameras;
    private final Map<Victim, Integer> dead = new EnumMap<>(Victim.class);
    /** What the ledger check finds, it finds each time. */
    private final Set<String> findings = new LinkedHashSet<>();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Process dock;

    /** Who is killed. */
    enum Victim {
        SERVER(6),
        /** Right after it was killed, and again while it starts. */
        SERVER_STARTING(1),
        SERVER_AND_DATABASE(2),
        DATABASE(4),
        DATABASE_CONNECTION(4),
        DOCK(5),
        SERVER_AND_DOCK(1);

        private final int weight;

        Victim(int weight) {
            this.weight = weight;
        }

        static Victim any(SplittableRandom random) {
            List<Victim> lots = new ArrayList<>();
            for (Victim victim : values()) {
                for (int i = 0; i < victim.weight; i++) {
                    lots.add(victim);
                }
            }
            return lots.get(random.nextInt(lots.size()));
        }
    }

    /** What became of the campaign. */
    record Outcome(Map<Victim, Integer> dead, int files, List<String> findings) {}

    OffloadCampaign(Path folder, int kills, long seed) throws IOException, InterruptedException {
        this.folder = folder;
        this.kills = kills;
        this.random = new SplittableRandom(seed);
        this.house = new House(folder);
        this.cameras = new DockedCameras(folder.resolve("mounts"), random.split());
    }

    Outcome run() throws IOException, InterruptedException {
        house.start();
        try {
            for (int kill = 1; kill <= kills; kill++) {
                round(kill);
            }
            comeToRest();
        } finally {
            endDock();
            house.close();
        }
        return new Outcome(Map.copyOf(dead), cameras.offloaded(), List.copyOf(findings));
    }

    private void round(int kill) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        cameras.dock(FILES_DOCKED, house.running());
        int soon = keepDocking("300") ? DOCK_STARTS_MILLIS : 1;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(soon, soon + 2_000)));
        Victim victim = Victim.any(random);
        try {
            cameras.remember(house.running());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(0, 150)));
            kill(victim);
            dead.merge(victim, 1, Integer::sum);
            awaitAnswer();
            check();
        } catch (IOException e) {
            findings.add("kill " + kill + ", " + victim + ": " + e);
            house.killServer();
            house.start();
        }
        System.out.printf(
                "kill %d of %d: %s, %d ms; %d files offloaded, %d findings%n",
                kill, kills, victim, (System.nanoTime() - begin) / 1_000_000, cameras.offloaded(), findings.size());
        findings.stream().skip(Math.max(0, findings.size() - 3)).forEach(System.out::println);
    }

    private void kill(Victim victim) throws IOException, InterruptedException {
        switch (victim) {
            case SERVER -> {
                house.killServer();
                house.start();
            }
            case SERVER_STARTING -> {
                house.killServer();
                house.killStartingServer(Duration.ofMillis(random.nextInt(500, 4_000)));
                house.start();
            }
            case SERVER_AND_DATABASE -> {
                house.killDatabase();
                house.killServer();
                house.start();
            }
            case DATABASE -> house.killDatabase();
            case DATABASE_CONNECTION -> house.killConnection(random);
            case DOCK -> endDock();
            case SERVER_AND_DOCK -> {
                endDock();
                house.killServer();
                house.start();
            }
        }
    }

    /** @throws IOException if the server, alive or started again, does not answer as it should */
    private void awaitAnswer() throws IOException, InterruptedException {
        ServerProcess server = house.running();
        long until = System.nanoTime() + COMES_BACK.toNanos();
        String last = "";
        while (System.nanoTime() - until < 0) {
            try {
                HttpResponse<String> answer = get(server, "/api/uploads?camera=CAM00001", server.dockToken());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new IOException("STUCK: does not answer after " + COMES_BACK + ": " + last);
    }

    /**
     * A dying database still answers, until all its processes have noticed: so what fails is asked again.
     *
     * @throws IOException if it still fails after {@link #COMES_BACK}
     */
    private void check() throws IOException, InterruptedException {
        long until = System.nanoTime() + COMES_BACK.toNanos();
        while (true) {
            try {
                checkNow();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - until > 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private void checkNow() throws IOException, InterruptedException {
        ServerProcess server = house.running();
        findings.addAll(cameras.taken(server));
        findings.addAll(cameras.erasedTooSoon(server));
        findings.addAll(server.checkLedger());
    }

    /** Nobody dies any more: the dock empties the cameras, every job ends, the vault reads back clean. */
    private void comeToRest() throws IOException, InterruptedException {
        ServerProcess server = house.running();
        long until = System.nanoTime() + COMES_TO_REST.toNanos();
        while (cameras.left() > 0 && System.nanoTime() - until < 0) {
            keepDocking("60");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            findings.addAll(cameras.erasedTooSoon(server));
        }
        awaitNothingExamined(until);
        findings.addAll(cameras.lastLook(server));
        findings.addAll(server.checkLedger());
        scrub(server);
    }

    private void awaitNothingExamined(long until) throws IOException, InterruptedException {
        ServerProcess server = house.running();
        String last = "";
        while (System.nanoTime() - until < 0) {
            last = get(
                            server,
                            "/api/evidence?limit=5&state=SEALED&state=SECURED&state=EXAMINING",
                            server.managerToken())
                    .body();
            if (JSON.readTree(last).get("items").isEmpty()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        findings.add("STUCK: not at rest: " + last);
    }

    private void scrub(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest start = request(server, "/api/vault/scrubs", server.managerToken())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        http.send(start, HttpResponse.BodyHandlers.ofString());
        JsonNode report;
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            report = JSON.readTree(
                    get(server, "/api/vault/scrubs", server.managerToken()).body());
        } while (report.get("items")
                .valueStream()
                .anyMatch(run -> run.get("state").asString().equals("RUNNING")));
        report.get("findings")
                .forEach(finding ->
                        findings.add("scrub: " + finding.get("message").asString()));
        System.out.println("scrub: " + report.get("items").get(0));
    }

    /** Sees to it that a dock is at work, and tells whether it had to be started. */
    private boolean keepDocking(String patienceSeconds) throws IOException {
        Process working = dock;
        if (working != null && working.isAlive()) {
            return false;
        }
        ServerProcess server = house.running();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.vidimus.dock.DockCommand",
                        "--server",
                        server.url(),
                        "--mount",
                        folder.resolve("mounts").toString(),
                        "--state",
                        folder.resolve("dock").toString(),
                        "--once",
                        "--patience",
                        patienceSeconds))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("dock.log").toFile()));
        builder.environment().put("VIDIMUS_TOKEN", server.dockToken());
        dock = builder.start();
        return true;
    }

    private void endDock() throws InterruptedException {
        Process working = dock;
        if (working != null) {
            working.destroyForcibly().waitFor();
        }
        dock = null;
    }

    private HttpResponse<String> get(ServerProcess server, String path, String token)
            throws IOException, InterruptedException {
        return http.send(request(server, path, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServerProcess server, String path, String token) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }
}
