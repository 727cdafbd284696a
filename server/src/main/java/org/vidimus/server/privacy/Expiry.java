package org.vidimus.server.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Erasure;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/**
 * The end of personal data in the ledger: who looked at what is forgotten on the day that the profile says. May be killed
 * anywhere and run twice: each batch is one transaction, and what is erased is not found again.
 */
@Component
class Expiry {
    private static final int BATCH = 2_000;
    /** However short a profile's life: a complaint about a look comes weeks after it. */
    private static final Period LEAST = Period.ofDays(30);

    private static final Caller JOB = Caller.job("ledger-expiry");

    private final Gate gate;
    private final Erasure erasure;
    private final Register register;
    private final Rules rules;
    private final JdbcClient sql;
    private final Clock clock;

    Expiry(Gate gate, Erasure erasure, Register register, Rules rules, JdbcClient sql, Clock clock) {
        this.gate = gate;
        this.erasure = erasure;
        this.register = register;
        this.rules = rules;
        this.sql = sql;
        this.clock = clock;
    }

    private record Due(long index, Instant at) {}

    /** @return how many entries were erased */
    long run() {
        long erased = 0;
        for (List<Due> due = due(); !due.isEmpty(); due = due()) {
            int now = erase(due);
            erased += now;
            if (now == 0) {
                // What the register has as due the ledger does not give away: tampered with, or of another kind.
                break;
            }
        }
        if (erased > 0) {
            erasure.sweep();
            register.sweep();
        }
        return erased;
    }

    private List<Due> due() {
        Instant now = clock.instant();
        Instant least = now.atOffset(ZoneOffset.UTC).minus(LEAST).toInstant();
        return sql
                .sql("select leaf_index, at from entry_line where personal and at < ? order by at limit ?")
                .param(least.atOffset(ZoneOffset.UTC))
                .param(BATCH)
                .query((row, _) -> new Due(
                        row.getLong("leaf_index"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .filter(one -> rules.endOfViewLog(one.at())
                        .filter(end -> !end.isAfter(now))
                        .isPresent())
                .toList();
    }

    private int erase(List<Due> due) {
        Instant until = due.getLast().at().plus(1, ChronoUnit.MICROS);
        Passage passage = Passage.of(JOB, Action.LEDGER_EXPIRE).with("made-before", until.toString());
        return gate.change(passage, outcome -> {
            List<Long> erased = erasure.erase(due.stream().map(Due::index).toList(), until, clock.instant());
            register.rewrite(erased);
            outcome.note("entries", Integer.toString(erased.size()));
            if (!erased.isEmpty()) {
                outcome.note("first", erased.getFirst().toString())
                        .note("last", erased.getLast().toString());
            }
            // Commit point, the gate's: payloads, salts and lines are gone, and the ledger says how many. A crash
            // before leaves
            // them, and the next night's run finds them again.
            return erased.size();
        });
    }
}
