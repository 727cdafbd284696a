package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Circumstances.Call;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Sha256;

/** What waits for a second person, what was decided, and whether it was used. One approval is good for one doing of exactly what was asked. */
@Repository
class Approvals {
    private static final int MOST = 200;
    private static final String SELECT = """
            select a.id, a.action, a.subjects, a.method, a.path, a.body, a.reason, a.asked_by, p.name as asked_by_name, a.asked_at,
                a.until_at, a.state, a.decided_by, d.name as decided_by_name, a.decided_at, a.remark
            from approval a join person p on p.id = a.asked_by left join person d on d.id = a.decided_by
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Approvals(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    enum State {
        WAITING,
        APPROVED,
        DECLINED,
        WITHDRAWN,
        USED
    }

    /** @param until after this it can be neither approved nor used */
    record Approval(
            UUID id,
            Action action,
            List<Subject> subjects,
            Call call,
            String reason,
            PersonId askedBy,
            String askedByName,
            Instant askedAt,
            Instant until,
            State state,
            Optional<PersonId> decidedBy,
            String decidedByName,
            Optional<Instant> decidedAt,
            Optional<String> remark) {
        boolean isOver(Instant now) {
            return !until.isAfter(now);
        }
    }

    /** Joins the transaction. */
    void ask(UUID id, Passage passage, Call call, String reason, Instant until) {
        sql.sql(
                        "insert into approval (id, action, subjects, method, path, body, digest, reason, asked_by, asked_at, until_at, "
                                + "state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING')")
                .param(id)
                .param(passage.action().code())
                .param(subjects(passage.subjects()))
                .param(call.method())
                .param(call.path())
                .param(call.body())
                .param(digest(call).bytes())
                .param(reason)
                .param(passage.caller().person().orElseThrow())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The approval under which something is about to be done.
     *
     * @throws org.vidimus.server.Refused with {@link ConditionProblem.ApprovalUnfit}
     */
    Approval require(UUID id, Passage passage, Call call) {
        Approval approval = find(id).orElseThrow(() -> unfit("there is none of this id"));
        if (!passage.caller().person().equals(Optional.of(approval.askedBy().value()))) {
            // As if it were not there: whose it is tells that it is.
            throw unfit("there is none of this id");
        }
        if (approval.action() != passage.action()
                || !List.copyOf(approval.subjects()).equals(passage.subjects())
                || !digest(approval.call()).equals(digest(call))) {
            throw unfit("something else was approved");
        }
        if (approval.state() != State.APPROVED) {
            throw unfit("it is " + approval.state().name().toLowerCase(Locale.ROOT));
        }
        if (approval.isOver(clock.instant())) {
            throw unfit("its time is over");
        }
        return approval;
    }

    /**
     * Uses it up. Joins the transaction of what was approved: either both happen or neither.
     *
     * @throws org.vidimus.server.Refused if it was used meanwhile
     */
    void use(UUID id) {
        if (sql.sql("update approval set state = 'USED' where id = ? and state = 'APPROVED'")
                        .param(id)
                        .update()
                == 0) {
            throw unfit("it was used already");
        }
    }

    /** Joins the transaction. @return whether it still waited */
    boolean decide(UUID id, boolean approve, PersonId by, Optional<String> remark) {
        return sql.sql("update approval set state = ?, decided_by = ?, decided_at = ?, remark = ? "
                                + "where id = ? and state = 'WAITING'")
                        .param((approve ? State.APPROVED : State.DECLINED).name())
                        .param(by.value())
                        .param(clock.instant().atOffset(ZoneOffset.UTC))
                        .param(remark.orElse(null))
                        .param(id)
                        .update()
                > 0;
    }

    /** Joins the transaction. */
    void withdraw(UUID id) {
        sql.sql("update approval set state = 'WITHDRAWN' where id = ? and state in ('WAITING', 'APPROVED')")
                .param(id)
                .update();
    }

    Optional<Approval> find(UUID id) {
        return sql.sql(SELECT + "where a.id = ?")
                .param(id)
                .query(Approvals::read)
                .optional();
    }

    /** Those of others that wait and that the person may decide on, the oldest first: however many there are for others. */
    List<Approval> waitingFromOthers(PersonId person, Predicate<Approval> mayDecide) {
        return sql
                .sql(SELECT
                        + "where a.state = 'WAITING' and a.until_at > ? and a.asked_by <> ? order by a.asked_at, a.id")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(person.value())
                .query(Approvals::read)
                .list()
                .stream()
                .filter(mayDecide)
                .limit(MOST)
                .toList();
    }

    /** What somebody has asked for, the newest first. */
    List<Approval> askedBy(PersonId person) {
        return sql.sql(SELECT + "where a.asked_by = ? order by a.asked_at desc limit " + MOST)
                .param(person.value())
                .query(Approvals::read)
                .list();
    }

    private static org.vidimus.server.Refused unfit(String why) {
        return new ConditionProblem.ApprovalUnfit(why).refused();
    }

    private static Sha256 digest(Call call) {
        return Sha256.of((call.method() + "\n" + call.path() + "\n" + call.body()).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] subjects(List<Subject> subjects) {
        return subjects.stream().map(Subject::toString).toArray(String[]::new);
    }

    private static Subject subject(String text) {
        int space = text.indexOf(' ');
        return new Subject(
                Subject.Kind.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT)),
                UUID.fromString(text.substring(space + 1)));
    }

    private static Approval read(ResultSet row, int number) throws SQLException {
        Array subjects = row.getArray("subjects");
        return new Approval(
                row.getObject("id", UUID.class),
                Roles.action(row.getString("action")).orElseThrow(),
                Arrays.stream((String[]) subjects.getArray())
                        .map(Approvals::subject)
                        .toList(),
                new Call(
                        row.getString("method"),
                        row.getString("path"),
                        row.getString("body"),
                        Optional.empty(),
                        Optional.empty()),
                row.getString("reason"),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getString("asked_by_name"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("until_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("decided_by", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getString("decided_by_name")).orElse(""),
                Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("remark")));
    }
}
