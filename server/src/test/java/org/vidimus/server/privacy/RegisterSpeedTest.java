package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Passage;

/** The register with a million entries: how fast it follows, and that each question has an index. */
@Tag("long")
// A house of its own: its entries are made by hand, and what follows the ledger is stopped.
@TestPropertySource(properties = "vidimus.test=register-speed")
class RegisterSpeedTest extends ReadingHouse {
    private static final int ENTRIES = Integer.getInteger("vidimus.test.entries", 1_000_000);
    private static final long MOST_MILLIS = 400;

    @Autowired
    LedgerLines lines;

    @Autowired
    RegisterRunner runner;

    @Autowired
    @Qualifier("sequencer")
    SmartLifecycle sequencer;

    @Autowired
    WearerOpenings openings;

    private static boolean filled;

    @BeforeEach
    void fill() {
        if (filled) {
            return;
        }
        filled = true;
        awaitRegister();
        runner.stop();
        sequencer.stop();
        long start = System.nanoTime();
        sql.sql("""
                insert into evidence (id, kind, title, wearer, received_at, sorted_at, ends_at, state, level)
                select md5('evidence' || i)::uuid, 'FILE', 'Piece ' || i, md5('wearer' || i % 2000)::uuid, now(), now(), now(),
                    'SEALED', case when i % 500 = 0 then 'CONFIDENTIAL' else 'OPEN' end
                from generate_series(0, 99999) i""").update();
        sql.sql("""
                with made as (
                    select i, md5('entry' || i)::uuid as id, md5('evidence' || (i / 2 * 7919) % 100000)::uuid as evidence,
                        timestamptz '2026-01-01' + i * interval '20 seconds' as at,
                        (array['evidence.view', 'evidence.show', 'upload.seal', 'evidence.download', 'evidence.history'])[(1 + i / 2 % 5)::int] as action,
                        md5('person' || (i / 2) % 1500)::uuid as actor from generate_series(0::bigint, :entries - 1) i),
                 written as (
                    select i, id, evidence, at, convert_to(
                        E'vidimus.entry/v1\\nid ' || id || E'\\nat '
                        || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                        || case when i % 2 = 0 then E'\\nphase attempt' else E'\\nphase outcome\\nattempt ' || md5('entry' || (i - 1)) :: uuid end
                        || E'\\naction ' || action || E'\\nactor person ' || actor || E' Somebody\\ndoor screen\\nsubject evidence '
                        || evidence || case when i / 2 % 3 = 0 then E'\\npurpose COMPLAINT ' || i / 1000 else '' end || E'\\nresult '
                        || case when i % 2 = 0 then 'allowed' when i % 1001 = 0 then 'failed' else 'done' end
                        || E'\\ndetail address 10.0.' || (i / 2) % 200 || E'.7\\n', 'UTF8') as payload,
                        sha256(('salt' || i)::bytea) as salt from made)
                insert into custody_entry (id, at, subjects, payload, salt, commitment, leaf_index, leaf)
                select id, at, array['evidence ' || evidence], payload, salt, sha256(salt || payload),
                    (select size from ledger_head) + i,
                    convert_to(E'vidimus.leaf/v1\\nentry ' || id || E'\\ncommitment ' || encode(sha256(salt || payload), 'hex')
                        || E'\\nchain evidence ' || evidence || E' 1 -\\n', 'UTF8')
                from written""").param("entries", ENTRIES).update();
        sql.sql(
                        "insert into ledger_chain (subject, n, leaf_index, leaf_hash) select subjects[1], "
                                + "row_number() over (partition by subjects[1] order by leaf_index), leaf_index, commitment "
                                + "from custody_entry where payload is not null and subjects[1] like 'evidence %' on conflict do nothing")
                .update();
        say("made", start);
        start = System.nanoTime();
        while (register.follow() > 0) {}
        say("followed", start);
        sql.sql("vacuum analyze entry_line").update();
        sql.sql("vacuum analyze evidence").update();
        sql.sql("vacuum analyze ledger_chain").update();
        sql.sql("vacuum analyze custody_entry").update();
    }

