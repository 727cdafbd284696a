package org.vidimus.server.access;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;

/**
 * The certificates by which docks come in. The signature alone opens nothing: a certificate counts while its row is here, it is
 * not revoked, and the dock's token is alive; asked afresh at each request.
 */
@Repository
class DockCertificates {
    private static final String SELECT =
            "select id, token, name, issued_at, expires_at, revoked_at from dock_certificate ";

    private final JdbcClient sql;
    private final Tokens tokens;
    private final CallersNow callers;
    private final Clock clock;

    DockCertificates(JdbcClient sql, Tokens tokens, CallersNow callers, Clock clock) {
        this.sql = sql;
        this.tokens = tokens;
        this.callers = callers;
        this.clock = clock;
    }

    record Listed(
            UUID id, TokenId token, String name, Instant issuedAt, Instant expiresAt, Optional<Instant> revokedAt) {}

    /** The dock that shows it; empty when it is not this house's, revoked, over, or its token is dead. */
    Optional<Caller> callerOf(X509Certificate shown) {
        return sql.sql(SELECT + "where fingerprint = ? and revoked_at is null and expires_at > ?")
                .param(fingerprint(shown).bytes())
                .param(now())
                .query(DockCertificates::read)
                .optional()
                .flatMap(listed -> tokens.find(listed.token()))
                .filter(Token::dock)
                .flatMap(callers::of);
    }

    /** Joins the transaction. */
    void add(Listed listed, X509Certificate certificate) {
        sql.sql("insert into dock_certificate (id, fingerprint, token, name, issued_at, expires_at) "
                        + "values (?, ?, ?, ?, ?, ?)")
                .param(listed.id())
                .param(fingerprint(certificate).bytes())
                .param(listed.token().value())
                .param(listed.name())
                .param(listed.issuedAt().atOffset(ZoneOffset.UTC))
                .param(listed.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest first. */
    List<Listed> all() {
        return sql.sql(SELECT + "order by issued_at desc, id")
                .query(DockCertificates::read)
                .list();
    }

    Optional<Listed> find(UUID id) {
        return sql.sql(SELECT + "where id = ?")
                .param(id)
                .query(DockCertificates::read)
                .optional();
    }

    /** Joins the transaction. Revoking twice keeps the first instant. */
    void revoke(UUID id) {
        sql.sql("update dock_certificate set revoked_at = ? where id = ? and revoked_at is null")
                .param(now())
                .param(id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Sha256 fingerprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that cannot be written", e);
        }
    }

    private static Listed read(ResultSet row, int number) throws SQLException {
        return new Listed(
                row.getObject("id", UUID.class),
                new TokenId(row.getObject("token", UUID.class)),
                row.getString("name"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
