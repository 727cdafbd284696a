package org.vidimus.trust;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How fast a long history is checked. {@code java … VerifySpeed make FILE ENTRIES EVERY} makes a ledger in which each
 * {@code EVERY}-th entry is about one piece of evidence, and a bundle with all of these; {@code … check FILE ROUNDS} checks it.
 * Not a test: it prints.
 */
final class VerifySpeed {
    private VerifySpeed() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        if (args[0].equals("make")) {
            make(file, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            return;
        }
        System.out.printf("%d MB%n", Files.size(file) / 1_000_000);
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            long from = System.nanoTime();
            long cpuFrom = cpuNanos();
            var report = BundleCheck.check(file, Trusted.nothing(), Progress.IGNORED);
            double seconds = (System.nanoTime() - from) / 1e9;
            double cpuSeconds = (cpuNanos() - cpuFrom) / 1e9;
            System.out.printf(
                    "%s  %.2f s, %.2f s of the processor  %,.0f entries for each second of it  heap used %d MB%n",
                    report.verdict(),
                    seconds,
                    cpuSeconds,
                    report.entries() / cpuSeconds,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }

    /** Of this process: on a busy machine the clock says little. */
    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
    }

    private record Kept(long index, byte[] entry, byte[] leaf) {}

    private static void make(Path file, int entries, int every) throws IOException {
        var signer = TestLedger.signer(TestLedger.ORIGIN, 5);
        var evidence = LedgerSubject.evidence(UUID.randomUUID());
        var bundle = UUID.randomUUID();
        var actor = new Actor(Actor.Kind.PERSON, UUID.randomUUID(), "A. Müller");
        var tiles = new java.util.HashMap<String, byte[]>();
        byte[] salt = new byte[32];
        Frontier frontier = Frontier.empty();
        var batch = new ArrayList<Sha256>();
        Path kept = Files.createTempFile("vidimus-speed", ".custody");
        Optional<Sha256> previous = Optional.empty();
        Optional<UUID> attempt = Optional.empty();
        long number = 0;
        var records = new ArrayList<Kept>();
        for (long index = 0; number < entries; index++) {
            if (index % every != 0) {
                batch.add(Sha256.of(new byte[] {(byte) index, (byte) (index >> 8), (byte) (index >> 16)}));
            } else {
                number++;
                boolean last = number == entries;
                var entry = new Entry(
                        UUID.randomUUID(),
                        Instant.now(),
                        attempt.isPresent() && !last ? Entry.Phase.OUTCOME : Entry.Phase.ATTEMPT,
                        last ? Optional.empty() : attempt,
                        last ? "bundle.export" : "evidence.view",
                        actor,
                        Entry.Door.SCREEN,
                        List.of(evidence),
                        Optional.of("complaint 2026/17"),
                        attempt.isPresent() && !last ? Entry.Result.DONE : Entry.Result.ALLOWED,
                        new TreeMap<>(
                                last
                                        ? Map.of("bundle", bundle.toString())
                                        : Map.of("original", "1", "session", "abc")));
                attempt = attempt.isPresent() ? Optional.empty() : Optional.of(entry.id());
                byte[] bytes = entry.encode();
                var leaf = new Leaf(
                        entry.id(),
                        Leaf.commitment(salt, bytes),
                        List.of(new Leaf.ChainLink(evidence, number, previous)));
                byte[] leafBytes = leaf.encode();
                Sha256 hash = Merkle.leafHash(leafBytes);
                previous = Optional.of(hash);
                batch.add(hash);
                records.add(new Kept(index, bytes, leafBytes));
            }
            if (batch.size() == 4096 || number == entries) {
                var growth = frontier.append(batch);
                growth.changed()
                        .forEach(tile ->
                                tiles.put(tile.id().level() + "/" + tile.id().index(), tile.hashes()));
                frontier = growth.frontier();
                batch.clear();
            }
        }
        var tree = new TiledTree(
                frontier.size(), tile -> tiles.getOrDefault(tile.level() + "/" + tile.index(), new byte[0]));
        try (var out = new BufferedOutputStream(Files.newOutputStream(kept))) {
            var writer = new CustodyWriter(out);
            for (Kept record : records) {
                writer.add(new CustodyRecord(
                        record.index(),
                        Optional.of(new CustodyRecord.Opened(salt, record.entry())),
                        record.leaf(),
                        tree.inclusionProof(record.index())));
            }
        }
        var checkpoint = Checkpoint.of(TestLedger.ORIGIN, frontier.size(), frontier.root());
        var head = new BundleDescription(
                bundle,
                Instant.now(),
                actor,
                "Speed",
                Optional.empty(),
                checkpoint,
                List.of(new BundleDescription.EvidenceLine(evidence.id(), number, frontier.size() - 1, "Long")),
                List.of(),
                List.of());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Bundle.assemble(
                            head,
                            checkpoint.sign(signer),
                            List.of(
                                    BundleFile.of(Bundle.CUSTODY, kept),
                                    BundleFile.of(
                                            "metadata/evidence/" + evidence.id() + ".json", new byte[] {'{', '}'})),
                            signer)
                    .writeTo(out, line -> java.io.InputStream.nullInputStream());
        }
        Files.delete(kept);
    }
}
