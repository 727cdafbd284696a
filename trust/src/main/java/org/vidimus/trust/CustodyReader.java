package org.vidimus.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Streams through a custody history, {@code vidimus.custody/v1}, record by record, without judging what entries and leaves
 * say. Memory is bounded by one record. For one thread. Does not close the stream.
 */
public final class CustodyReader {
    private static final int MAX_PROOF = 64;
    private static final String TOO_MANY_HASHES = "at most " + MAX_PROOF + " hashes";
    private static final byte[] HEADER = ascii(CustodyWriter.HEADER);
    private static final byte[] INDEX = ascii("index ");
    private static final byte[] SALT = ascii("salt ");
    private static final byte[] ERASED = ascii("erased");
    private static final byte[] ENTRY = ascii(Entry.HEADER);
    private static final byte[] LEAF = ascii(Leaf.HEADER);
    private static final byte[] PROOF = ascii("proof ");

    private final ByteLines lines;
    private long last = -1;

    /**
     * The proof lines read last at each level, with their hashes: neighbouring proofs have most lines in common, and a line that is
     * the same is not read again.
     */
    private final byte[][] keptLines = new byte[MAX_PROOF][PROOF.length + 2 * Sha256.LENGTH_BYTES];

    private final Sha256[] keptHashes = new Sha256[MAX_PROOF];

    /** @throws Malformed with {@link FindingCode#CUSTODY_MALFORMED} if the stream does not start as a history */
    public CustodyReader(InputStream in) throws IOException {
        this.lines = new ByteLines(in);
        if (!lines.advance() || !lines.is(HEADER)) {
            throw malformed("the first line is not " + CustodyWriter.HEADER);
        }
        advance();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Malformed malformed(String message) {
        return new Malformed(FindingCode.CUSTODY_MALFORMED, "line " + lines.number() + ": " + message);
    }

    private void advance() throws IOException {
        if (!lines.advance() && lines.endedInALine()) {
            throw malformed("the last line has no line feed");
        }
    }

    private void require(boolean holds, String wanted) {
        if (!holds) {
            throw malformed("want " + wanted);
        }
    }

    /**
     * The next record; empty at the end.
     *
     * @throws Malformed with {@link FindingCode#CUSTODY_MALFORMED}; nothing more can be read then
     */
    public Optional<CustodyRecord> next() throws IOException {
        if (lines.isOver()) {
            return Optional.empty();
        }
        require(lines.isEmpty(), "an empty line before each record");
        advance();
        require(!lines.isOver() && lines.startsWith(INDEX), "index …");
        long index = Text.number(lines.rest(INDEX.length)).orElseThrow(() -> malformed("not a decimal number"));
        require(index > last, "a leaf index above the one before");
        last = index;
        advance();
        Optional<CustodyRecord.Opened> opened = opened();
        require(!lines.isOver() && lines.is(LEAF), Leaf.HEADER);
        byte[] leaf = block(PROOF, Leaf.MAX_BYTES);
        List<Sha256> proof = proof();
        // A record that ends in something else is none: what is wrong with it is its form, not its proof.
        require(lines.isOver() || lines.isEmpty(), "proof … or an empty line");
        return Optional.of(new CustodyRecord(index, opened, leaf, proof));
    }

    private Optional<CustodyRecord.Opened> opened() throws IOException {
        if (!lines.isOver() && lines.is(ERASED)) {
            advance();
            return Optional.empty();
        }
        require(!lines.isOver() && lines.startsWith(SALT), "salt … or erased");
        var salt = new byte[Leaf.SALT_BYTES];
        require(lines.readHash(SALT.length, salt), "64 lower-case hexadecimal digits");
        advance();
        require(!lines.isOver() && lines.is(ENTRY), Entry.HEADER);
        return Optional.of(new CustodyRecord.Opened(salt, block(LEAF, Entry.MAX_BYTES)));
    }

    /** This line and all up to the next that is empty or starts with {@code stop}. */
    private byte[] block(byte[] stop, int maxBytes) throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        do {
            lines.appendTo(bytes);
            require(bytes.size() <= maxBytes, "an entry or leaf of at most 1 MiB");
            advance();
        } while (!lines.isOver() && !lines.isEmpty() && !lines.startsWith(stop));
        return bytes.toByteArray();
    }

    private List<Sha256> proof() throws IOException {
        var proof = new ArrayList<Sha256>(24);
        while (!lines.isOver() && lines.startsWith(PROOF)) {
            require(proof.size() < MAX_PROOF, TOO_MANY_HASHES);
            proof.add(hash(proof.size()));
            advance();
        }
        return proof;
    }

    private Sha256 hash(int level) {
        byte[] kept = keptLines[level];
        if (!lines.equalsKept(kept, kept.length)) {
            var hash = new byte[Sha256.LENGTH_BYTES];
            require(lines.readHash(PROOF.length, hash), "64 lower-case hexadecimal digits");
            lines.keepIn(kept);
            keptHashes[level] = Sha256.adopt(hash);
        }
        return keptHashes[level];
    }
}
