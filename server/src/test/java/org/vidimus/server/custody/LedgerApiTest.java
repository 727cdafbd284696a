package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.Merkle;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.TileId;
import tools.jackson.databind.JsonNode;

/** The ledger as strangers see it over HTTP, checked with nothing but trust/. */
@ServerTest
class LedgerApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    TestPeople people;

    @Autowired
    TestEvidence evidence;

    @Autowired
    Gate gate;

    @Autowired
    Histories histories;

    @Autowired
    LedgerCheck check;

    @Test
    void givesOutAHeadThatItsKeySigned() throws Exception {
        Checkpoint checkpoint = publishedAtLeast(300);

        List<Sha256> leaves = new ArrayList<>();
        for (long first = 0; first < checkpoint.size(); first += TileId.FULL_WIDTH) {
            int width = (int) Math.min(TileId.FULL_WIDTH, checkpoint.size() - first);
            TileId tile = new TileId(0, first / TileId.FULL_WIDTH, width);
            byte[] hashes = bytes("/api/ledger/" + tile.path());
            List<byte[]> entries = entries(leaves("/api/ledger/" + tile.path().replace("tile/0/", "tile/entries/")));
            assertThat(entries).hasSize(width);
            for (int i = 0; i < width; i++) {
                Sha256 hash = Merkle.leafHash(entries.get(i));
                assertThat(HexFormat.of().formatHex(hashes, 32 * i, 32 * i + 32))
                        .isEqualTo(hash.toString());
                leaves.add(hash);
            }
        }
        assertThat(Merkle.root(leaves)).isEqualTo(checkpoint.root());
        assertThat(check.run()).isEmpty();
    }

    @Test
    void letsTilesBeKeptForEver() throws Exception {
        publishedAtLeast(300);

        ResponseEntity<byte[]> full = get("/api/ledger/tile/0/000");
        assertThat(full.getHeaders().getCacheControl()).isEqualTo("max-age=31536000, public, immutable");
        assertThat(full.getBody()).hasSize(8192);
        assertThat(get("/api/ledger/tile/0/001.p/40").getBody()).hasSize(40 * 32);
        assertThat(get("/api/ledger/tile/1/000.p/1").getBody()).hasSize(32);
    }

    @Test
    void hasNoTilesBeyondItsHead() throws Exception {
        publishedAtLeast(1);

        for (String path : List.of("0/999", "0/x001/000", "1/000.p/200", "8/000", "0/000.p/0", "0/00", "x")) {
            ResponseEntity<byte[]> answer = get("/api/ledger/tile/" + path);
            assertThat(answer.getStatusCode().value()).as(path).isEqualTo(404);
            assertThat(new String(Objects.requireNonNull(answer.getBody()), StandardCharsets.UTF_8))
                    .contains("tile-not-published");
        }
    }

    @Test
    void provesAnEntryToThoseWhoMaySeeIt() throws Exception {
        UUID id = received("one.txt");
        Caller manager = people.caller(Caller.Role.EVIDENCE_MANAGER);
        UUID attempt = gate.view(
                Passage.of(manager, Action.EVIDENCE_DOWNLOAD, Subject.evidence(id))
                        .because(Optional.of("complaint 5")),
                outcome -> outcome.attempt().orElseThrow());
        histories.awaitPublished(attempt, PATIENCE);

        JsonNode proof = people.api(Caller.Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/ledger/entries/" + attempt + "/proof")
                .retrieve()
                .body(JsonNode.class);

        Objects.requireNonNull(proof);
        byte[] payload = proof.get("entry").asString().getBytes(StandardCharsets.UTF_8);
        assertThat(Entry.parse(payload).purpose()).contains("complaint 5");
        Leaf leaf = Leaf.parse(proof.get("leaf").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(Leaf.commitment(HexFormat.of().parseHex(proof.get("salt").asString()), payload))
                .isEqualTo(leaf.commitment());
        SignedNote note = SignedNote.parse(proof.get("checkpoint").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(note.check(key())).isEmpty();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        List<Sha256> hashes = new ArrayList<>();
        proof.get("proof").forEach(hash -> hashes.add(Sha256.parse(hash.asString())));
        assertThat(Merkle.checkInclusion(
                        proof.get("index").asLong(), checkpoint.size(), leaf.hash(), hashes, checkpoint.root()))
                .isEmpty();
        for (Caller.Role other : List.of(Caller.Role.WEARER, Caller.Role.SUPERVISOR)) {
            assertThat(people.api(other)
                            .get()
                            .uri("/api/ledger/entries/" + attempt + "/proof")
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
        }
    }

    @Test
    void showsTheHistoryOfEvidencePageByPage() throws Exception {
        UUID id = received("two.txt");
        Caller manager = people.caller(Caller.Role.EVIDENCE_MANAGER);
        for (int i = 0; i < 3; i++) {
            UUID attempt = gate.view(
                    Passage.of(manager, Action.EVIDENCE_DOWNLOAD, Subject.evidence(id))
                            .with("copy", Integer.toString(i)),
                    outcome -> outcome.attempt().orElseThrow());
            histories.awaitPublished(attempt, PATIENCE);
        }

        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = people.api(Caller.Role.EVIDENCE_MANAGER)
                    .get()
                    .uri("/api/evidence/" + id + "/custody?limit=2" + (after.isEmpty() ? "" : "&after=" + after))
                    .retrieve()
                    .body(JsonNode.class);
            Objects.requireNonNull(page).get("items").forEach(items::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        // Jobs examine what has just arrived meanwhile, and are part of the history too.
        JsonNode first = items.stream()
                .filter(item -> item.get("action").asString().equals("evidence.download"))
                .findFirst()
                .orElseThrow();
        assertThat(first.get("action").asString()).isEqualTo("evidence.download");
        assertThat(first.get("phase").asString()).isEqualTo("attempt");
        assertThat(first.get("result").asString()).isEqualTo("allowed");
        assertThat(first.get("actor").get("kind").asString()).isEqualTo("person");
        assertThat(first.get("door").asString()).isEqualTo("screen");
        assertThat(first.get("details").get("copy").asString()).isEqualTo("0");
        assertThat(first.get("state").asString()).isEqualTo("PUBLISHED");
        assertThat(first.has("attempt")).isFalse();
        assertThat(items.stream().filter(item -> item.path("attempt")
                        .asString("")
                        .equals(first.get("id").asString())))
                .as("its outcome")
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.get("result").asString()).isEqualTo("done"));
        assertThat(items.stream().map(item -> item.get("id").asString())).doesNotHaveDuplicates();
        assertThat(items.stream().filter(item -> item.get("action").asString().equals("evidence.download")))
                .hasSize(6);
        assertThat(items.stream().filter(item -> item.get("action").asString().equals("evidence.history")))
                .as("looking at the history is part of it")
                .isNotEmpty();
    }

    @Test
    void hidesTheHistoryOfWhatIsNot() {
        for (Caller.Role role : List.of(Caller.Role.WEARER, Caller.Role.EVIDENCE_MANAGER)) {
            var answer = people.api(role)
                    .get()
                    .uri("/api/evidence/" + UUID.randomUUID() + "/custody")
                    .retrieve()
                    .toEntity(JsonNode.class);
            assertThat(answer.getStatusCode().value()).isEqualTo(404);
        }
    }

    /** Of bytes that nobody else has: the same from no camera would be a duplicate of any. */
    private UUID received(String name) {
        byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        return evidence.receive(Delivery.of(bytes, name)).evidence().value();
    }

    private Checkpoint publishedAtLeast(long size) throws Exception {
        Caller job = Caller.job("test");
        UUID last = UUID.randomUUID();
        for (long i = 0; i < size / 2 + 1; i++) {
            last = gate.view(Passage.of(job, Action.EVIDENCE_DOWNLOAD), outcome -> outcome.attempt()
                    .orElseThrow());
        }
        histories.awaitPublished(last, PATIENCE);
        SignedNote note = SignedNote.parse(bytes("/api/ledger/checkpoint"));
        assertThat(note.check(key())).isEmpty();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.size()).isGreaterThanOrEqualTo(size);
        return checkpoint;
    }

    private NoteVerifier key() {
        return NoteVerifier.parse(new String(bytes("/api/ledger/key"), StandardCharsets.UTF_8));
    }

    private byte[] bytes(String path) {
        ResponseEntity<byte[]> answer = get(path);
        assertThat(answer.getStatusCode().value()).as(path).isEqualTo(200);
        return Objects.requireNonNull(answer.getBody());
    }

    /** Leaves name things, and so are not for everybody. */
    private byte[] leaves(String path) {
        assertThat(get(path).getStatusCode().value()).isEqualTo(401);
        return Objects.requireNonNull(people.api(Caller.Role.EVIDENCE_MANAGER)
                .get()
                .uri(path)
                .retrieve()
                .body(byte[].class));
    }

    private ResponseEntity<byte[]> get(String path) {
        return people.visitor().get().uri(path).retrieve().toEntity(byte[].class);
    }

    private static List<byte[]> entries(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        var left = ByteBuffer.wrap(bundle);
        while (left.hasRemaining()) {
            byte[] entry = new byte[left.getShort() & 0xffff];
            left.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
