package org.vidimus.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.trust.Sha256;

/**
 * The one-time link by which the first administrator is made. There is no default password anywhere: a house without people
 * prints the link on the console at its start, and whoever can read the console may open it. Each start without people replaces it.
 */
@Component
class SetUpLinks {
    private static final int RANDOM_BYTES = 24;

    private final JdbcClient sql;
    private final People people;
    private final SecureRandom random;
    private final Clock clock;
    private final Environment environment;
    private final Settings settings;

    SetUpLinks(
            JdbcClient sql,
            People people,
            SecureRandom random,
            Clock clock,
            Environment environment,
            Settings settings) {
        this.sql = sql;
        this.people = people;
        this.random = random;
        this.clock = clock;
        this.environment = environment;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void offer() {
        if (settings.setUpLink() && !people.any()) {
            System.out.println("SET UP the first administrator: " + address() + "/set-up/" + replace());
        }
    }

    String replace() {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        sql.sql("with old as (delete from set_up_link) insert into set_up_link (hash, made_at) values (?, ?)")
                .param(hash(text))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return text;
    }

    /** Whether it makes the first administrator. */
    boolean opens(String text) {
        return !people.any() && known(text);
    }

    private boolean known(String text) {
        return sql.sql("select exists (select from set_up_link where hash = ?)")
                .param(hash(text))
                .query(Boolean.class)
                .single();
    }

    /**
     * Uses it up. Joins the transaction; of two at once the second finds nothing.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.SetUpLinkUnknown}
     */
    void use(String text) {
        int used = sql.sql("delete from set_up_link where hash = ?")
                .param(hash(text))
                .update();
        if (used == 0 || people.any()) {
            throw new AccessProblem.SetUpLinkUnknown().refused();
        }
    }

    private static byte[] hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private String address() {
        if (!settings.access().origins().isEmpty()) {
            return settings.access().origins().getFirst();
        }
        String port = environment.getProperty("local.server.port", "8080");
        String host = environment.getProperty("server.address", "127.0.0.1");
        String scheme = environment.getProperty("server.ssl.enabled", Boolean.class, false) ? "https" : "http";
        return scheme + "://" + name(host) + ":" + port;
    }

    /** By name where it has one: passkeys belong to names. */
    private static String name(String host) {
        return switch (host) {
            case "0.0.0.0" -> ownName();
            case "127.0.0.1" -> "localhost";
            default -> host;
        };
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }
}