    @Test
    void answersEachQuestionByAnIndex() {
        Instant early = Instant.parse("2026-01-03T00:00:00Z");
        var questions = new ArrayList<LedgerAsked>();
        questions.add(asked("all", ""));
        questions.add(asked("person", id("person" + 17)));
        questions.add(asked("evidence", id("evidence" + 7919)));
        questions.add(asked("subject", "evidence " + id("evidence" + 7919)));
        questions.add(asked("action", "evidence.download"));
        questions.add(asked("action", "role.change"));
        questions.add(asked("result", "failed"));
        questions.add(asked("door", "dock"));
        questions.add(asked("address", "10.0.17.7"));
        questions.add(asked("purpose", "complaint 312"));
        questions.add(asked("purpose", "complaint"));
        questions.add(asked("to", early.toString()));
        List<String> slow = new ArrayList<>();
        for (Caller.Role role : List.of(Caller.Role.AUDITOR)) {
            Caller caller = people.caller(role);
            for (LedgerAsked one : questions) {
                for (String level : List.of("CONFIDENTIAL", "RESTRICTED")) {
                    slow.addAll(measure(caller, one, level));
                }
            }
        }
        assertThat(slow).isEmpty();
    }

    private List<String> measure(Caller caller, LedgerAsked asked, String level) {
        LedgerFilter filter = asked.filter();
        var scope = new org.vidimus.server.access.Scope(
                List.of(new org.vidimus.server.access.Scope.Sight.All(org.vidimus.server.access.Level.valueOf(level))));
        lines.page(scope, filter, Optional.empty(), Optional.empty(), 51);
        long page = millis(() -> lines.page(scope, filter, Optional.empty(), Optional.empty(), 51));
        long count = millis(() -> lines.count(scope, filter, Optional.empty()));
        LineCondition condition = LineCondition.of(scope, filter);
        String plan = sql
                .sql("explain select l.at, l.leaf_index, l.who from entry_line l where " + condition.text()
                        + " order by l.at desc, l.leaf_index desc limit 51")
                .params(condition.values())
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining("\n"));
        System.out.printf("%-60s up to %-12s page %4d ms, count %4d ms%n", filter.inLedger(), level, page, count);
        boolean scans = plan.contains("Seq Scan on entry_line");
        if (scans || page > MOST_MILLIS || count > MOST_MILLIS) {
            System.out.println(plan);
            return List.of(filter.inLedger() + " " + level + ": " + page + " ms, " + count + " ms, scans " + scans);
        }
        return List.of();
    }

    @Test
    void tellsAWearerOfThousandsOfOpeningsAtOnce() {
        UUID wearer = UUID.fromString(id("wearer" + 17));
        var caller = new Caller(
                Caller.Kind.PERSON,
                wearer,
                "w",
                List.of(new Caller.Duty("WEARER", Optional.empty())),
                Optional.empty(),
                Caller.Door.SCREEN,
                Optional.of(wearer),
                Optional.of(UUID.randomUUID()));
        openings.of(caller, Optional.empty(), Optional.empty(), 50);

        long took = millis(() -> openings.of(caller, Optional.empty(), Optional.empty(), 50));

        System.out.println("openings of a wearer: " + took + " ms");
        assertThat(took).isLessThan(MOST_MILLIS);
    }

    /** The gate writes no word of the register; what it costs is the machine's time beside. */
    @Test
    void leavesTheGateAlone() throws Exception {
        sequencer.start();
        try {
            crowd(200);
            for (int round = 0; round < 3; round++) {
                double without = crowd(400);
                runner.start();
                double with = crowd(400);
                runner.stop();
                System.out.printf("gate: %.0f changes/s without the register, %.0f with it%n", without, with);
            }
        } finally {
            sequencer.stop();
        }
    }

    /** @return changes a second of eight at once */
    private double crowd(int each) throws Exception {
        Caller caller = people.caller(Caller.Role.EVIDENCE_MANAGER);
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        gate.change(Passage.of(caller, Action.TOKEN_CREATE), outcome -> outcome);
                    }
                });
            }
        }
        return 8.0 * each / ((System.nanoTime() - start) / 1e9);
    }

    private String id(String text) {
        return sql.sql("select md5(?)::uuid::text")
                .param(text)
                .query(String.class)
                .single();
    }

    private static LedgerAsked asked(String what, String value) {
        return new LedgerAsked(
                what.equals("person") ? List.of(value) : null,
                what.equals("evidence") ? List.of(value) : null,
                what.equals("subject") ? value : null,
                what.equals("action") ? List.of(value) : null,
                what.equals("result") ? List.of(value) : null,
                what.equals("door") ? List.of(value) : null,
                what.equals("address") ? value : null,
                what.equals("purpose") ? value : null,
                null,
                what.equals("to") ? value : null,
                null);
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void say(String what, long start) {
        System.out.printf("%d entries %s in %.1f s%n", ENTRIES, what, (System.nanoTime() - start) / 1e9);
    }
}
