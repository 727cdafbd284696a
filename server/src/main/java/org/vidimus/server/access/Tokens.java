package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.custody.Action;
import org.vidimus.trust.Sha256;

/** The tokens of the house. A token's text is 256 random bits; only its SHA-256 is stored. */
@Repository
class Tokens {
    /** So that a leaked one is recognised by tools that look for secrets. */
    private static final String PREFIX = "vidimus_";

    private static final int RANDOM_BYTES = 32;
    private static final String SELECT =
            "select t.id, t.name, t.dock, t.person, t.unit, t.made_at, t.expires_at, t.revoked_at, t.scope, t.last_used_on "
                    + "from access_token t ";

    private final JdbcClient sql;
    private final SecureRandom random;

    Tokens(JdbcClient sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    String newText() {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Joins the transaction. */
    void add(Token token, String text) {
        sql.sql("insert into access_token (id, hash, name, dock, person, unit, made_at, expires_at, scope) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(token.id().value())
                .param(hash(text).bytes())
                .param(token.name())
                .param(token.dock())
                .param(token.owner().map(PersonId::value).orElse(null))
                .param(token.unit().map(UnitId::value).orElse(null))
                .param(token.madeAt().atOffset(ZoneOffset.UTC))
                .param(token.expiresAt().atOffset(ZoneOffset.UTC))
                .param(token.scope()
                        .map(scope -> scope.stream().map(Action::code).sorted().toArray(String[]::new))
                        .orElse(null))
                .update();
    }

    /** Notes the day; at most one row is written a day and token. */
    void used(Token token, LocalDate day) {
        if (!token.lastUsedOn().equals(Optional.of(day))) {
            sql.sql("update access_token set last_used_on = :day where id = :id and last_used_on is distinct from :day")
                    .param("day", day)
                    .param("id", token.id().value())
                    .update();
        }
    }

    /** The token of that text, valid or not. One that acts as somebody who has left is not found; a dock acts for nobody. */
    Optional<Token> byText(String text) {
        return sql.sql(SELECT
                        + "left join person p on p.id = t.person where t.hash = ? and (t.dock or p.left_at is null)")
                .param(hash(text).bytes())
                .query(Tokens::read)
                .optional();
    }

    Optional<Token> find(TokenId id) {
        return sql.sql(SELECT + "where t.id = ?")
                .param(id.value())
                .query(Tokens::read)
                .optional();
    }

    List<Token> within(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, Columns.of("t.person = :me", "t.unit"));
        return sql.sql(SELECT + "where " + seen.text() + " order by t.made_at desc, t.id")
                .params(seen.values())
                .query(Tokens::read)
                .list();
    }

    /** Joins the transaction. Revoking twice keeps the first instant. */
    void revoke(TokenId id, Instant at) {
        sql.sql("update access_token set revoked_at = ? where id = ? and revoked_at is null")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(id.value())
                .update();
    }

    /** Those that act as somebody; docks that they set up go on. Joins the transaction. */
    void revokePersonal(PersonId owner) {
        sql.sql("update access_token set revoked_at = now() where person = ? and not dock and revoked_at is null")
                .param(owner.value())
                .update();
    }

    private static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Token read(ResultSet row, int number) throws SQLException {
        return new Token(
                new TokenId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getBoolean("dock"),
                Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                instant(row.getObject("made_at", OffsetDateTime.class)),
                instant(row.getObject("expires_at", OffsetDateTime.class)),
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(Tokens::instant),
                Optional.ofNullable(row.getArray("scope")).map(Tokens::scope),
                Optional.ofNullable(row.getObject("last_used_on", LocalDate.class)));
    }

    /** An action that the program does not know any more is no right. */
    private static Set<Action> scope(java.sql.Array codes) {
        try {
            Set<String> wanted = Set.of((String[]) codes.getArray());
            return Arrays.stream(Action.values())
                    .filter(action -> wanted.contains(action.code()))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SQLException e) {
            throw new IllegalStateException("a token's scope cannot be read", e);
        }
    }

    private static Instant instant(@Nullable OffsetDateTime at) {
        if (at == null) {
            throw new IllegalStateException("a token without its times");
        }
        return at.toInstant();
    }
}
