package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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
