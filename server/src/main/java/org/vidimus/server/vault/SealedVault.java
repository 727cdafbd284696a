package org.vidimus.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vidimus.trust.Sha256;

/** The vault: parts sealed under data keys, kept by a backend, known to the database. */
final class SealedVault implements Vault {
    private static final Logger LOG = LoggerFactory.getLogger(SealedVault.class);
    /** How many writers' digests are remembered; each takes some hundred bytes. */
    private static final int REMEMBERED = 16_384;
    /** PostgreSQL: disk full. */
    private static final String DISK_FULL = "53100";

    private final Objects objects;
    private final DataKeys keys;
    private final Backend backend;
    private final Reader reader;
    private final Findings findings;
    private final Removals removals;
    private final Claims claims;
    private final GivingWay pace;
    private final Executor executor;
    private final VaultSettings settings;
    private final Recent<ObjectId, Running> running = new Recent<>(REMEMBERED);
    /** Bounds the memory that writers take together. Those above wait with their bytes unread. */
    private final Semaphore writers;

    SealedVault(Parts parts, Executor executor, VaultSettings settings) {
        this.objects = parts.objects();
        this.keys = parts.keys();
        this.backend = parts.backend();
        this.reader = parts.reader();
        this.findings = parts.findings();
        this.removals = parts.removals();
        this.claims = parts.claims();
        this.pace = parts.pace();
        this.executor = executor;
        this.settings = settings;
        this.writers = new Semaphore(settings.writers(), true);
    }

    /** What the vault, its read-back and its scrubber share. */
    record Parts(
            Objects objects,
            DataKeys keys,
            Backend backend,
            Reader reader,
            Findings findings,
            Removals removals,
            Claims claims,
            GivingWay pace) {}

    @Override
    public ObjectId create(KeyId key) {
        ObjectId object = ObjectId.random();
        UUID writer = UUID.randomUUID();
        keys.ensure(key);
        objects.add(object, key, writer);
        afterCommit(() -> running.put(object, new Running(key, writer, Extent.EMPTY, Sha256.newDigest())));
        return object;
    }

