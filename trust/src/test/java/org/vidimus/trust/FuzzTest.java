package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a reader gets, it either gives a value that is written as exactly these bytes, or says {@link Malformed} with its
 * own code. No other exception, no endless loop, no second spelling.
 */
class FuzzTest {
    private static final Map<String, byte[]> FILES =
            TestZip.files(TestBundle.small().zip());

    /** Reads bytes and writes them again. */
    interface Reader {
        byte[] again(byte[] bytes) throws IOException;
    }

    /** One format: its code, a good example, its reader. */
    record Format(FindingCode code, byte[] example, Reader reader) {
        @Override
        public String toString() {
            return code.code();
        }
    }

    static Stream<Format> formats() {
        var records = TestBundle.small().records;
        var opened = records.getFirst().opened().orElseThrow();
        byte[] note = TestZip.bytes(FILES, Bundle.CHECKPOINT);
        return Stream.of(
                new Format(FindingCode.ENTRY_MALFORMED, opened.entry(), bytes -> Entry.parse(bytes)
                        .encode()),
                new Format(FindingCode.ENTRY_MALFORMED, EntryTest.EXAMPLE.getBytes(UTF_8), bytes -> Entry.parse(bytes)
                        .encode()),
                new Format(FindingCode.LEAF_MALFORMED, records.getLast().leaf(), bytes -> Leaf.parse(bytes)
                        .encode()),
                new Format(FindingCode.NOTE_MALFORMED, note, bytes -> SignedNote.parse(bytes)
                        .encode()),
                new Format(
                        FindingCode.CHECKPOINT_MALFORMED,
                        SignedNote.parse(note).text().getBytes(UTF_8),
                        bytes -> Checkpoint.parse(new String(bytes, UTF_8))
                                .encode()
                                .getBytes(UTF_8)),
                new Format(
                        FindingCode.KEY_MALFORMED,
                        new TestBundle().ledger.signer().verifier().encode().getBytes(UTF_8),
                        bytes -> NoteVerifier.parse(new String(bytes, UTF_8))
                                .encode()
                                .getBytes(UTF_8)),
                new Format(
                        FindingCode.KEY_MALFORMED,
                        new TestBundle().ledger.signer().encode().getBytes(UTF_8),
                        bytes -> NoteSigner.parse(new String(bytes, UTF_8))
                                .encode()
                                .getBytes(UTF_8)),
                new Format(
                        FindingCode.BAG_MANIFEST_MALFORMED,
                        TestZip.bytes(FILES, Bundle.TAG_MANIFEST),
                        bytes -> Manifest.parse(bytes).encode()),
                new Format(
                        FindingCode.BUNDLE_TEXT_MALFORMED,
                        TestZip.bytes(FILES, Bundle.DESCRIPTION),
                        bytes -> BundleDescription.parse(bytes).encode()),
                new Format(FindingCode.CUSTODY_MALFORMED, TestZip.bytes(FILES, Bundle.CUSTODY), FuzzTest::custodyAgain),
                new Format(
                        FindingCode.TIMESTAMP_MALFORMED,
                        new TestAuthority(TestAuthority.Kind.ED25519).stamp(Sha256.of()),
                        bytes -> {
                            TimestampToken.status(bytes);
                            TimestampToken.parse(bytes);
                            return bytes;
                        }));
    }

