package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Vectors that others made; they lie beside the repository and are skipped where they do not. */
@EnabledIf("present")
class PublicVectorsTest {
    static final Path FOLDER = Path.of("..", "..", "shared", "media", "vectors");

    static boolean present() {
        return Files.isDirectory(FOLDER);
    }

    private static List<Path> files(String below) throws IOException {
        try (var files = Files.walk(FOLDER.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Path file) throws IOException {
        return (Map<String, Object>) TestJson.read(Files.readString(file));
    }

    /** A hash; for what is no hash, which our types do not let in, another one that stands for it. */
    private static Sha256 hash(Object base64) {
        byte[] bytes = Base64.getDecoder().decode(String.valueOf(base64));
        return bytes.length == 32 ? Sha256.ofDigest(bytes) : Sha256.of("no hash: ".getBytes(UTF_8), bytes);
    }

    private static List<Sha256> hashes(Object list) {
        return (list instanceof List<?> items ? items : List.of())
                .stream().map(PublicVectorsTest::hash).toList();
    }

    private static String text(Map<String, Object> object, String key) {
        return String.valueOf(object.get(key));
    }

    private static long number(Map<String, Object> object, String key) {
        return ((Number) object.getOrDefault(key, -1L)).longValue();
    }

    @Test
    void inclusionProofsOfTransparencyDev() throws IOException {
        var files = files("merkle/inclusion");

        assertThat(files).hasSizeGreaterThan(50);
        for (Path file : files) {
            var probe = object(file);
            var leaf = hash(text(probe, "leafHash"));
            var root = hash(text(probe, "root"));
            var proof = hashes(probe.getOrDefault("proof", ""));
            boolean refused = Base64.getDecoder().decode(text(probe, "root")).length != 32
                    || Merkle.checkInclusion(number(probe, "leafIdx"), number(probe, "treeSize"), leaf, proof, root)
                            .isPresent();
            assertThat(refused).as(file.toString()).isEqualTo(probe.get("wantErr"));
        }
    }

    @Test
    void consistencyProofsOfTransparencyDev() throws IOException {
        var files = files("merkle/consistency");

        assertThat(files).hasSizeGreaterThan(50);
        for (Path file : files) {
            var probe = object(file);
            var oldRoot = hash(text(probe, "root1"));
            var newRoot = hash(text(probe, "root2"));
            var proof = hashes(probe.getOrDefault("proof", ""));
            boolean refused = Merkle.checkConsistency(
                            number(probe, "size1"), number(probe, "size2"), oldRoot, newRoot, proof)
                    .isPresent();
            assertThat(refused).as(file.toString()).isEqualTo(probe.get("wantErr"));
        }
    }

    @Test
    void rootsOfTheReferenceLeaves() throws IOException {
        var reference = object(FOLDER.resolve("merkle/rfc6962_reference_roots.json"));
        var hashes = new ArrayList<Sha256>();
        var roots = (List<?>) reference.getOrDefault("roots_by_size", List.of());
        var leaves = (List<?>) reference.getOrDefault("leaves_hex", List.of());
        assertThat(Merkle.root(hashes)).hasToString(String.valueOf(roots.getFirst()));
        Frontier frontier = Frontier.empty();

        for (int size = 1; size < roots.size(); size++) {
            hashes.add(Merkle.leafHash(HexFormat.of().parseHex(String.valueOf(leaves.get(size - 1)))));
            frontier = frontier.append(List.of(hashes.getLast())).frontier();
            assertThat(Merkle.root(hashes)).hasToString(String.valueOf(roots.get(size)));
            assertThat(frontier.root()).hasToString(String.valueOf(roots.get(size)));
        }
    }

    @Test
    void checkpointsAndTilesOfTessera() throws IOException {
        var key = NoteVerifier.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
        Path log = FOLDER.resolve("checkpoint/log");
        TileSource tiles = tile -> {
            try {
                return Files.readAllBytes(log.resolve(tile.path()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        int read = 0;
        for (int size = 1; size <= 15; size++) {
            Path file = log.resolve("checkpoint." + size);
            if (!Files.exists(file)) {
                continue;
            }
            var note = SignedNote.parse(Files.readAllBytes(file));
            assertThat(note.check(key)).isEmpty();
            var checkpoint = Checkpoint.parse(note.text());
            var tree = new TiledTree(checkpoint.size(), tiles);
            assertThat(tree.root()).isEqualTo(checkpoint.root());
            for (int index = 0; index < size; index++) {
                assertThat(Merkle.checkInclusion(
                                index, size, tree.leafHash(index), tree.inclusionProof(index), checkpoint.root()))
                        .isEmpty();
            }
            read++;
        }
        assertThat(read).isGreaterThan(10);
    }

    @Test
    void notesOfGo() throws IOException {
        var file = object(FOLDER.resolve("checkpoint/signed_note_golang_mod.json"));
        var keys = (Map<?, ?>) file.getOrDefault("verifiers", Map.of());
        for (Object item : (List<?>) file.getOrDefault("valid", List.of())) {
            var probe = (Map<?, ?>) item;
            var note = SignedNote.parse(String.valueOf(probe.get("note")).getBytes(UTF_8));
            for (Object trusted : probe.get("trusted") instanceof List<?> names ? names : List.of()) {
                assertThat(note.check(NoteVerifier.parse(String.valueOf(keys.get(trusted)))))
                        .isEmpty();
            }
        }
        for (Object bad : (List<?>) file.getOrDefault("bad_keys", List.of())) {
            assertThatThrownBy(() -> NoteVerifier.parse(String.valueOf(bad))).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void edgeCasesOfEd25519() throws IOException {
        var probes = TestJson.readObjects(Files.readString(FOLDER.resolve("ed25519/ed25519vectors.json")));

        assertThat(probes).hasSize(914);
        for (var probe : probes) {
            var flags = probe.get("flags") instanceof List<?> list ? List.copyOf(list) : List.of();
            boolean accepted;
            try {
                accepted = Ed25519.verifies(
                        Ed25519.publicKeyOf(HexFormat.of().parseHex(text(probe, "key"))),
                        text(probe, "msg").getBytes(UTF_8),
                        HexFormat.of().parseHex(text(probe, "sig")));
            } catch (IllegalArgumentException e) {
                accepted = false;
            }
            boolean strange = flags.contains("low_order_A")
                    || flags.contains("non_canonical_A")
                    || flags.contains("non_canonical_R")
                    || flags.contains("low_order_residue");
            assertThat(accepted).as("%s %s", probe.get("number"), flags).isEqualTo(!strange);
        }
    }

    @Test
    void timestampOfSigstoreHoldsAndTheBrokenOneDoesNot() throws IOException {
        Path folder = FOLDER.resolve("rfc3161");
        Sha256 artifact = Sha256.of(Files.readAllBytes(folder.resolve("artifact_test_newline.bin")));
        byte[] reply = Files.readAllBytes(folder.resolve("sigstage_tsa_response_with_embedded_certs.tsr"));

        var stamped = TimestampCheck.check(reply, artifact, new Findings()).orElseThrow();

        assertThat(stamped.at()).hasToString("2025-05-28T15:15:55Z");
        assertThat(stamped.authority()).isEqualTo("CN=sigstore-tsa,O=sigstore.dev");
        assertThat(TimestampCheck.check(reply, Sha256.of(), new Findings())).isEmpty();
        byte[] broken = Files.readAllBytes(folder.resolve("sigstore_tsa_response_invalid.tsr"));
        assertThat(TimestampCheck.check(broken, artifact, new Findings())).isEmpty();
    }
}
