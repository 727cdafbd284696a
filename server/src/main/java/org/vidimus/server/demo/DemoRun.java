package org.vidimus.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.server.media.Toolbox;
import tools.jackson.databind.json.JsonMapper;

/**
 * The course of {@code ./vidimus demo}: furnish the house, let the dock agent find the cameras, say READY when the first
 * recording can be watched. Every step may be cut short; the next start goes on with what is missing.
 */
@Component
@Profile("demo")
class DemoRun {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRun.class);

    private final Settings settings;
    private final DemoSettings demo;
    private final DemoHouse house;
    private final DemoDock dock;
    private final Toolbox tools;
    private final JsonMapper json;
    private final Clock clock;

    DemoRun(
            Settings settings,
            DemoSettings demo,
            DemoHouse house,
            DemoDock dock,
            Toolbox tools,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.demo = demo;
        this.house = house;
        this.dock = dock;
        this.tools = tools;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        String url = "http://127.0.0.1:" + port;
        Thread.ofPlatform().name("demo").daemon().start(() -> run(url));
    }

    private void run(String url) {
        try {
            house.furnish(url);
            Path folder = settings.data().resolve("demo");
            Path cameras = Files.createDirectories(folder.resolve("cameras"));
            if (demo.dockJar() != null) {
                dock.start(
                        demo.dockJar(),
                        url,
                        house.dockToken(),
                        cameras,
                        folder.resolve("dock"),
                        folder.resolve("dock.log"));
            }
            Thread laying = Thread.ofPlatform().name("demo-footage").daemon().start(() -> lay(folder, cameras));
            awaitFirstPlayable(url);
            // The one line that scripts wait for.
            System.out.println("READY " + url);
            laying.join();
        } catch (IOException | RuntimeException e) {
            LOG.error("the demo cannot go on: {}", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lay(Path folder, Path cameras) {
        Path laid = folder.resolve("laid");
        try {
            if (Files.exists(laid)) {
                return;
            }
            DemoCameras layout = new DemoCameras(cameras, shiftEnd(folder));
            if (demo.media() != null) {
                DemoFootage.given(demo.media(), layout, DemoHouse.CAMERAS);
            } else {
                DemoFootage.generated(tools, folder.resolve("clips"), layout, DemoHouse.CAMERAS);
            }
            Files.writeString(laid, clock.instant().toString());
        } catch (IOException e) {
            LOG.error("the demo's footage could not be laid out: {}", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same at every start, so that a demo cut short goes on with the same times. */
    private Instant shiftEnd(Path folder) throws IOException {
        Path file = folder.resolve("shift-end");
        if (!Files.exists(file)) {
            Files.writeString(file, clock.instant().toString());
        }
        return Instant.parse(Files.readString(file));
    }

    private void awaitFirstPlayable(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/evidence?state=PLAYABLE&limit=1"))
                .header("Authorization", "Bearer " + house.managerToken())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200
                        && !json.readTree(answer.body()).path("items").isEmpty()) {
                    return;
                }
                Thread.sleep(150);
            }
        }
    }
}
