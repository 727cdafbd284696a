package org.vidimus.server.sharing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Level;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.ViewingCopies;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Bundle;
import org.vidimus.trust.BundleFile;
import org.vidimus.trust.Sha256;

/** The rows of bundles: who made which, and the bytes of their small files for as long as they are kept. */
@Repository
class Bundles {
    private final JdbcClient sql;
    private final Vault vault;

    Bundles(JdbcClient sql, Vault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /**
     * @param emptied whether its contents are gone
     * @param level how closely the closest of it was held when it was exported
     */
    record Row(BundleId id, UUID madeBy, long lengthBytes, boolean emptied, Level level) {}

    /** Writes the bytes of one file. */
    @FunctionalInterface
    interface Author {
        void write(PieceStream out) throws IOException;
    }

    /**
     * Stores a file of a bundle whose own row comes later in the same transaction.
     *
     * @return the file, reading its bytes back from here
     */
    BundleFile store(BundleId bundle, String path, Author author) throws IOException {
        PieceStream stream = new PieceStream((n, piece) -> put(bundle, path, n, piece));
        try (stream) {
            author.write(stream);
        }
        return list(bundle, path, stream.lengthBytes(), stream.sha256(), stream.crc32());
    }

    private BundleFile list(BundleId bundle, String path, long lengthBytes, Sha256 sha256, long crc32) {
        sql.sql("insert into bundle_file (bundle, path, length_bytes, sha256, crc32) values (?, ?, ?, ?, ?)")
                .params(bundle.value(), path, lengthBytes, sha256.bytes(), crc32)
                .update();
        return file(bundle, path, lengthBytes, sha256, crc32);
    }

    /**
     * Takes a viewing copy into the bundle: reads it once for its digests, and remembers where it is. Its bytes stay in the vault.
     */
    BundleFile refer(BundleId bundle, String path, ViewingCopies.Copy copy) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        CRC32 crc = new CRC32();
        long lengthBytes = 0;
        try (InputStream in = open(copy.object(), copy.stretches())) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                crc.update(buffer, 0, read);
                lengthBytes += read;
            }
        }
        for (int n = 0; n < copy.stretches().size(); n++) {
            ViewingCopies.Stretch stretch = copy.stretches().get(n);
            sql.sql(
                            "insert into bundle_stretch (bundle, path, n, object, offset_bytes, length_bytes) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            bundle.value(),
                            path,
                            n,
                            copy.object().value(),
                            stretch.offsetBytes(),
                            stretch.lengthBytes())
                    .update();
        }
        return list(bundle, path, lengthBytes, Sha256.ofDigest(digest.digest()), crc.getValue());
    }

    private void put(BundleId bundle, String path, int n, byte[] piece) {
        sql.sql("insert into bundle_piece (bundle, path, n, bytes) values (?, ?, ?, ?)")
                .params(bundle.value(), path, n, piece)
                .update();
    }

    /** Makes the row before its files. */
    void open(BundleId id, UUID madeBy, Level level, Instant madeAt, Instant keepUntil, List<EvidenceId> evidence) {
        sql.sql("insert into bundle (id, made_at, made_by, level, keep_until) values (?, ?, ?, ?, ?)")
                .params(id.value(), time(madeAt), madeBy, level.name(), time(keepUntil))
                .update();
        sql.sql("insert into bundle_evidence (bundle, evidence) select ?, unnest(?::uuid[])")
                .params(id.value(), evidence.stream().map(EvidenceId::value).toArray(UUID[]::new))
                .update();
    }

    /** Fixes what was put together: the rest of its files, and its length. */
    void close(BundleId id, Bundle bundle) throws IOException {
        Set<String> there = files(id).stream().map(BundleFile::path).collect(Collectors.toUnmodifiableSet());
        for (BundleFile file : bundle.files()) {
            if (!there.contains(file.path())) {
                store(id, file.path(), out -> copy(file, out));
            }
        }
        sql.sql("update bundle set length_bytes = ? where id = ?")
                .params(bundle.lengthBytes(), id.value())
                .update();
    }

    private static void copy(BundleFile file, PieceStream out) throws IOException {
        try (InputStream in = file.content().open()) {
            in.transferTo(out);
        }
    }

    Optional<Row> find(BundleId id) {
        return sql.sql("select id, made_by, length_bytes, emptied_at, level from bundle where id = ?")
                .param(id.value())
                .query((row, i) -> new Row(
                        new BundleId(row.getObject("id", UUID.class)),
                        row.getObject("made_by", UUID.class),
                        row.getLong("length_bytes"),
                        row.getObject("emptied_at") != null,
                        Level.valueOf(row.getString("level"))))
                .optional();
    }

    List<EvidenceId> evidence(BundleId id) {
        return sql.sql("select evidence from bundle_evidence where bundle = ? order by evidence")
                .param(id.value())
                .query((row, i) -> new EvidenceId(row.getObject("evidence", UUID.class)))
                .list();
    }

    List<BundleFile> files(BundleId id) {
        return sql.sql("select path, length_bytes, sha256, crc32 from bundle_file where bundle = ?")
                .param(id.value())
                .query((row, i) -> file(
                        id,
                        row.getString("path"),
                        row.getLong("length_bytes"),
                        Sha256.ofDigest(row.getBytes("sha256")),
                        row.getLong("crc32")))
                .list();
    }

    /** Whether the vault still has every viewing copy that the bundle refers to. */
    boolean hasAllCopies(BundleId id) {
        try {
            sql.sql("select distinct object from bundle_stretch where bundle = ?")
                    .param(id.value())
                    .query(UUID.class)
                    .list()
                    .forEach(object -> vault.lengthBytes(new ObjectId(object)));
            return true;
        } catch (NoSuchElementException e) {
            return false;
        }
    }

    /** Lets the contents go of every bundle whose time is over, and says of how many. */
    int empty(Instant now) {
        List<UUID> due = sql.sql(
                        "select id from bundle where emptied_at is null and keep_until < ? for update skip locked")
                .param(time(now))
                .query(UUID.class)
                .list();
        UUID[] ids = due.toArray(UUID[]::new);
        sql.sql("delete from bundle_piece where bundle = any (?)").param(ids).update();
        sql.sql("delete from bundle_stretch where bundle = any (?)").param(ids).update();
        sql.sql("delete from bundle_file where bundle = any (?)").param(ids).update();
        // Commit point with the two above: a crash before leaves the bundle whole, and it is due again.
        sql.sql("update bundle set emptied_at = ? where id = any (?)")
                .params(time(now), ids)
                .update();
        return due.size();
    }

    private BundleFile file(BundleId bundle, String path, long lengthBytes, Sha256 sha256, long crc32) {
        return new BundleFile(path, lengthBytes, sha256, crc32, () -> open(bundle, path, lengthBytes));
    }

    private InputStream open(BundleId bundle, String path, long lengthBytes) {
        List<Held> held = sql.sql(
                        "select object, offset_bytes, length_bytes from bundle_stretch where bundle = ? and path = ? order by n")
                .params(bundle.value(), path)
                .query((row, i) -> new Held(
                        new ObjectId(row.getObject("object", UUID.class)),
                        new ViewingCopies.Stretch(row.getLong("offset_bytes"), row.getLong("length_bytes"))))
                .list();
        return held.isEmpty()
                ? pieces(bundle, path, lengthBytes)
                : open(
                        held.getFirst().object(),
                        held.stream().map(Held::stretch).toList());
    }

    private record Held(ObjectId object, ViewingCopies.Stretch stretch) {}

    private InputStream open(ObjectId object, List<ViewingCopies.Stretch> stretches) {
        Iterator<ViewingCopies.Stretch> left = stretches.iterator();
        // One after the other, so that a stretch that does not open leaves no other one open.
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return left.hasNext();
            }

            @Override
            public InputStream nextElement() {
                ViewingCopies.Stretch stretch = left.next();
                try {
                    return vault.open(object, stretch.offsetBytes(), stretch.lengthBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private InputStream pieces(BundleId bundle, String path, long lengthBytes) {
        int pieces = Math.toIntExact(Math.ceilDiv(lengthBytes, PieceStream.PIECE_BYTES));
        return new SequenceInputStream(new Enumeration<>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < pieces;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(piece(bundle, path, next++));
            }
        });
    }

    private byte[] piece(BundleId bundle, String path, int n) {
        return sql.sql("select bytes from bundle_piece where bundle = ? and path = ? and n = ?")
                .params(bundle.value(), path, n)
                .query(byte[].class)
                .single();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
