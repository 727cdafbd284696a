package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.custody.LedgerFinding.Fault;

/** Each kind of damage is found, and called by its name. */
class LedgerCheckTest {
    private static final DataSource DATABASE = TestLedger.newDatabase();
    private static final TestLedger HOUSE = new TestLedger(DATABASE, TestLedger.newFolder());
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new JdbcTransactionManager(DATABASE));

    @BeforeAll
    static void makeTwentyEntries() {
        HOUSE.settle();
        Subject evidence = Subject.evidence(UUID.randomUUID());
        for (int i = 0; i < 10; i++) {
            HOUSE.record(evidence);
            HOUSE.settle();
        }
        HOUSE.assertConsistent();
    }

    private static Arguments damage(Fault fault, String statement) {
        return Arguments.of(fault, statement);
    }

    static Stream<Arguments> damages() {
        String flip = "set_byte(%1$s, 5, get_byte(%1$s, 5) # 1)";
        return Stream.of(
                damage(Fault.LEAF_MISSING, "delete from custody_entry where leaf_index = 7"),
                damage(Fault.LEAF_MISSING, "delete from custody_entry where leaf_index = 0"),
                damage(
                        Fault.LEAF_WRONG,
                        "update custody_entry set leaf = " + flip.formatted("leaf") + " where leaf_index = 7"),
                damage(
                        Fault.LEAF_WRONG,
                        "update custody_entry set leaf = (select leaf from custody_entry "
                                + "where leaf_index = 8) where leaf_index = 7"),
                damage(
                        Fault.PAYLOAD_DIFFERS,
                        "update custody_entry set payload = "
                                + "convert_to(replace(convert_from(payload, 'UTF8'), 'job', 'dog'), 'UTF8') where leaf_index = 7"),
                damage(
                        Fault.PAYLOAD_DIFFERS,
                        "update custody_entry set salt = " + flip.formatted("salt") + " where leaf_index = 7"),
                damage(Fault.HALF_ERASED, "update custody_entry set salt = null where leaf_index = 7"),
                damage(Fault.HALF_ERASED, "update custody_entry set payload = null where leaf_index = 7"),
                damage(
                        Fault.PAYLOAD_WRONG,
                        "update custody_entry set payload = 'no entry', "
                                + "commitment = sha256(salt || 'no entry') where leaf_index = 7"),
                damage(Fault.SUBJECTS_DIFFER, "update custody_entry set subjects = '{}' where leaf_index = 7"),
                damage(
                        Fault.CHAIN_BROKEN,
                        "update ledger_chain set leaf_hash = " + flip.formatted("leaf_hash") + " where n = 3"),
                damage(Fault.CHAIN_BROKEN, "delete from ledger_chain where n = 3"),
                damage(
                        Fault.CHAIN_ROWS_DIFFER,
                        "insert into ledger_chain values ('evidence x', 1, 3, "
                                + "(select leaf_hash from ledger_chain limit 1))"),
                damage(
                        Fault.ATTEMPT_MISSING,
                        "update custody_entry e set payload = v.payload, commitment = sha256(e.salt || v.payload) "
                                + "from (select id, convert_to(regexp_replace(convert_from(payload, 'UTF8'), 'attempt ........', "
                                + "'attempt 00000000'), 'UTF8') as payload from custody_entry) v where v.id = e.id and e.leaf_index = 19"),
                damage(Fault.TILE_DIFFERS, "update ledger_tile set hashes = " + flip.formatted("hashes")),
                damage(Fault.TILE_DIFFERS, "delete from ledger_tile"),
                damage(Fault.TILE_EXTRA, "insert into ledger_tile values (1, 0, sha256('x'))"),
                damage(Fault.HEAD_DIFFERS, "update ledger_head set size = size + 1"),
                damage(Fault.HEAD_DIFFERS, "update ledger_head set root = sha256('x')"),
                damage(
                        Fault.CHECKPOINT_WRONG,
                        "update ledger_checkpoint set note = replace(note, 'vidimus', 'vidimos')"),
                damage(Fault.CHECKPOINT_WRONG, "update ledger_checkpoint set note = 'no note'"),
                damage(Fault.CHECKPOINT_WRONG, "update ledger_checkpoint set root = sha256('x')"),
                damage(
                        Fault.CHECKPOINT_DIFFERS,
                        "update custody_entry set leaf = convert_to(replace("
                                + "convert_from(leaf, 'UTF8'), 'chain', 'train'), 'UTF8') where leaf_index = 7"),
                damage(Fault.CHECKPOINT_DIFFERS, "delete from custody_entry where leaf_index > 10"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void findsWhatWasDamaged(Fault fault, String statement) {
        assertThat(faultsAfter(statement)).contains(fault);
    }

    @Test
    void findsASecondOutcome() {
        assertThat(faultsAfter("insert into custody_entry (id, at, subjects, payload, salt, commitment) "
                        + "select gen_random_uuid(), at, subjects, payload, salt, commitment from custody_entry "
                        + "where leaf_index = 1"))
                .contains(Fault.OUTCOME_TWICE);
    }

    @Test
    void hasAFixtureForEveryFault() {
        Set<Fault> fixed = EnumSet.of(Fault.OUTCOME_TWICE);
        damages().forEach(damage -> fixed.add((Fault) damage.get()[0]));

        assertThat(fixed).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void goesThroughMoreThanOnePage() {
        TestLedger house = new TestLedger(TestLedger.newDatabase(), TestLedger.newFolder());
        Subject evidence = Subject.evidence(UUID.randomUUID());
        for (int i = 0; i < 1_050; i++) {
            house.record(evidence);
            if (i % 300 == 0) {
                house.settle();
            }
        }
        house.settle();

        assertThat(house.check.run()).isEmpty();
        assertThat(house.store.publishedSize()).isEqualTo(2_100);
    }

    private static List<Fault> faultsAfter(String statement) {
        List<Fault> faults = TRANSACTION.execute(transaction -> {
            transaction.setRollbackOnly();
            HOUSE.sql.sql(statement).update();
            return HOUSE.check.run().stream().map(LedgerFinding::fault).toList();
        });
        return Optional.ofNullable(faults).orElseThrow();
    }
}
