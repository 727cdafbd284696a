package org.vidimus.server.privacy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.TokenOwners;
import org.vidimus.server.custody.Histories;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Entry;

/**
 * The searchable register of the ledger. It follows the ledger, entry by entry in the order of the leaves, and holds nothing that
 * is not in the ledger: the gate writes no word of it, and it can be thrown away at any time.
 *
 * <p>Any number of hosts may follow; a row lock lets one of them write at a time.
 */
@Repository
class Register {
    private static final int BATCH = 2_000;

    private static final String INSERT =
            "insert into entry_line (leaf_index, entry, at, attempt, ended, action, who, door, "
                    + "result, purpose, address, evidence, personal, erased_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    + "on conflict (leaf_index) do update set attempt = excluded.attempt, ended = excluded.ended, "
                    + "action = excluded.action, who = excluded.who, door = excluded.door, result = excluded.result, "
                    + "purpose = excluded.purpose, address = excluded.address, evidence = excluded.evidence, "
                    + "personal = excluded.personal, erased_at = excluded.erased_at";

    private static final String ADD_EVIDENCE =
            "update entry_line set evidence = array(select distinct e from unnest(evidence || ?::uuid[]) e order by e) ";

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final Histories histories;
    private final TokenOwners owners;
    private final TransactionTemplate transaction;

    Register(
            JdbcClient sql,
            JdbcTemplate batches,
            Histories histories,
            TokenOwners owners,
            TransactionTemplate transaction) {
        this.sql = sql;
        this.batches = batches;
        this.histories = histories;
        this.owners = owners;
        this.transaction = transaction;
    }

    /** How many entries of the ledger are in it. */
    long size() {
        return sql.sql("select next from entry_register").query(Long.class).single();
    }

    /**
     * Takes over the next entries that have their place.
     *
     * @return how many; 0 when there are none, or another host is at it
     */
    int follow() {
        Integer taken = transaction.execute(_ -> followLocked());
        // Commit point: the lines and how far they go. A crash before leaves both as they were.
        return taken == null ? 0 : taken;
    }

    private int followLocked() {
        Optional<Long> next = sql.sql("select next from entry_register for update skip locked")
                .query(Long.class)
                .optional();
        if (next.isEmpty()) {
            return 0;
        }
        List<Line> lines =
                histories.from(next.get(), BATCH).stream().map(Line::of).toList();
        if (!lines.isEmpty()) {
            write(lines);
            sql.sql("update entry_register set next = ?")
                    .param(lines.getLast().index() + 1)
                    .update();
        }
        return lines.size();
    }

    /** Writes lines anew from what their entries say now. Joins the transaction. */
    void rewrite(Collection<Long> indexes) {
        write(histories.at(indexes).stream().map(Line::of).toList());
    }

    /** What was rewritten is still on the disk as it was until this. Not within a transaction. */
    void sweep() {
        sql.sql("vacuum entry_line").update();
    }

    /** Throws it away; it is made again by following from the first leaf. */
    void restart() {
        transaction.executeWithoutResult(_ -> {
            sql.sql("select next from entry_register for update")
                    .query(Long.class)
                    .single();
            sql.sql("truncate entry_line, entry_kin").update();
            sql.sql("update entry_register set next = 0").update();
        });
    }

    private void write(List<Line> lines) {
        var behind = kin(lines);
        var byId = new HashMap<UUID, Line>();
        lines.forEach(line -> byId.put(line.id(), line));
        var ended = new ArrayList<Line>();
        for (Line line : lines) {
            line.kin().forEach(subject -> line.evidence().addAll(behind.getOrDefault(subject, Set.of())));
            Optional<UUID> attempt = line.attempt();
            Optional<Line> begun = attempt.map(byId::get);
            // Of an attempt that was erased, only what its leaf says is kept.
            begun.filter(that -> that.erasedAt().isEmpty()).ifPresent(that -> {
                that.end();
                that.evidence().addAll(line.evidence());
            });
            if (attempt.isPresent() && begun.isEmpty()) {
                ended.add(line);
            }
        }
        insert(lines);
        ended.forEach(this::endAttempt);
    }

