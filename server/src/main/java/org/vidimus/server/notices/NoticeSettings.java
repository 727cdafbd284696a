package org.vidimus.server.notices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the house sends notices, under {@code vidimus.notices.*}. Without {@code mail.host} it sends no mail.
 *
 * @param ca a file of PEM certificates that mail servers and webhooks are trusted by, instead of those that come with Java
 * @param timeout for connecting, and for each answer
 * @param firstPause before the second try; each further pause is three times as long
 * @param tries after which a message is given up
 */
@ConfigurationProperties("vidimus.notices")
record NoticeSettings(
        @DefaultValue Mail mail,
        @Nullable Path ca,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("1m") Duration firstPause,
        @DefaultValue("8") int tries) {
    enum Security {
        /** Begins in clear and does not go on without TLS. */
        STARTTLS,
        TLS,
        /** For a server on this machine alone. */
        NONE
    }

    /**
     * @param passwordFile holds the password and nothing else
     * @param from the sender's address
     */
    record Mail(
            @Nullable String host,
            @Nullable Integer port,
            @DefaultValue("STARTTLS") Security security,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable String from) {
        private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

        Mail {
            if (host != null && (from == null || !Addresses.isMail(from))) {
                throw new IllegalArgumentException(
                        "vidimus.notices.mail.from: want the address that mail is sent from");
            }
            if (host != null && security == Security.NONE && !HERE.contains(host)) {
                throw new IllegalArgumentException("vidimus.notices.mail.security: NONE is for a mail server on this"
                        + " machine alone; want STARTTLS or TLS for " + host);
            }
            if ((user == null) != (passwordFile == null)) {
                throw new IllegalArgumentException("vidimus.notices.mail: user and password-file go together");
            }
        }
    }

    NoticeSettings {
        if (tries < 1 || tries > 20) {
            throw new IllegalArgumentException("vidimus.notices.tries is " + tries + ", want 1 to 20");
        }
    }

    boolean hasMail() {
        return mail.host() != null;
    }

    /** @param failed how often it has failed by now, from 1 */
    Duration pauseAfter(int failed) {
        Duration pause = firstPause;
        for (int i = 1; i < failed; i++) {
            pause = pause.multipliedBy(3);
        }
        return pause;
    }
}
