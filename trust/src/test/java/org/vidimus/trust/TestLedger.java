package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A ledger in memory that is the same in every run: entries are sequenced as soon as they are written. */
final class TestLedger {
    static final String ORIGIN = "vidimus/1f0e7c1a";
    static final Instant START = Instant.parse("2026-03-01T08:00:00.000001Z");

    /** One sequenced entry. */
    record Row(long index, byte[] salt, byte[] entry, byte[] leaf, Sha256 hash) {}

    private record End(long number, Sha256 hash) {}

    private final Random random;
    private final NoteSigner signer;
    private final List<Row> rows = new ArrayList<>();
    private final List<Sha256> hashes = new ArrayList<>();
    private final Map<LedgerSubject, End> ends = new HashMap<>();
    private final Set<Long> erased = new HashSet<>();
    private Instant now = START;

    TestLedger(long seed) {
        this.random = new Random(seed);
        this.signer = signer(ORIGIN, seed);
    }

    static NoteSigner signer(String name, long seed) {
        var bytes = new byte[32];
        new Random(seed ^ 0x5eed).nextBytes(bytes);
        return NoteSigner.ofSeed(name, bytes);
    }

    UUID id() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    NoteSigner signer() {
        return signer;
    }

    Actor person(String name) {
        return new Actor(Actor.Kind.PERSON, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), name);
    }

    /** Writes an attempt, and gives its id. */
    UUID attempt(String action, Actor actor, List<LedgerSubject> subjects, Map<String, String> details) {
        UUID id = id();
        append(new Entry(
                id,
                tick(),
                Entry.Phase.ATTEMPT,
                Optional.empty(),
                action,
                actor,
                Entry.Door.API,
                subjects,
                Optional.of("complaint 2026/17"),
                Entry.Result.ALLOWED,
                new TreeMap<>(details)));
        return id;
    }

    void outcome(UUID attempt, String action, Actor actor, List<LedgerSubject> subjects, Map<String, String> details) {
        append(new Entry(
                id(),
                tick(),
                Entry.Phase.OUTCOME,
                Optional.of(attempt),
                action,
                actor,
                Entry.Door.API,
                subjects,
                Optional.empty(),
                Entry.Result.DONE,
                new TreeMap<>(details)));
    }

    /** Attempt and outcome about the same things. */
    void act(String action, Actor actor, LedgerSubject... subjects) {
        UUID attempt = attempt(action, actor, List.of(subjects), Map.of());
        outcome(attempt, action, actor, List.of(subjects), Map.of());
    }

    void append(Entry entry) {
        appendRaw(entry.id(), entry.subjects(), entry.encode());
    }

    /** Sequences bytes that need not be a good entry. */
    void appendRaw(UUID id, List<LedgerSubject> subjects, byte[] entry) {
        var salt = new byte[Leaf.SALT_BYTES];
        random.nextBytes(salt);
        var links = new ArrayList<Leaf.ChainLink>();
        for (LedgerSubject subject : subjects) {
            Optional<End> end = Optional.ofNullable(ends.get(subject));
            links.add(new Leaf.ChainLink(subject, end.map(e -> e.number() + 1).orElse(1L), end.map(End::hash)));
        }
        appendLeaf(salt, entry, new Leaf(id, Leaf.commitment(salt, entry), links));
    }

    /** Sequences a leaf that need not link as it should. */
    void appendLeaf(byte[] salt, byte[] entry, Leaf leaf) {
        appendLeafBytes(salt, entry, leaf.encode());
        leaf.chain().forEach(link -> ends.put(link.subject(), new End(link.number(), leaf.hash())));
    }

    void appendLeafBytes(byte[] salt, byte[] entry, byte[] leaf) {
        Sha256 hash = Merkle.leafHash(leaf);
        rows.add(new Row(rows.size(), salt, entry, leaf, hash));
        hashes.add(hash);
    }

    Optional<Sha256> lastOf(LedgerSubject subject) {
        return Optional.ofNullable(ends.get(subject)).map(End::hash);
    }

    long lengthOf(LedgerSubject subject) {
        return Optional.ofNullable(ends.get(subject)).map(End::number).orElse(0L);
    }

    private Instant tick() {
        now = now.plus(Duration.ofMillis(1500));
        return now;
    }

    Instant now() {
        return now;
    }

    void erase(long index) {
        erased.add(index);
    }

    List<Row> rows() {
        return rows;
    }

    long size() {
        return rows.size();
    }

    Checkpoint checkpoint() {
        return Checkpoint.of(ORIGIN, rows.size(), Merkle.root(hashes));
    }

    /** Every entry about one of these, with proofs against {@link #checkpoint()}. */
    List<CustodyRecord> history(Set<LedgerSubject> subjects) {
        var records = new ArrayList<CustodyRecord>();
        for (Row row : rows) {
            if (Leaf.parse(row.leaf()).chain().stream().anyMatch(link -> subjects.contains(link.subject()))) {
                records.add(record(row.index()));
            }
        }
        return records;
    }

    CustodyRecord record(long index) {
        Row row = rows.get((int) index);
        return new CustodyRecord(
                index,
                erased.contains(index)
                        ? Optional.empty()
                        : Optional.of(new CustodyRecord.Opened(row.salt(), row.entry())),
                row.leaf(),
                Merkle.inclusionProof(index, hashes));
    }
}
