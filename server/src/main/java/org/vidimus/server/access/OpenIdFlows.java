package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.openid.Flow;
import org.vidimus.trust.Sha256;

/** Sign-ins that have begun at the provider and not come back. Each comes back once, to the browser that began it. */
@Repository
class OpenIdFlows {
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final JdbcClient sql;
    private final Clock clock;

    OpenIdFlows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param accepted whether the notice of the house was accepted first
     * @param confirms the sitting whose person is to prove it once more; empty where a sitting is to begin
     */
    record Begun(Flow flow, boolean accepted, Optional<UUID> confirms, Instant at) {}

    void add(String browser, String issuer, Flow flow, boolean accepted, Optional<UUID> confirms) {
        sql.sql("insert into openid_flow (browser, issuer, state, nonce, verifier, next, accepted, confirms, begun_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(hash(browser))
                .param(issuer)
                .param(flow.state())
                .param(flow.nonce())
                .param(flow.verifier())
                .param(flow.next())
                .param(accepted)
                .param(confirms.orElse(null))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes it away: of two at once one finds it. Empty when it is over, or was begun with another provider. */
    Optional<Begun> take(String browser, String issuer) {
        return sql.sql("delete from openid_flow where browser = ? "
                        + "returning issuer, state, nonce, verifier, next, accepted, confirms, begun_at")
                .param(hash(browser))
                .query((row, _) -> new Stored(
                        row.getString("issuer"),
                        new Begun(
                                new Flow(
                                        row.getString("state"),
                                        row.getString("nonce"),
                                        row.getString("verifier"),
                                        row.getString("next")),
                                row.getBoolean("accepted"),
                                Optional.ofNullable(row.getObject("confirms", UUID.class)),
                                row.getObject("begun_at", OffsetDateTime.class).toInstant())))
                .optional()
                .filter(stored -> stored.issuer().equals(issuer)
                        && stored.begun().at().plus(LONGEST).isAfter(clock.instant()))
                .map(Stored::begun);
    }

    private record Stored(String issuer, Begun begun) {}

    int forgetOld() {
        return sql.sql("delete from openid_flow where begun_at < ?")
                .param(clock.instant().minus(LONGEST).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static byte[] hash(String browser) {
        return Sha256.of(browser.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
