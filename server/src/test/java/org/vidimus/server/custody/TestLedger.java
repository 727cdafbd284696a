package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.Settings;
import org.vidimus.server.TestDatabase;

/** Gate, sequencer and check over one database and key folder, without the rest of the house. Starting again makes a new one. */
final class TestLedger {
    final Path keys;
    final JdbcClient sql;
    final LedgerStore store;
    final Ledger ledger;
    final Gate gate;
    final Sequencer sequencer;
    final Histories histories;
    final LedgerCheck check;

    TestLedger(DataSource database, Path data) {
        var settings = new Settings(
                data,
                new Settings.Database(null, null, null),
                new Settings.Custody(Duration.ofMinutes(15), Duration.ofMillis(250)),
                new Settings.Access("EU-LED-DEFAULT", java.util.List.of()),
                new Settings.Jobs(1),
                false);
        var clock = Clock.systemUTC();
        var random = new SecureRandom();
        var transactions = new JdbcTransactionManager(database);
        keys = settings.keys();
        sql = JdbcClient.create(database);
        store = new LedgerStore(sql, clock);
        ledger = open(random);
        var bell = new SequencerBell();
        gate = new LedgerGate(
                (_, _, _) -> new Policy.Decision.Allowed("a test"),
                (_, _) -> Conditions.Answer.Met.AT_ONCE,
                new Entries(sql, random),
                new Recents(sql, clock, settings),
                new VisitorRefusals(clock),
                transactions,
                bell,
                _ -> {},
                clock);
        sequencer = new Sequencer(ledger, store, new LastSigned(keys), new TransactionTemplate(transactions));
        histories = new Histories(sql, store, ledger, new Publications(), bell, clock);
        check = new LedgerCheck(sql, store, ledger, transactions);
    }

    /** Pooled, because a connection takes longer to make than most of these tests. */
    static DataSource newDatabase() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(TestDatabase.freshUrl());
        pool.setMaximumPoolSize(10);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory("vidimus-ledger");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ledger open(SecureRandom random) {
        try {
            return Ledger.open(store, keys, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sequences and publishes until nothing waits. */
    void settle() {
        Optional<?> step;
        do {
            step = sequencer.step();
        } while (step.isPresent());
    }

    void assertConsistent() {
        assertThat(check.run()).isEmpty();
    }

    /** Changes nothing, and is recorded. */
    void record(Subject... subjects) {
        gate.change(Passage.of(Caller.job("test"), Action.EVIDENCE_CLASSIFY, subjects), _ -> "");
    }
}
