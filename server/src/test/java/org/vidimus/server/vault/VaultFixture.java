package org.vidimus.server.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.vidimus.server.TestDatabase;

/** A vault of its own, over a real database and a folder, that can be stopped and started again. */
final class VaultFixture implements AutoCloseable {
    final DataSource database;
    final JdbcClient sql;
    final TransactionTemplate transaction;
    final Path folder;
    final ExecutorService hands = Executors.newCachedThreadPool();
    DiskBackend disk;
    Backend backend;
    SealedVault.Parts parts;
    SealedVault vault;

    VaultFixture(Path folder) {
        this(folder, DataSize.ofBytes(0));
    }

    VaultFixture(Path folder, DataSize reserve) {
        this.folder = folder;
        this.database = TestDatabase.fresh();
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        start(reserve, backend -> backend);
    }

    interface Wrap {
        Backend around(Backend backend);
    }

    /** Opens the vault on what is there, forgetting all that was in memory. */
    void start(DataSize reserve, Wrap wrap) {
        try {
            MasterKey master = MasterKeyFile.open(folder.resolve("keys/master.key"), DataKeys.mastersUsed(sql));
            disk = DiskBackend.open(folder.resolve("vault"));
            backend = wrap.around(disk);
            Objects objects = new Objects(sql);
            DataKeys keys = new DataKeys(sql, master, new SecureRandom());
            Claims claims = new Claims();
            parts = new SealedVault.Parts(
                    objects,
                    keys,
                    backend,
                    new Reader(objects, keys, backend),
                    new Findings(sql, new JdbcTransactionManager(database), Clock.systemUTC()),
                    new Removals(objects, backend, claims),
                    claims,
                    new GivingWay());
            vault = new SealedVault(
                    parts, hands, new VaultSettings(reserve, 256, Duration.ofDays(7), DataSize.ofMegabytes(100)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void restart() {
        close();
        start(DataSize.ofBytes(0), backend -> backend);
    }

    ObjectId object() {
        return transaction.execute(status -> vault.create(KeyId.random()));
    }

    ObjectId stored(byte[] bytes) {
        ObjectId object = object();
        append(object, 0, bytes);
        transaction.executeWithoutResult(status -> vault.seal(object, org.vidimus.trust.Sha256.of(bytes)));
        return object;
    }

    Vault.Appended append(ObjectId object, long offset, byte[] bytes) {
        try {
            return vault.append(object, offset, new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(ObjectId object) throws IOException {
        try (InputStream bytes = vault.open(object, 0, Long.MAX_VALUE)) {
            return bytes.readAllBytes();
        }
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        try {
            disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
