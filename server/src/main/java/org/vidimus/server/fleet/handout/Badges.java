package org.vidimus.server.fleet.handout;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;

/** Whose badge is whose. Joins the transaction that is running. */
@Repository
class Badges {
    /** As readers type them: digits, or hexadecimal. */
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{4,32}");

    private final JdbcClient sql;
    private final BadgeKey key;
    private final Clock clock;

    Badges(JdbcClient sql, BadgeKey key, Clock clock) {
        this.sql = sql;
        this.key = key;
        this.clock = clock;
    }

    record Badge(UUID id, Instant madeAt) {}

    /** The number as it is kept: without marks between, in capitals. Empty for what is no number of a badge. */
    static Optional<String> number(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(text -> text.replaceAll("[\\s:-]", "").toUpperCase(Locale.ROOT))
                .filter(text -> NUMBER.matcher(text).matches());
    }

    /** Who is here and has it; takes as long for one that nobody has. */
    Optional<PersonId> owner(String number) {
        return sql.sql(
                        "select p.id from badge b join person p on p.id = b.person and p.left_at is null where b.hash = ?")
                .param(key.of(number).bytes())
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    List<Badge> of(PersonId person) {
        return sql.sql("select id, made_at from badge where person = ? order by made_at")
                .param(person.value())
                .query((row, _) -> new Badge(
                        row.getObject("id", UUID.class),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** @throws org.vidimus.server.Refused with {@code badge-taken} */
    Badge add(PersonId person, String number) {
        Badge badge = new Badge(UUID.randomUUID(), clock.instant());
        try {
            sql.sql("insert into badge (id, person, hash, made_at) values (?, ?, ?, ?)")
                    .params(
                            badge.id(),
                            person.value(),
                            key.of(number).bytes(),
                            badge.madeAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new HandOutProblem.BadgeTaken().refused();
        }
        return badge;
    }

    boolean remove(PersonId person, UUID badge) {
        return sql.sql("delete from badge where id = ? and person = ?")
                        .params(badge, person.value())
                        .update()
                == 1;
    }
}