    @Override
    public Appended append(ObjectId object, long offsetBytes, InputStream bytes, long atMostBytes, Condition condition)
            throws IOException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an append commits by itself, and so must not run inside a transaction");
        }
        try (Claims.Claim claim = claims.take(object)) {
            Running before = recall(object, offsetBytes);
            refuseWithoutRoom();
            writers.acquireUninterruptibly();
            pace.writing();
            try {
                return append(object, before, bytes, atMostBytes, condition);
            } finally {
                pace.written();
                writers.release();
            }
        }
    }

    private Appended append(ObjectId object, Running before, InputStream bytes, long atMostBytes, Condition condition)
            throws IOException {
        MessageDigest computation = before.copy();
        // Forgotten until this ends well: after a failure, what the database says is the truth.
        running.forget(object);
        try (Backend.Pen pen = backend.write(object, before.extent())) {
            Append run = new Append(
                    object,
                    keys.seal(before.key(), object),
                    before.extent(),
                    pen,
                    (from, parts) -> objects.extend(object, before.writer(), from, parts),
                    executor,
                    computation);
            Append.Ended ended = run.run(bytes, atMostBytes, condition);
            // Where a failure left it open, a claim of another number settles it: from then on no late commit can
            // count.
            Extent durable = ended.durable()
                    .orElseGet(() -> objects.claim(object, UUID.randomUUID()).extent());
            if (ended.failed() != null) {
                cutQuietly(pen, durable, object);
                throw failure(object, ended.failed());
            }
            if (!ended.kept()) {
                pen.cut(durable);
            }
            running.put(
                    object, ended.kept() ? new Running(before.key(), before.writer(), durable, computation) : before);
            return new Appended(durable.lengthBytes(), ended.sourceBroke());
        }
    }

    /** What was never acknowledged goes at once where it can; where it cannot, the next opening cuts it off. */
    private static void cutQuietly(Backend.Pen pen, Extent durable, ObjectId object) {
        try {
            pen.cut(durable);
        } catch (IOException e) {
            LOG.warn("bytes beyond what is known stay until the next opening object={}", object, e);
        }
    }

    private static IOException failure(ObjectId object, Throwable failed) {
        if (failed instanceof VaultFull full) {
            return full;
        }
        if (NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException sql
                && DISK_FULL.equals(sql.getSQLState())) {
            return new VaultFull("the database has no room for more of object " + object);
        }
        return new IOException("object " + object + " could not be extended", failed);
    }

    private Running recall(ObjectId object, long offsetBytes) throws IOException {
        Running remembered = running.get(object).orElse(null);
        if (remembered != null && remembered.extent().lengthBytes() == offsetBytes) {
            return remembered;
        }
        if (remembered != null) {
            // A claim would take the object from the writer that is remembered here, and a wrong offset is no reason
            // to.
            refuseUnlessAt(offsetBytes, object, objects.get(object));
        }
        UUID writer = UUID.randomUUID();
        Objects.Known known = objects.claim(object, writer);
        refuseUnlessAt(offsetBytes, object, known);
        Extent extent = known.extent();
        MessageDigest computation = Sha256.newDigest();
        reader.each(reader.index(object), Backend.From.ANYWHERE, Pace.FREE, computation::update);
        return new Running(known.key(), writer, extent, computation);
    }

    private static void refuseUnlessAt(long offsetBytes, ObjectId object, Objects.Known known) throws WrongOffset {
        long end = known.extent().lengthBytes();
        if (known.sealedAs().isPresent() || end != offsetBytes) {
            throw new WrongOffset(object, end, offsetBytes);
        }
    }

    private void refuseWithoutRoom() throws IOException {
        long room = backend.roomBytes();
        if (room < settings.reserve().toBytes()) {
            throw new VaultFull("the vault has " + room + " bytes of room left, and keeps "
                    + settings.reserve().toBytes() + " in reserve");
        }
    }

    @Override
    public void seal(ObjectId object, Sha256 sha256) {
        objects.seal(object, sha256);
        afterCommit(() -> running.forget(object));
    }

    @Override
    public long lengthBytes(ObjectId object) {
        return objects.get(object).extent().lengthBytes();
    }

    @Override
    public Sha256 digest(ObjectId object) throws IOException {
        Optional<Running> remembered = running.get(object);
        if (remembered.isPresent()) {
            return remembered.get().digest();
        }
        return noting(Findings.By.READ, () -> reader.hash(object, Backend.From.ANYWHERE, Pace.FREE));
    }

    @Override
    public Sha256 readBack(ObjectId object) throws IOException {
        return noting(Findings.By.READ_BACK, () -> reader.hash(object, Backend.From.STABLE_STORAGE, pace));
    }

    @Override
    public InputStream open(ObjectId object, long offsetBytes, long lengthBytes) throws IOException {
        if (offsetBytes < 0 || lengthBytes < 0) {
            throw new IllegalArgumentException(
                    "range of " + lengthBytes + " bytes from " + offsetBytes + ", want both >= 0");
        }
        Reader.Index index = reader.index(object);
        long length = index.object().extent().lengthBytes();
        long from = Math.min(offsetBytes, length);
        long end = from + Math.min(lengthBytes, length - from);
        if (from == end) {
            return InputStream.nullInputStream();
        }
        Backend.Copy copy = noting(Findings.By.READ, () -> reader.copy(object, Backend.From.ANYWHERE));
        return new PlainStream(
                reader, index, copy, finding -> findings.add(finding, Findings.By.READ, Optional.empty()), from, end);
    }

    @Override
    public void delete(ObjectId object) {
        objects.remove(object);
        // The rows say that the bytes must go. A crash after the commit leaves them to the next start's sweep.
        afterCommit(() -> {
            running.forget(object);
            reader.forget(object);
            removals.remove(object);
        });
    }

    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("this joins a transaction, and there is none");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private <T> T noting(Findings.By by, Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (SealBroken e) {
            findings.add(e.finding(), by, Optional.empty());
            throw e;
        }
    }
}
