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
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Subject;

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

    /** A screen's lines as they come. */
    private final class Listening implements AutoCloseable {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
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
            assertThat(next()).isEqualTo(":here");
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

        String next() throws InterruptedException {
            String line = lines.poll(30, TimeUnit.SECONDS);
            assertThat(line).isNotNull();
            return line;
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

            assertThat(manager.next()).isEqualTo("event:person");
            assertThat(manager.next()).contains(other.toString()).contains("\"change\":\"first\"");
            assertThat(wearer.next()).isEqualTo("event:person");
            assertThat(wearer.next()).contains(person.toString()).contains("\"change\":\"second\"");
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

            assertThat(wearer.next()).isEqualTo("event:person");
            assertThat(wearer.next()).contains("committed");
        }
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
            assertThat(wearer.next()).isEqualTo("end");
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
