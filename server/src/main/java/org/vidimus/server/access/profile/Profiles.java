package org.vidimus.server.access.profile;

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

/** The profiles that this house knows, and which of them was in force when. Rows are never changed. */
@Repository
class Profiles {
    private static final String SELECT = "select code, version, text, signature, added_at from profile ";

    private final JdbcClient sql;
    private final ProfileReader reader;
    private final Clock clock;

    Profiles(JdbcClient sql, ProfileReader reader, Clock clock) {
        this.sql = sql;
        this.reader = reader;
        this.clock = clock;
    }

    /** @param signature the signed note about it, for one that came from elsewhere signed or with the program */
    record Kept(Profile profile, Optional<String> signature, Instant addedAt) {}

    /** One profile put in force. */
    record Adoption(String code, int version, Instant at) {}

    /** By code, the newest version first. */
    List<Kept> all() {
        return sql.sql(SELECT + "order by code, version desc").query(this::read).list();
    }

    Optional<Kept> find(String code, int version) {
        return sql.sql(SELECT + "where code = ? and version = ?")
                .params(code, version)
                .query(this::read)
                .optional();
    }

    /**
     * Keeps it; the same once more is nothing new. Joins the transaction where there is one.
     *
     * @throws org.vidimus.server.Refused with {@link ProfileProblem.VersionTaken}
     */
    void keep(Profile profile, Optional<String> signature) {
        int added = sql.sql("insert into profile (code, version, text, signature, added_at) values (?, ?, ?, ?, ?) "
                        + "on conflict (code, version) do nothing")
                .param(profile.code())
                .param(profile.version())
                .param(profile.text())
                .param(signature.orElse(null))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        boolean same = added > 0
                || find(profile.code(), profile.version())
                        .filter(kept -> kept.profile().text().equals(profile.text()))
                        .isPresent();
        if (!same) {
            throw new ProfileProblem.VersionTaken(profile.code(), profile.version()).refused();
        }
    }

    /** Joins the transaction. */
    void adopt(Profile profile, Optional<UUID> by) {
        sql.sql("insert into profile_adoption (code, version, at, by_person) values (?, ?, ?, ?)")
                .param(profile.code())
                .param(profile.version())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(by.orElse(null))
                .update();
    }

    Optional<Kept> inForce() {
        return sql.sql("select p.code, p.version, p.text, p.signature, p.added_at from profile_adoption a "
                        + "join profile p using (code, version) order by a.n desc limit 1")
                .query(this::read)
                .optional();
    }

    /** What was put in force when, the newest first. */
    List<Adoption> adoptions() {
        return sql.sql("select code, version, at from profile_adoption order by n desc limit 100")
                .query((row, _) -> new Adoption(
                        row.getString("code"),
                        row.getInt("version"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private Kept read(ResultSet row, int number) throws SQLException {
        return new Kept(
                reader.read(row.getString("text")),
                Optional.ofNullable(row.getString("signature")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
