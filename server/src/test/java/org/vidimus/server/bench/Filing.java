package org.vidimus.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** A small transaction as the house has many: a piece of evidence is locked, looked at and filed anew. */
final class Filing {
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Gate gate;
    private final Caller caller = Caller.job("bench");
    private final List<UUID> evidence;

    Filing(House house) {
        this.sql = house.sql();
        this.transaction = house.part(TransactionTemplate.class);
        this.gate = house.part(Gate.class);
        this.evidence = sql.sql("select id from evidence").query(UUID.class).list();
    }

    private UUID any() {
        return evidence.get(ThreadLocalRandom.current().nextInt(evidence.size()));
    }

    /** The transaction alone, in the very way the gate opens it. */
    void bare() {
        UUID id = any();
        transaction.executeWithoutResult(_ -> file(id));
    }

    void gated() {
        UUID id = any();
        gate.change(passage(id), _ -> file(id));
    }

    private Passage passage(UUID id) {
        return Passage.of(caller, Action.EVIDENCE_CLASSIFY, Subject.evidence(id));
    }

    private int file(UUID id) {
        String title = sql.sql("select title from evidence where id = ? for update")
                .param(id)
                .query(String.class)
                .single();
        List<String> categories = sql.sql("select id from category order by sequence")
                .query(String.class)
                .list();
        String category = categories.get(ThreadLocalRandom.current().nextInt(categories.size()));
        return sql.sql("update evidence set title = ?, category = ?, place = ? where id = ?")
                .params(
                        title,
                        category,
                        "Bahnhofplatz " + ThreadLocalRandom.current().nextInt(100),
                        id)
                .update();
    }

    /** So many callers at once, each so often. Returns the milliseconds that one took, as its caller saw it. */
    double block(int callers, int each, Runnable one) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService crowd = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                running.add(crowd.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        one.run();
                    }
                }));
            }
        }
        for (Future<?> done : running) {
            done.get();
        }
        return Times.millis(start) / each;
    }

    /** Files once, and returns the seconds until a signed checkpoint covers it. */
    double untilPublished() throws InterruptedException {
        UUID id = any();
        UUID attempt = gate.change(passage(id), outcome -> {
            file(id);
            return outcome.attempt().orElseThrow();
        });
        long start = System.nanoTime();
        while (!sql.sql("select coalesce(leaf_index + 1 < (select max(size) from ledger_checkpoint), false) "
                        + "from custody_entry where id = ?")
                .param(attempt)
                .query(Boolean.class)
                .single()) {
            Thread.sleep(1);
        }
        return Times.seconds(start);
    }

    /** Waits until everything recorded is published. */
    void settle() throws InterruptedException {
        while (waiting() > 0
                || sql.sql("select h.size > (select max(size) from ledger_checkpoint) from ledger_head h")
                        .query(Boolean.class)
                        .single()) {
            Thread.sleep(5);
        }
    }

    long waiting() {
        return sql.sql("select count(*) from custody_entry where leaf_index is null")
                .query(Long.class)
                .single();
    }
}
