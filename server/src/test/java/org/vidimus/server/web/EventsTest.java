package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.CallersNow;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.TestEvidence;

@ServerTest
class EventsTest {
    @Autowired
    TestPeople people;

    @Autowired
    Events events;

    @Autowired
    Screens screens;

    @Autowired
    CallersNow callers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestEvidence evidence;

    /** A screen's lines as they come. */
    private final class Listening implements AutoCloseable {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final List<String> passedOver = new ArrayList<>();
        private final InputStream body;

        Listening(Role role) throws Exception {
            HttpResponse<InputStream> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(people.url() + "/api/events"))
                                    .header("Authorization", "Bearer " + people.token(role))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
            Thread.ofVirtual().start(this::read);
            assertThat(next(deadline())).isEqualTo(":here");
        }

        private void read() {
            try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                reader.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("retry"))
                        .forEach(lines::add);
            } catch (java.io.UncheckedIOException | IOException e) {
                lines.add("broken");
            }
            lines.add("end");
        }

        /** Long before a stream ends by itself. */
        private static long deadline() {
            return System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        }

        private String next(long deadline) throws InterruptedException {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(line).isNotNull();
            return line;
        }

        /**
         * The event with that change, its name before its data. The house is at work: what it says of other things meanwhile, and
         * that it is still there, is passed over.
         */
        String change(String change) throws InterruptedException {
            long deadline = deadline();
            String name = "";
            String line = next(deadline);
            while (!line.contains("\"change\":\"" + change + "\"")) {
                assertThat(line).as("before %s", change).isNotEqualTo("end");
                passedOver.add(line);
                name = line;
                line = next(deadline);
            }
            return name + "\n" + line;
        }

        /** Waits for the end of the stream, whatever is said before. */
        void end() throws InterruptedException {
            long deadline = deadline();
            String line = next(deadline);
            while (!line.equals("end")) {
                passedOver.add(line);
                line = next(deadline);
            }
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    @Test
    void reachThoseWhoMaySeeTheSubject() throws Exception {
        UUID person = people.person(Role.WEARER).id().value();
        UUID other = people.person(Role.ADMINISTRATOR).id().value();
        try (var manager = new Listening(Role.EVIDENCE_MANAGER);
                var wearer = new Listening(Role.WEARER)) {
            events.publish(Subject.person(other), Map.of("change", "first"));
            events.publish(Subject.person(person), Map.of("change", "second"));

            assertThat(manager.change("first")).startsWith("event:person\n").contains(other.toString());
            assertThat(wearer.change("second")).startsWith("event:person\n").contains(person.toString());
            assertThat(wearer.passedOver).noneMatch(line -> line.contains("\"change\":\"first\""));
        }
    }

    @Test
    void areSaidAfterTheCommitAndOnlyThen() throws Exception {
        UUID person = people.person(Role.WEARER).id().value();
        try (var wearer = new Listening(Role.WEARER)) {
            transaction.executeWithoutResult(status -> {
                events.publish(Subject.person(person), Map.of("change", "rolled back"));
                status.setRollbackOnly();
            });
            transaction.executeWithoutResult(
                    status -> events.publish(Subject.person(person), Map.of("change", "committed")));

            assertThat(wearer.change("committed")).startsWith("event:person\n").contains(person.toString());
            assertThat(wearer.passedOver).noneMatch(line -> line.contains("rolled back"));
        }
    }

    @Test
    void doNotTellTheWearerWhatADelayKeepsFromThem() throws Exception {
        Person wearer = people.person(Role.WEARER);
        Person manager = people.person(Role.EVIDENCE_MANAGER);
        UUID footage = evidence.receive(TestEvidence.Delivery.of(
                                UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "clip.txt")
                        .wornBy(wearer.id(), people.unit().id()))
                .evidence()
                .value();
        Map<String, Object> delay = Map.of(
                "viewer",
                manager.id().value(),
                "evidence",
                footage,
                "ground",
                "INTERNAL_INVESTIGATION",
                "reason",
                "inquiry",
                "until",
                Instant.now().plus(Duration.ofDays(1)));
        assertThat(post(
                        people.token(people.another(Role.EVIDENCE_MANAGER, "delays", people.unit())),
                        "/api/opening-delays",
                        delay))
                .isEqualTo(201);
        String token = people.token(Role.EVIDENCE_MANAGER);
        try (var screen = new Listening(Role.WEARER)) {
            assertThat(post(
                            token,
                            "/api/evidence/" + footage + "/openings",
                            Map.of("code", "OTHER", "words", "a look")))
                    .isEqualTo(201);
            assertThat(post(token, "/api/bundles", Map.of("evidence", List.of(footage))))
                    .isEqualTo(201);
            events.publish(Subject.person(wearer.id().value()), Map.of("change", "afterwards"));

            screen.change("afterwards");
            assertThat(screen.passedOver)
                    .noneMatch(line -> line.contains("evidence.open") || line.contains("bundle.export"));
        }
    }

    private int post(String token, String path, Map<String, Object> body) {
        return people.api(token)
                .post()
                .uri(path)
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    @Test
    void endAStreamThatDoesNotKeepUp() throws Exception {
        try (var wearer = new Listening(Role.WEARER)) {
            Screen screen = new Screen(people.caller(Role.WEARER), callers, _ -> {});
            for (int i = 0; i <= 256; i++) {
                assertThat(screen.isOpen()).isTrue();
                screen.offer("person", "{}");
            }
            assertThat(screen.isOpen()).isFalse();

            screens.closeAll();
            wearer.end();
        }
    }

    @Test
    void areNotForVisitorsNorForDocks() {
        assertThat(people.visitor()
                        .get()
                        .uri("/api/events")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        assertThat(people.api(Role.DOCK)
                        .get()
                        .uri("/api/events")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }
}
