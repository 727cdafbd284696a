package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;

/** Two hosts over one database: each remembers openings for itself. */
@ServerTest
class RememberedOpeningsTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    ProfileInForce profile;

    @Autowired
    PlatformTransactionManager transactions;

    private final Ticking clock = new Ticking();
    private final UUID evidence = UUID.randomUUID();

    private Openings here;
    private Openings there;
    private Person person;
    private Caller caller;

    private static final class Ticking extends Clock {
        private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        void tick(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void twoHosts() {
        here = new Openings(sql, profile, clock);
        there = new Openings(sql, profile, clock);
        person = people.person(Role.SUPERVISOR);
        caller = people.caller(person);
    }

    private void open(Openings host, String purpose, Duration valid) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> host.open(
                        person.id(),
                        evidence,
                        new Openings.Opening(purpose, clock.instant().plus(valid))));
        clock.tick(Duration.ofMillis(1));
    }

    @Test
    void countUnderTheLastPurposeWhereverItWasGiven() {
        open(here, "OFFENCE", Duration.ofHours(4));
        assertThat(here.purpose(caller, evidence)).contains("OFFENCE");
        assertThat(there.purpose(caller, evidence)).contains("OFFENCE");

        open(there, "COMPLAINT", Duration.ofHours(4));

        assertThat(there.purpose(caller, evidence))
                .as("at once where it was given")
                .contains("COMPLAINT");
        clock.tick(Duration.ofSeconds(5));
        assertThat(here.purpose(caller, evidence))
                .as("within seconds elsewhere")
                .contains("COMPLAINT");
    }

    @Test
    void areKnownAtOnceWhereThereWasNone() {
        assertThat(here.purpose(caller, evidence)).isEmpty();

        open(there, "OFFENCE", Duration.ofHours(4));

        assertThat(here.purpose(caller, evidence)).contains("OFFENCE");
    }

    @Test
    void endWhenTheirTimeIsOverHoweverLatelyTheyWereAskedFor() {
        open(here, "OFFENCE", Duration.ofSeconds(2));
        assertThat(here.purpose(caller, evidence)).contains("OFFENCE");

        clock.tick(Duration.ofSeconds(2));

        assertThat(here.purpose(caller, evidence)).isEmpty();
    }
}
