package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors in the repository are the ones that the generator makes, and this implementation gives what they want. */
class VectorsTest {
    private static final Map<String, List<Map<String, Object>>> MADE = Vectors.all();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inclusion.json",
                "consistency.json",
                "keys.json",
                "notes.json",
                "checkpoints.json",
                "entries.json",
                "leaves.json",
                "manifests.json",
                "descriptions.json",
                "custody.json"
            })
    void filesAreByteForByteWhatTheGeneratorMakes(String file) throws IOException {
        assertThat(Files.readString(Vectors.FOLDER.resolve(file)).equals(TestJson.write(probes(file))))
                .as("%s is as generated; make it anew with org.vidimus.trust.Vectors", file)
                .isTrue();
    }

    @Test
    void namesOfProbesAreUnique() {
        MADE.forEach((file, probes) -> {
            var names = new HashSet<>();
            probes.forEach(probe -> assertThat(names.add(probe.get("name")))
                    .as("%s: %s", file, probe.get("name"))
                    .isTrue());
        });
    }

    private static List<Map<String, Object>> probes(String file) {
        return Optional.ofNullable(MADE.get(file)).orElseThrow();
    }

    /** Reads the file and runs each of its probes. */
    private static void run(String file, Function<Probe, String> outcome) {
        String text;
        try {
            text = Files.readString(Vectors.FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var probes = TestJson.readObjects(text);
        assertThat(probes).hasSizeGreaterThan(20);
        for (var values : probes) {
            var probe = new Probe(values);
            assertThat(outcome.apply(probe)).as(probe.text("name")).isEqualTo(probe.text("want"));
        }
    }

    private record Probe(Map<String, Object> values) {
        String text(String key) {
            return String.valueOf(values.get(key));
        }

        long number(String key) {
            return Long.parseLong(text(key));
        }

        Sha256 hash(String key) {
            return Sha256.parse(text(key));
        }

        List<Sha256> proof() {
            return ((List<?>) values.getOrDefault("proof", List.of()))
                    .stream().map(hash -> Sha256.parse(String.valueOf(hash))).toList();
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(text("bytes"));
        }
    }

    private static String code(Optional<Finding> found) {
        return found.map(finding -> finding.code().code()).orElse("ok");
    }

    private static String reading(Probe probe, Consumer<byte[]> reader) {
        try {
            reader.accept(probe.bytes());
            return "ok";
        } catch (Malformed e) {
            return e.code().code();
        }
    }

    @Test
    void inclusionProofs() {
        run(
                "inclusion.json",
                probe -> code(Merkle.checkInclusion(
                        probe.number("index"),
                        probe.number("size"),
                        probe.hash("leafHash"),
                        probe.proof(),
                        probe.hash("root"))));
    }

    @Test
    void consistencyProofs() {
        run(
                "consistency.json",
                probe -> code(Merkle.checkConsistency(
                        probe.number("oldSize"),
                        probe.number("newSize"),
                        probe.hash("oldRoot"),
                        probe.hash("newRoot"),
                        probe.proof())));
    }

    @Test
    void signedNotes() {
        run("notes.json", probe -> {
            try {
                return code(SignedNote.parse(probe.bytes()).check(NoteVerifier.parse(probe.text("key"))));
            } catch (Malformed e) {
                return e.code().code();
            }
        });
    }

    @Test
    void verifierKeys() {
        run("keys.json", probe -> {
            try {
                NoteVerifier.parse(probe.text("text"));
                return "ok";
            } catch (Malformed e) {
                return e.code().code();
            }
        });
    }

    @Test
    void checkpoints() {
        run(
                "checkpoints.json",
                probe -> reading(probe, bytes -> {
                    String text = new String(bytes, UTF_8);
                    assertThat(Checkpoint.parse(text).encode()).isEqualTo(text);
                }));
    }

    @Test
    void entries() {
        run(
                "entries.json",
                probe -> reading(probe, bytes -> {
                    assertThat(Entry.parse(bytes).encode()).isEqualTo(bytes);
                    assertThat(Leaf.commitment(new byte[32], bytes)).hasToString(probe.text("commitment"));
                }));
    }

    @Test
    void leaves() {
        run(
                "leaves.json",
                probe -> reading(probe, bytes -> {
                    assertThat(Leaf.parse(bytes).encode()).isEqualTo(bytes);
                    assertThat(Leaf.parse(bytes).hash()).hasToString(probe.text("hash"));
                }));
    }

    @Test
    void manifests() {
        run(
                "manifests.json",
                probe ->
                        reading(probe, bytes -> assertThat(Manifest.parse(bytes).encode())
                                .isEqualTo(bytes)));
    }

    @Test
    void descriptions() {
        run(
                "descriptions.json",
                probe -> reading(probe, bytes -> assertThat(
                                BundleDescription.parse(bytes).encode())
                        .isEqualTo(bytes)));
    }

    @Test
    void custodyHistories() {
        run(
                "custody.json",
                probe -> reading(probe, bytes -> {
                    try {
                        var reader = new CustodyReader(new ByteArrayInputStream(bytes));
                        while (reader.next().isPresent()) {
                            // Reading is the check.
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }
}
