package org.vidimus.server.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Channels and deliveries in the database. Joins the transaction that is running. */
@Repository
class NoticeTable {
    private final JdbcClient sql;

    NoticeTable(JdbcClient sql) {
        this.sql = sql;
    }

    void add(Channel channel, Optional<UUID> by) {
        sql.sql("insert into notice_channel (id, kind, address, name, rhythm, language, made_at, made_by, next_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(channel.id())
                .param(channel.kind().name())
                .param(channel.address())
                .param(channel.name())
                .param(channel.rhythm().name())
                .param(channel.language().name().toLowerCase(Locale.ROOT))
                .param(at(channel.madeAt()))
                .param(by.orElse(null))
                .param(at(channel.nextAt()))
                .update();
    }

    Optional<Channel> channel(UUID id) {
        return sql.sql("select * from notice_channel where id = ? and removed_at is null")
                .param(id)
                .query(NoticeTable::channel)
                .optional();
    }

    List<Channel> channels() {
        return sql.sql("select * from notice_channel where removed_at is null order by name, id")
                .query(NoticeTable::channel)
                .list();
    }

    /** Those that may be told something now, held until the transaction ends. */
    List<Channel> due(Instant now) {
        return sql.sql("select * from notice_channel where removed_at is null and next_at <= ? for update skip locked")
                .param(at(now))
                .query(NoticeTable::channel)
                .list();
    }

    void pause(UUID channel, Instant next) {
        sql.sql("update notice_channel set next_at = ? where id = ?")
                .params(at(next), channel)
                .update();
    }

    void remove(UUID channel, Instant now) {
        sql.sql("update notice_channel set removed_at = ? where id = ?")
                .params(at(now), channel)
                .update();
    }

    /** @param channel or {@code person}, whom it goes to */
    record Delivery(
            UUID id,
            @Nullable UUID channel,
            @Nullable UUID person,
            String topic,
            String subject,
            String body,
            Instant madeAt,
            int tries,
            @Nullable Instant nextAt,
            @Nullable Instant sentAt,
            @Nullable Instant givenUpAt,
            @Nullable String problem) {
        boolean isOver() {
            return sentAt != null || givenUpAt != null;
        }
    }

    void add(UUID id, @Nullable UUID channel, @Nullable UUID person, Message message, String body, Instant now) {
        sql.sql("insert into notice_delivery (id, channel, person, topic, subject, body, made_at, next_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(channel)
                .param(person)
                .param(message.topic())
                .param(message.subject())
                .param(body)
                .param(at(now))
                .param(at(now))
                .update();
    }

    Optional<Delivery> delivery(UUID id) {
        return sql.sql("select * from notice_delivery where id = ? for update")
                .param(id)
                .query(NoticeTable::delivery)
                .optional();
    }

    /** Newest first, as many as anybody looks at. */
    List<Delivery> latest() {
        return sql.sql("select * from notice_delivery order by made_at desc limit 100")
                .query(NoticeTable::delivery)
                .list();
    }

    void tried(UUID id) {
        sql.sql("update notice_delivery set tries = tries + 1 where id = ?")
                .param(id)
                .update();
    }

    void sent(UUID id, Instant now) {
        sql.sql("update notice_delivery set sent_at = ?, next_at = null, problem = null where id = ?")
                .params(at(now), id)
                .update();
    }

    void failed(UUID id, String problem, Instant next) {
        sql.sql("update notice_delivery set problem = ?, next_at = ? where id = ?")
                .params(problem, at(next), id)
                .update();
    }

    void givenUp(UUID id, String problem, Instant now) {
        sql.sql("update notice_delivery set problem = ?, given_up_at = ?, next_at = null where id = ?")
                .params(problem, at(now), id)
                .update();
    }

    void forget(Instant before) {
        sql.sql("delete from notice_delivery where made_at < ? and next_at is null")
                .param(at(before))
                .update();
    }

    /** Where somebody gets mail; empty for who has no address or has left. */
    Optional<String> mailOf(UUID person) {
        return sql.sql("select email from person where id = ? and email is not null")
                .param(person)
                .query(String.class)
                .optional();
    }

    private static Channel channel(ResultSet row, int n) throws SQLException {
        return new Channel(
                row.getObject("id", UUID.class),
                Channel.Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                row.getString("name"),
                Channel.Rhythm.valueOf(row.getString("rhythm")),
                Channel.Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("next_at", OffsetDateTime.class).toInstant());
    }

    private static Delivery delivery(ResultSet row, int n) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("channel", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("topic"),
                row.getString("subject"),
                row.getString("body"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getInt("tries"),
                instant(row, "next_at"),
                instant(row, "sent_at"),
                instant(row, "given_up_at"),
                row.getString("problem"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
