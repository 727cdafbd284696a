package org.vidimus.server.evidence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** What came in and still has something ahead of it: how much, and since when the oldest waits. */
@Service
class InHand {
    /** What an original waits for, in the order in which it goes through them. */
    enum Step {
        /** Is sealed; to be read back from the disk and compared. */
        READ_BACK("secured_at is null"),
        /** Nobody knows yet what is in it. */
        EXAMINATION("playback = 'UNEXAMINED'"),
        /** A copy that browsers play, or a picture, is to be made. */
        VIEWING_COPY("playback = 'PREPARING'");

        private final String condition;

        Step(String condition) {
            this.condition = condition;
        }

        private String query() {
            return "select '" + name() + "' as step, count(*) as files, min(received_at) as oldest from original where "
                    + condition;
        }
    }

    /** @param oldest when the one came in that waits longest; empty if none waits */
    record Waiting(Step step, long files, Optional<Instant> oldest) {}

    /** Each by the index of its own condition. */
    private static final String QUERY =
            Arrays.stream(Step.values()).map(Step::query).collect(Collectors.joining(" union all "));

    private final Gate gate;
    private final JdbcClient sql;

    InHand(Gate gate, JdbcClient sql) {
        this.gate = gate;
        this.sql = sql;
    }

    /** Each step once, in order. */
    List<Waiting> now(Caller caller) {
        return gate.view(Passage.of(caller, Action.VAULT_REPORT, Subject.VAULT), _ -> sql
                .sql(QUERY)
                .query((row, _) -> new Waiting(
                        Step.valueOf(row.getString("step")),
                        row.getLong("files"),
                        Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list()
                .stream()
                .sorted(Comparator.comparing(Waiting::step))
                .toList());
    }
}
