package org.vidimus.server.vault;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What was found broken. Kept even when the transaction of the reader that met it is rolled back. */
final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final JdbcClient sql;
    private final TransactionTemplate alone;
    private final Clock clock;

    Findings(JdbcClient sql, PlatformTransactionManager transactions, Clock clock) {
        this.sql = sql;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Who met it. */
    enum By {
        READ,
        READ_BACK,
        SCRUB
    }

    /** Notes the finding, once for the same reader, thing and code within a scrub, or within an hour. */
    void add(Finding finding, By by, Optional<UUID> scrub) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Integer added = alone.execute(status -> sql.sql("""
                insert into vault_finding (found_at, found_by, scrub_id, code, object_id, part, message)
                select :at, :by, :scrub, :code, :object, :part, :message
                where not exists (select from vault_finding where object_id is not distinct from :object::uuid and part = :part and code = :code
                    and found_by = :by and scrub_id is not distinct from :scrub and message = :message and found_at > :since)
                """)
                .param("at", now)
                .param("since", now.minusHours(1))
                .param("by", by.name())
                .param("scrub", scrub.orElse(null), java.sql.Types.OTHER)
                .param("code", finding.code().toString())
                .param("object", finding.object().map(ObjectId::value).orElse(null), java.sql.Types.OTHER)
                .param("part", finding.part())
                .param("message", finding.message())
                .update());
        if (added != null && added > 0) {
            LOG.error("vault finding code={} by={} {}", finding.code(), by, finding.message());
        }
    }

    /** @param by name of a {@link By} */
    record Noted(
            Instant foundAt,
            String by,
            Optional<UUID> scrub,
            String code,
            Optional<UUID> object,
            int part,
            String message) {}

    /** The latest first. */
    List<Noted> latest(int atMost) {
        return sql.sql("select * from vault_finding order by id desc limit :most")
                .param("most", atMost)
                .query((row, i) -> new Noted(
                        row.getObject("found_at", OffsetDateTime.class).toInstant(),
                        row.getString("found_by"),
                        Optional.ofNullable(row.getObject("scrub_id", UUID.class)),
                        row.getString("code"),
                        Optional.ofNullable(row.getObject("object_id", UUID.class)),
                        row.getInt("part"),
                        row.getString("message")))
                .list();
    }
}
