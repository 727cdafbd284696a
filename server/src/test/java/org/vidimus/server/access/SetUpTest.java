package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.vidimus.server.Refused;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;

/** A house without people, and its first administrator. */
@ServerTest
@DirtiesContext
@org.springframework.test.context.TestPropertySource(properties = "spring.application.name=empty-house")
@ExtendWith(OutputCaptureExtension.class)
class SetUpTest {
    @Autowired
    TestPeople people;

    @Autowired
    SetUpLinks links;

    @Autowired
    Staffing staffing;

    @Autowired
    Household household;

    @Autowired
    JdbcClient sql;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void makesTheFirstAdministratorOnceByThePrintedLink(CapturedOutput console) throws Exception {
        links.offer();
        String page = console.getOut()
                .lines()
                .filter(line -> line.startsWith("SET UP the first administrator: "))
                .reduce((_, last) -> last)
                .orElseThrow()
                .replaceFirst(".*: ", "");
        // By name, because a passkey belongs to a name.
        assertThat(page).startsWith(people.url().replace("127.0.0.1", "localhost") + "/set-up/");
        String link = people.url() + "/api" + URI.create(page).getPath();

        HttpResponse<String> open = get(link);
        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(open.body()).contains("\"kind\":\"HOUSE\"").doesNotContain("\"login\"");

        assertThat(post(link, "boss", "Boss", "short").body()).contains("password: want 10");
        assertThat(post(link, "boss", "Boss", "Password1234!").body()).contains("tried first");
        assertThat(post(link, "kernighan", "Boss", "my kernighan word").body()).contains("contains the login");
        assertThat(sql.sql("select count(*) from person").query(Long.class).single())
                .isZero();

        assertThat(post(link, "boss", "Boss", "a long enough password").statusCode())
                .isEqualTo(201);

        assertThat(sql.sql("select role from duty").query(String.class).list()).containsExactly("ADMINISTRATOR");
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(post(link, "boss2", "Boss", "a long enough password").statusCode())
                .isEqualTo(404);
        HttpResponse<String> signedIn = http.send(
                HttpRequest.newBuilder(URI.create(people.url() + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"login\":\"boss\",\"password\":\"a long enough password\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(signedIn.body()).contains("\"roles\":[\"ADMINISTRATOR\"]");
        PersonId boss = household.named("boss").orElseThrow().id();
        assertThatThrownBy(() -> staffing.leave(Caller.job("test"), boss))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("last-administrator"));
        long offered = offers(console);
        links.offer();
        assertThat(offers(console)).isEqualTo(offered);
    }

    private static long offers(CapturedOutput console) {
        return console.getOut()
                .lines()
                .filter(line -> line.startsWith("SET UP"))
                .count();
    }

    private HttpResponse<String> get(String link) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String link, String login, String name, String password) throws Exception {
        String body = "{\"login\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}".formatted(login, name, password);
        return http.send(
                HttpRequest.newBuilder(URI.create(link))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