    /** What is known to stand behind the uploads and bundles of these lines, with what the lines tell of it themselves. */
    private Map<String, Set<UUID>> kin(List<Line> lines) {
        var subjects = new TreeSet<String>();
        lines.forEach(line -> subjects.addAll(line.kin()));
        var behind = new HashMap<String, Set<UUID>>();
        if (subjects.isEmpty()) {
            return behind;
        }
        sql.sql("select subject, evidence from entry_kin where subject = any(?)")
                .param(subjects.toArray(String[]::new))
                .query(row -> {
                    behind.computeIfAbsent(row.getString("subject"), _ -> new HashSet<>())
                            .add(row.getObject("evidence", UUID.class));
                });
        long first = lines.getFirst().index();
        for (Line line : lines) {
            for (String subject : line.kin()) {
                for (UUID evidence : line.direct()) {
                    if (behind.computeIfAbsent(subject, _ -> new HashSet<>()).add(evidence)) {
                        learn(subject, evidence, first);
                    }
                }
            }
        }
        return behind;
    }

    /** What came before concerned this evidence, too, although nobody could know: the lines about it, and what they ended. */
    private void learn(String subject, UUID evidence, long before) {
        sql.sql("insert into entry_kin (subject, evidence) values (?, ?) on conflict do nothing")
                .param(subject)
                .param(evidence)
                .update();
        List<UUID> attempts = sql
                .sql(ADD_EVIDENCE
                        + "where leaf_index in (select leaf_index from ledger_chain where subject = ? "
                        + "and leaf_index < ?) and not evidence @> array[?]::uuid[] returning attempt")
                .param(new UUID[] {evidence})
                .param(subject)
                .param(before)
                .param(evidence)
                .query((row, _) -> Optional.ofNullable(row.getObject("attempt", UUID.class)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        sql.sql(ADD_EVIDENCE + "where entry = any(?) and erased_at is null")
                .param(new UUID[] {evidence})
                .param(attempts.toArray(UUID[]::new))
                .update();
    }

    private void endAttempt(Line outcome) {
        sql.sql(ADD_EVIDENCE + ", ended = true where entry = ? and erased_at is null")
                .param(outcome.evidence().toArray(UUID[]::new))
                .param(outcome.attempt().orElseThrow())
                .update();
    }

    private void insert(List<Line> lines) {
        Map<UUID, PersonId> persons = owners.of(lines.stream()
                .flatMap(line -> line.entry().stream())
                .map(Entry::actor)
                .filter(actor -> actor.kind() == Actor.Kind.TOKEN)
                .map(Actor::id)
                .distinct()
                .toList());
        batches.batchUpdate(INSERT, lines, BATCH, (statement, line) -> fill(statement, line, persons));
    }

    private static void fill(PreparedStatement statement, Line line, Map<UUID, PersonId> persons) throws SQLException {
        Optional<Entry> entry = line.entry();
        statement.setLong(1, line.index());
        statement.setObject(2, line.id());
        statement.setObject(3, line.at().atOffset(ZoneOffset.UTC));
        statement.setObject(4, line.attempt().orElse(null), Types.OTHER);
        statement.setBoolean(5, line.ended());
        statement.setString(6, entry.map(Entry::action).orElse(null));
        statement.setObject(
                7, entry.map(Entry::actor).map(actor -> who(actor, persons)).orElse(null), Types.OTHER);
        statement.setString(8, entry.map(one -> Line.lower(one.door())).orElse(null));
        statement.setString(9, entry.map(one -> Line.lower(one.result())).orElse(null));
        statement.setString(
                10,
                entry.flatMap(Entry::purpose)
                        .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                        .orElse(null));
        statement.setString(11, entry.flatMap(one -> one.detail("address")).orElse(null));
        statement.setArray(
                12,
                statement.getConnection().createArrayOf("uuid", line.evidence().toArray()));
        statement.setBoolean(13, line.personal());
        statement.setObject(14, instant(line.erasedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static UUID who(Actor actor, Map<UUID, PersonId> persons) {
        PersonId owner = actor.kind() == Actor.Kind.TOKEN ? persons.get(actor.id()) : null;
        return owner == null ? actor.id() : owner.value();
    }

    private static @Nullable Object instant(Optional<Instant> at) {
        return at.map(one -> one.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
