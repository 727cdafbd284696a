package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.vidimus.server.custody.FaultyDatabase.Break;
import org.vidimus.trust.Entry;

/** Breaks every durable step of recording, sequencing and publishing, both ways, and looks at all that is left each time. */
class CrashTest {
    private final FaultyDatabase database = new FaultyDatabase(TestLedger.newDatabase());
    private final Path data = TestLedger.newFolder();

    @ParameterizedTest
    @EnumSource(Break.class)
    void losesNothingWhicheverStepOfAChangeBreaks(Break side) {
        TestLedger house = new TestLedger(database, data);
        house.sql.sql("create table done (id uuid)").update();
        int broken = 0;
        for (int step = 0; ; step++) {
            UUID id = UUID.randomUUID();
            database.failAt(step, side);
            boolean acknowledged = change(house, id);
            boolean reached = database.hasFailed();
            database.heal();

            requireTruth(house, id, acknowledged);
            house.assertConsistent();
            // Killed here, and started again.
            house = new TestLedger(database, data);
            house.settle();
            house.assertConsistent();
            if (!reached) {
                break;
            }
            broken++;
        }
        assertThat(broken).isGreaterThanOrEqualTo(2);
    }

    private static boolean change(TestLedger house, UUID id) {
        try {
            house.gate.change(
                    Passage.of(Caller.job("test"), Action.EVIDENCE_CLASSIFY, Subject.evidence(id)),
                    _ -> house.sql.sql("insert into done values (?)").param(id).update());
            return true;
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }

    /** The ledger says of each change what is so: done if and only if it is in the table; else attempted or failed or nothing. */
    private static void requireTruth(TestLedger house, UUID id, boolean acknowledged) {
        boolean stored = house.sql
                .sql("select exists (select from done where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
        List<Entry> entries = house.histories.of(Subject.evidence(id)).stream()
                .map(entry -> Entry.parse(entry.payload().orElseThrow()))
                .toList();
        List<Entry.Result> outcomes = entries.stream()
                .map(Entry::result)
                .filter(result -> result != Entry.Result.ALLOWED)
                .toList();
        assertThat(outcomes).hasSizeLessThanOrEqualTo(1);
        assertThat(outcomes.contains(Entry.Result.DONE)).isEqualTo(stored);
        if (acknowledged) {
            assertThat(stored).isTrue();
        }
        if (!entries.isEmpty()) {
            assertThat(entries.getFirst().result()).isEqualTo(Entry.Result.ALLOWED);
        }
    }

    /** An attempt's commit does not wait for the disk: a database that crashes alone may lose it under a living server. */
    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"EVIDENCE_CLASSIFY", "EVIDENCE_VIEW"})
    void leavesNoOutcomeWithoutItsAttemptWhenTheDatabaseLostIt(Action action) {
        TestLedger house = new TestLedger(database, data);
        Passage done = Passage.of(Caller.job("test"), action, Subject.evidence(UUID.randomUUID()));
        Passage failed = Passage.of(Caller.job("test"), action, Subject.evidence(UUID.randomUUID()));

        pass(house, done, outcome -> lose(house, outcome));
        assertThatThrownBy(() -> pass(house, failed, outcome -> {
                    lose(house, outcome);
                    throw new IllegalStateException("the database was away");
                }))
                .hasMessage("the database was away");
        house.settle();

        house.assertConsistent();
        assertThat(results(house, done)).containsExactly(Entry.Result.ALLOWED, Entry.Result.DONE);
        assertThat(results(house, failed)).containsExactly(Entry.Result.ALLOWED, Entry.Result.FAILED);
    }

    private static void pass(TestLedger house, Passage passage, Gate.Work<Integer> work) {
        if (passage.action() == Action.EVIDENCE_VIEW) {
            house.gate.view(passage, work);
        } else {
            house.gate.change(passage, work);
        }
    }

    /** By a connection of its own, as a crash would: it is not rolled back with the work. */
    private static int lose(TestLedger house, Outcome outcome) {
        return CompletableFuture.supplyAsync(() -> house.sql
                        .sql("delete from custody_entry where id = ?")
                        .param(outcome.attempt().orElseThrow())
                        .update())
                .join();
    }

    private static List<Entry.Result> results(TestLedger house, Passage passage) {
        return house.histories.of(passage.subjects().getFirst()).stream()
                .map(entry -> Entry.parse(entry.payload().orElseThrow()).result())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void keepsTheTreeWhicheverStepOfTheSequencerBreaks(Break side) {
        TestLedger house = new TestLedger(database, data);
        Subject evidence = Subject.evidence(UUID.randomUUID());
        int recorded = 0;
        int broken = 0;
        for (int step = 0; ; step++) {
            for (int i = 0; i < 130; i++) {
                house.record(evidence);
                recorded += 2;
            }
            database.failAt(step, side);
            settle(house);
            boolean reached = database.hasFailed();
            database.heal();

            house.assertConsistent();
            // It goes on in the same process, by what it has in memory, and in a new one, by what is stored.
            TestLedger goingOn = step % 2 == 0 ? house : new TestLedger(database, data);
            goingOn.settle();
            goingOn.assertConsistent();
            assertThat(goingOn.store.publishedSize()).isEqualTo(recorded);
            house = goingOn;
            if (!reached) {
                break;
            }
            broken++;
        }
        assertThat(broken).isEqualTo(2);
    }

    private static void settle(TestLedger house) {
        try {
            house.settle();
        } catch (DataAccessException | TransactionException e) {
            assertThat(e).isNotNull();
        }
    }
}
