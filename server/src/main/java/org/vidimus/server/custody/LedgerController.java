package org.vidimus.server.custody;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.trust.Entry;
import org.vidimus.trust.LedgerSubject;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.TileId;

/** The public face of the ledger: head, key and tiles as C2SP tlog-tiles has them, and proofs of single entries. */
@RestController
@RequestMapping("/api/ledger")
@Tag(name = "ledger")
class LedgerController {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final String ENTRIES = "entries/";

    private final Gate gate;
    private final Ledger ledger;
    private final LedgerStore store;
    private final Histories histories;
    private final Withheld withheld;

    LedgerController(Gate gate, Ledger ledger, LedgerStore store, Histories histories, Withheld withheld) {
        this.gate = gate;
        this.ledger = ledger;
        this.store = store;
        this.histories = histories;
        this.withheld = withheld;
    }

    @Does(Action.LEDGER_CHECKPOINT)
    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> ledgerCheckpoint(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.LEDGER_CHECKPOINT),
                _ -> text(
                        store.newestCheckpoint()
                                .orElseThrow(() -> new CustodyProblem.TileNotPublished("checkpoint").refused())
                                .encode(),
                        CacheControl.noCache()));
    }

    @Does(Action.LEDGER_CHECKPOINT)
    @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> ledgerKey(Caller caller) {
        byte[] key = (ledger.verifier().encode() + "\n").getBytes(StandardCharsets.UTF_8);
        return gate.view(Passage.of(caller, Action.LEDGER_CHECKPOINT), _ -> text(key, CacheControl.noCache()));
    }

    /** Hashes are for everybody: they tell nothing. Leaves name the things that entries are about, and are for those entitled. */
    @Does({Action.LEDGER_TILE, Action.LEDGER_LEAVES})
    @GetMapping(path = "/tile/{*path}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> ledgerTile(Caller caller, @PathVariable String path) {
        String name = path.substring(1);
        boolean leaves = name.startsWith(ENTRIES);
        Action action = leaves ? Action.LEDGER_LEAVES : Action.LEDGER_TILE;
        return gate.view(Passage.of(caller, action), _ -> {
            byte[] bytes = leaves ? entries(name.substring(ENTRIES.length())) : hashes(name);
            // A tile of a width never changes, not even the partial ones.
            CacheControl kept = CacheControl.maxAge(FOR_EVER).immutable();
            return ResponseEntity.ok()
                    .cacheControl(leaves ? kept.cachePrivate() : kept.cachePublic())
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .body(bytes);
        });
    }

    private byte[] hashes(String name) {
        TileId tile = published("tile/" + name);
        return Arrays.copyOf(store.read(tile), tile.width() * Sha256.LENGTH_BYTES);
    }

    /** A bundle of leaves, each behind its length in two bytes; named like the tile of their hashes. */
    private byte[] entries(String name) {
        TileId tile = published("tile/0/" + name);
        var bundle = new ByteArrayOutputStream();
        for (byte[] leaf : store.leaves(tile.index() * TileId.FULL_WIDTH, tile.width())) {
            bundle.write(leaf.length >>> 8);
            bundle.write(leaf.length);
            bundle.writeBytes(leaf);
        }
        return bundle.toByteArray();
    }

    /** The tile, if the newest checkpoint's tree has it at least this wide. */
    private TileId published(String path) {
        try {
            TileId tile = TileId.parse(path);
            long hashes = store.publishedSize() >>> 8 * tile.level();
            if (tile.index() <= hashes >>> 8 && tile.index() * TileId.FULL_WIDTH + tile.width() <= hashes) {
                return tile;
            }
        } catch (IllegalArgumentException _) {
            // Not a tile's name: there is no such tile either.
        }
        throw new CustodyProblem.TileNotPublished(path).refused();
    }

    @Does(Action.LEDGER_PROVE)
    @GetMapping("/entries/{id}/proof")
    EntryProof ledgerEntryProof(Caller caller, @PathVariable UUID id) throws InterruptedException {
        // The wait is before the gate, and says nothing but that it waited.
        Optional<Recorded> found = histories.awaitPublished(id, PATIENCE);
        Passage passage = Passage.of(caller, Action.LEDGER_PROVE, subjects(found));
        return gate.view(
                passage,
                _ -> proof(found.filter(
                                entry -> withheld.from(caller, List.of(entry)).isEmpty())
                        .orElseThrow(() -> new CustodyProblem.NotFound().refused())));
    }

    /** Whom the entry concerns decides who may see it; one about nothing concerns only who did it. */
    private static Subject[] subjects(Optional<Recorded> found) {
        Optional<Entry> entry = found.flatMap(Recorded::payload).map(Entry::parse);
        List<Subject> subjects = entry.map(Entry::subjects).orElse(List.of()).stream()
                .map(LedgerController::subject)
                .toList();
        if (!subjects.isEmpty()) {
            return subjects.toArray(Subject[]::new);
        }
        UUID actor = entry.map(that -> that.actor().id()).orElse(new UUID(0, 0));
        return new Subject[] {Subject.person(actor)};
    }

    private static Subject subject(LedgerSubject subject) {
        return new Subject(Subject.Kind.valueOf(subject.kind().toUpperCase(java.util.Locale.ROOT)), subject.id());
    }

    private EntryProof proof(Recorded recorded) {
        if (recorded.state() != Histories.State.PUBLISHED) {
            throw new CustodyProblem.EntryNotPublished().refused();
        }
        Proofs proofs = histories.proofs();
        long index = recorded.index().orElseThrow();
        return new EntryProof(
                recorded.payload().map(LedgerController::utf8),
                recorded.salt().map(HexFormat.of()::formatHex),
                index,
                utf8(recorded.leaf().orElseThrow()),
                proofs.of(index).stream().map(Sha256::toString).toList(),
                utf8(proofs.note().encode()));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ResponseEntity<byte[]> text(byte[] bytes, CacheControl cache) {
        return ResponseEntity.ok()
                .cacheControl(cache)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(bytes);
    }

    /**
     * An entry and how it is in the signed tree.
     *
     * @param entry empty when it was erased by law; so is the salt then
     * @param proof hashes from the leaf up to the root of the checkpoint
     */
    record EntryProof(
            Optional<String> entry,
            Optional<String> salt,
            long index,
            String leaf,
            List<String> proof,
            String checkpoint) {}
}
