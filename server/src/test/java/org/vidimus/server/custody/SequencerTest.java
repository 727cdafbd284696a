package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Histories.State;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.Merkle;

class SequencerTest {
    private final DataSource database = TestLedger.newDatabase();
    private final Path data = TestLedger.newFolder();
    private final TestLedger house = new TestLedger(database, data);
    private final Subject evidence = Subject.evidence(UUID.randomUUID());

    @Test
    void publishesAnEmptyLedgerFirst() {
        house.settle();

        Checkpoint checkpoint = house.histories.proofs().checkpoint();
        assertThat(checkpoint.size()).isZero();
        assertThat(checkpoint.origin()).startsWith("vidimus/");
        house.assertConsistent();
    }

    @Test
    void givesEachEntryItsPlaceAndItsProof() {
        house.settle();
        house.record(evidence);

        List<Recorded> history = house.histories.of(evidence);
        assertThat(history).hasSize(2).allMatch(entry -> entry.state() == State.RECORDED);
        house.assertConsistent();
        house.settle();
        history = house.histories.of(evidence);
        assertThat(history).hasSize(2).allMatch(entry -> entry.state() == State.PUBLISHED);
        Proofs proofs = house.histories.proofs();
        assertThat(proofs.note().check(house.ledger.verifier())).isEmpty();
        for (Recorded entry : history) {
            long index = entry.index().orElseThrow();
            Leaf leaf = Leaf.parse(entry.leaf().orElseThrow());
            assertThat(leaf.commitment())
                    .isEqualTo(Leaf.commitment(
                            entry.salt().orElseThrow(), entry.payload().orElseThrow()));
            assertThat(Merkle.checkInclusion(
                            index,
                            proofs.checkpoint().size(),
                            leaf.hash(),
                            proofs.of(index),
                            proofs.checkpoint().root()))
                    .isEmpty();
        }
        house.assertConsistent();
    }

    @Test
    void linksTheHistoryOfEachSubjectThroughBatches() {
        Subject camera = Subject.camera(UUID.randomUUID());
        for (int i = 0; i < 5; i++) {
            house.record(evidence);
            house.record(camera, evidence);
            house.settle();
            house.assertConsistent();
        }

        List<Recorded> history = house.histories.of(evidence);

        assertThat(history).hasSize(20);
        assertThat(history.stream().map(entry -> entry.numberIn(evidence).orElseThrow()))
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(house.histories.of(camera)).hasSize(10);
    }

    @Test
    void fillsTilesOverManyBatches() {
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 15 + i; j++) {
                house.record(evidence);
            }
            house.settle();
        }

        house.assertConsistent();
        assertThat(house.store.publishedSize()).isEqualTo(980);
    }

    @Test
    void pagesThroughAHistory() {
        house.record(evidence);
        house.record(evidence);
        house.settle();
        house.record(evidence);

        assertThat(house.histories.page(evidence, 0, 3)).hasSize(3).allMatch(entry -> entry.state() == State.PUBLISHED);
        List<Recorded> rest = house.histories.page(evidence, 3, 3);
        assertThat(rest.stream().map(Recorded::state)).containsExactly(State.PUBLISHED, State.RECORDED, State.RECORDED);
    }

    @Test
    void letsASecondSequencerTakeOverAtAnyTime() {
        TestLedger other = new TestLedger(database, data);
        for (int i = 0; i < 6; i++) {
            house.record(evidence);
            (i % 2 == 0 ? house : other).settle();
            house.assertConsistent();
        }

        assertThat(house.store.publishedSize()).isEqualTo(12);
    }

    @Test
    void erasesAPayloadAndStillProvesEverything() {
        house.record(evidence);
        house.settle();

        house.sql.sql("update custody_entry set payload = null, salt = null").update();

        house.assertConsistent();
        assertThat(house.histories.of(evidence)).hasSize(2).allMatch(entry -> entry.payload()
                .isEmpty());
    }

    @Test
    void keepsTheKeyForItsOwnerAlone() throws IOException {
        Path key = house.keys.resolve("ledger.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> new TestLedger(database, data))
                .isInstanceOf(LedgerUnusable.class)
                .hasMessageContaining("may be read by others");
    }

    @Test
    void doesNotStartWithoutItsKey() throws IOException {
        Files.delete(house.keys.resolve("ledger.key"));

        assertThatThrownBy(() -> new TestLedger(database, data))
                .isInstanceOf(LedgerUnusable.class)
                .hasMessageContaining("Put ledger.key back");
        assertThat(house.keys.resolve("ledger.key")).doesNotExist();
    }

    @Test
    void doesNotStartWithAnotherKey() {
        Path elsewhere = TestLedger.newFolder();
        new TestLedger(TestLedger.newDatabase(), elsewhere);

        assertThatThrownBy(() -> new TestLedger(database, elsewhere))
                .isInstanceOf(LedgerUnusable.class)
                .hasMessageContaining("is signed by");
    }

    @Test
    void doesNotBeginAnewWithAKeyThatHasSignedBefore() {
        house.settle();

        assertThatThrownBy(() -> new TestLedger(TestLedger.newDatabase(), data))
                .isInstanceOf(LedgerUnusable.class)
                .hasMessageContaining("has signed a ledger that this database does not hold");
    }

    @Test
    void noticesADatabaseThatWasPutBack() {
        house.record(evidence);
        house.settle();
        house.sql.sql("delete from ledger_checkpoint").update();
        house.sql.sql("update ledger_head set size = 0").update();

        assertThatThrownBy(() -> new TestLedger(database, data))
                .isInstanceOf(LedgerUnusable.class)
                .hasMessageContaining("put back to an older state");
    }

    @Test
    void signsNothingThatContradictsWhatWasSigned() {
        house.record(evidence);
        house.settle();
        TestLedger other = new TestLedger(database, data);
        house.record(evidence);
        house.sql
                .sql("update ledger_tile set hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)")
                .update();

        assertThatThrownBy(other::settle).isInstanceOf(LedgerUnusable.class);
        assertThat(house.store.publishedSize()).isEqualTo(2);
    }
}