    private static byte[] custodyAgain(byte[] bytes) throws IOException {
        var reader = new CustodyReader(new ByteArrayInputStream(bytes));
        var out = new ByteArrayOutputStream();
        var writer = new CustodyWriter(out);
        for (var record = reader.next(); record.isPresent(); record = reader.next()) {
            writer.add(record.get());
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everythingReadIsWrittenAsItWasOrMalformed(Format format) {
        campaign(format, 3000);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @Tag("long")
    void everythingReadIsWrittenAsItWasOrMalformedForLong(Format format) {
        campaign(format, 300_000);
    }

    private static void campaign(Format format, int rounds) {
        assertThat(again(format, format.example())).contains(format.example());
        var random = new Random(42);
        for (int round = 0; round < rounds; round++) {
            byte[] changed = changed(format.example(), random);
            String seen = new String(changed, UTF_8);
            // Some readers take text, where a wrong byte is U+FFFD before they see it; a file may end with a line feed.
            byte[] written = seen.getBytes(UTF_8);
            again(format, changed).ifPresent(out -> assertThat(Arrays.equals(out, changed)
                            || Arrays.equals(out, written)
                            || Arrays.equals(Text.concat(out, new byte[] {'\n'}), changed))
                    .as(seen)
                    .isTrue());
        }
    }

    private static Optional<byte[]> again(Format format, byte[] bytes) {
        try {
            return Optional.of(format.reader().again(bytes));
        } catch (Malformed e) {
            assertThat(e.code()).isEqualTo(format.code());
            assertThat(e.getMessage()).isNotEmpty();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One to four changes that tend to matter: bytes, digits, lines and pieces moved, repeated and dropped. */
    private static byte[] changed(byte[] example, Random random) {
        byte[] bytes = example;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = bytes.length == 0 ? new byte[] {'\n'} : changedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] changedOnce(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
        byte[] copy = bytes.clone();
        switch (random.nextInt(9)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) random.nextInt();
            case 2 -> copy[at] = (byte) "\n\r \u0000\\+-:/=.0919azAZ\u007f".charAt(random.nextInt(20));
            case 3 -> {
                return join(bytes, at, bytes, at, to, to - (to - at));
            }
            case 4 -> {
                return join(bytes, at, bytes, 0, 0, to);
            }
            case 5 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 6 -> {
                return lineMoved(bytes, random);
            }
            case 7 -> {
                byte[] insert = {(byte) random.nextInt()};
                return join(bytes, at, insert, 0, 1, at);
            }
            default -> {
                byte[] insert = new String(Character.toChars(random.nextInt(0xD800))).getBytes(UTF_8);
                return join(bytes, at, insert, 0, insert.length, at);
            }
        }
        return copy;
    }

    private static byte[] join(byte[] bytes, int end, byte[] insert, int from, int to, int rest) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, end);
        out.write(insert, from, to - from);
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }

    private static byte[] lineMoved(byte[] bytes, Random random) {
        var lines = new ArrayList<>(
                List.of(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).split("\n", -1)));
        String line = lines.remove(random.nextInt(lines.size()));
        if (random.nextBoolean()) {
            lines.add(random.nextInt(lines.size() + 1), line);
        }
        return String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyEntryIsReadBackAsWritten(long seed) {
        var random = new Random(seed);
        var entry = anyEntry(random);

        assertThat(Entry.parse(entry.encode())).isEqualTo(entry);
        var leaf = new Leaf(
                entry.id(),
                Sha256.of(entry.encode()),
                entry.subjects().stream()
                        .map(subject -> new Leaf.ChainLink(
                                subject, 2 + random.nextInt(1000), Optional.of(Sha256.of(new byte[] {1}))))
                        .toList());
        assertThat(Leaf.parse(leaf.encode())).isEqualTo(leaf);
        String name = anyText(random);
        assertThat(SafeName.is(SafeName.of(name))).isTrue();
        assertThat(BagPath.isSafe("data/" + SafeName.of(name))).isTrue();
    }

    private static Entry anyEntry(Random random) {
        boolean outcome = random.nextBoolean();
        var subjects = new LinkedHashSet<LedgerSubject>();
        for (int i = random.nextInt(6); i > 0; i--) {
            subjects.add(new LedgerSubject(random.nextBoolean() ? "evidence" : "camera", anyId(random)));
        }
        var details = new TreeMap<String, String>();
        for (int i = random.nextInt(6); i > 0; i--) {
            details.put("k" + random.nextInt(100), anyText(random));
        }
        var choices = outcome
                ? List.of(Entry.Result.DONE, Entry.Result.FAILED)
                : List.of(Entry.Result.ALLOWED, Entry.Result.REFUSED);
        return new Entry(
                anyId(random),
                Instant.ofEpochSecond(
                        random.nextLong(-62_167_219_200L, 253_402_300_799L), random.nextInt(1_000_000_000)),
                outcome ? Entry.Phase.OUTCOME : Entry.Phase.ATTEMPT,
                outcome ? Optional.of(anyId(random)) : Optional.empty(),
                "evidence.view",
                new Actor(Actor.Kind.values()[random.nextInt(4)], anyId(random), "x" + anyText(random)),
                Entry.Door.values()[random.nextInt(5)],
                List.copyOf(subjects),
                random.nextBoolean() ? Optional.of(anyText(random)) : Optional.empty(),
                choices.get(random.nextInt(2)),
                details);
    }

    private static UUID anyId(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Text of any UTF-16, halves of surrogate pairs and control characters included. */
    private static String anyText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> (char) random.nextInt(0x10000);
                        case 1 -> "\\\n\r \t\u0000nr".charAt(random.nextInt(8));
                        default -> (char) ('a' + random.nextInt(26));
                    });
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedBundleNeverBreaksTheChecker(long seed) {
        var random = new Random(seed);
        byte[] zip = changed(TestBundle.small().zip(), random);
        // Mostly at the directory, where the numbers are.
        for (int i = random.nextInt(5); i > 0; i--) {
            zip[Math.max(0, zip.length - 1 - random.nextInt(Math.min(zip.length, 400)))] =
                    (byte) (random.nextBoolean() ? -1 : random.nextInt());
        }

        assertThat(BundleCheckTest.check(zip, Trusted.nothing()).findings()).isNotEmpty();
    }
}
