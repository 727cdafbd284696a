package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.TestBrowser.Answer;
import org.vidimus.server.custody.Caller.Role;

/** A sign-in whose password is still being compared while something happens that must keep it out. */
@ServerTest
class SignInUnderWayTest {
    @TestConfiguration
    static class SlowComparison {
        @Bean
        @Primary
        Encoder encoder() {
            return new Encoder();
        }
    }

    private record Stop(CountDownLatch reached, CountDownLatch goOn) {}

    /** Compares in plain text; the one comparison that it is told to stop waits in the middle. */
    static final class Encoder implements PasswordEncoder {
        private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

        @Override
        public String encode(@Nullable CharSequence password) {
            return "plain " + password;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            boolean right = encode(password).equals(encoded);
            Stop here = stop.getAndSet(null);
            if (here != null) {
                here.reached().countDown();
                await(here.goOn());
            }
            return right;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Autowired
    Encoder encoder;

    @Autowired
    TestPeople people;

    @Autowired
    People store;

    @Autowired
    JdbcClient sql;

    private final String login = "under.way." + UUID.randomUUID().toString().substring(0, 8);

    private interface Step {
        void run(Person person);
    }

    /** Signs in, with something that happens while the password is compared. */
    private Answer signInWhile(Step step) throws Exception {
        Person person = people.another(Role.WEARER, login, people.unit());
        var browser = new TestBrowser(people);
        browser.get("/api/session");
        var stop = new Stop(new CountDownLatch(1), new CountDownLatch(1));
        encoder.stop.set(stop);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return browser.signIn(login, TestPeople.PASSWORD, Map.of());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await(stop.reached());
        step.run(person);
        stop.goOn().countDown();
        return answer.get(60, TimeUnit.SECONDS);
    }

    private long open() {
        return sql.sql("select count(*) from sitting s join person p on p.id = s.person "
                        + "where p.login = ? and s.ended_at is null")
                .param(login)
                .query(Long.class)
                .single();
    }

    @Test
    void endsWithASittingWhereNothingHappens() throws Exception {
        assertThat(signInWhile(_ -> {}).status()).isEqualTo(200);
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void isRefusedWhereSomebodyLocksThemMeanwhile() throws Exception {
        Answer answer = signInWhile(person -> assertThat(people.api(Role.ADMINISTRATOR)
                        .put()
                        .uri("/api/people/{id}/lock", person.id())
                        .body(Map.of("reason", "the laptop is stolen"))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(204));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("sign-in-refused");
        assertThat(open()).isZero();
    }

    @Test
    void isRefusedWhereThePasswordIsAnotherByThen() throws Exception {
        Answer answer = signInWhile(person -> store.setPassword(person.id(), encoder.encode("drei graue Esel")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(open()).isZero();
    }

    @Test
    void isRefusedWhereARecoveryHasTakenEverythingOlder() throws Exception {
        Answer answer = signInWhile(person -> store.setPassword(person.id(), null));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(open()).isZero();
    }

    @Test
    void isRefusedWhereTheyHaveLeft() throws Exception {
        Answer answer = signInWhile(person -> sql.sql("update person set left_at = now() where id = ?")
                .param(person.id().value())
                .update());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(open()).isZero();
    }
}
