package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static final UUID ID = UUID.fromString("6f1c0000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("a11c0000-0000-4000-8000-000000000002");

    static final String EXAMPLE = """
            vidimus.entry/v1
            id 6f1c0000-0000-4000-8000-000000000001
            at 2026-11-21T20:15:30.123456Z
            phase attempt
            action evidence.view
            actor person a11c0000-0000-4000-8000-000000000002 A. Müller\\nline two
            door screen
            subject camera a11c0000-0000-4000-8000-000000000002
            subject evidence 6f1c0000-0000-4000-8000-000000000001
            subject evidence a11c0000-0000-4000-8000-000000000002
            purpose complaint 17\\\\3
            result allowed
            detail original 1
            detail reason\s
            """;

    private static Entry example() {
        var details = new TreeMap<String, String>();
        details.put("reason", "");
        details.put("original", "1");
        return new Entry(
                ID,
                Instant.parse("2026-11-21T20:15:30.123456789Z"),
                Entry.Phase.ATTEMPT,
                Optional.empty(),
                "evidence.view",
                new Actor(Actor.Kind.PERSON, OTHER, "A. Müller\nline two"),
                Entry.Door.SCREEN,
                List.of(
                        LedgerSubject.evidence(OTHER),
                        LedgerSubject.evidence(ID),
                        new LedgerSubject("camera", OTHER),
                        LedgerSubject.evidence(ID)),
                Optional.of("complaint 17\\3"),
                Entry.Result.ALLOWED,
                details);
    }

    @Test
    void isWrittenAsInTheSpecification() {
        assertThat(new String(example().encode(), UTF_8)).isEqualTo(EXAMPLE);
    }

    @Test
    void isReadBackAsWritten() {
        assertThat(Entry.parse(EXAMPLE.getBytes(UTF_8))).isEqualTo(example());
    }

    @Test
    void hasOneSpellingOnly() {
        for (String other : List.of(
                EXAMPLE.replace("6f1c", "6F1C"),
                EXAMPLE.replace(".123456Z", ".1234560Z"),
                EXAMPLE.replace(".123456Z", ".123Z"),
                EXAMPLE.replace("11-21T", "02-30T"),
                EXAMPLE.replace("door screen\n", ""),
                EXAMPLE.replace("door screen", "door window"),
                EXAMPLE.replace("door screen\n", "door screen\ndoor screen\n"),
                EXAMPLE.replace("phase attempt", "phase outcome"),
                EXAMPLE.replace("result allowed", "result done"),
                EXAMPLE.replace("\\nline", "\\tline"),
                EXAMPLE.replace("\\nline", "\rline"),
                EXAMPLE.replace("detail original 1\n", "detail original 1\ndetail original 1\n"),
                EXAMPLE.replace("detail original 1\ndetail reason \n", "detail reason \ndetail original 1\n"),
                EXAMPLE.replace("detail reason \n", "detail reason\n"),
                EXAMPLE.replace("v1", "v2"),
                EXAMPLE + "\n",
                EXAMPLE + "more\n",
                EXAMPLE.substring(0, EXAMPLE.length() - 1),
                "\ufeff" + EXAMPLE,
                "")) {
            assertThatThrownBy(() -> Entry.parse(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aHalfSurrogateDoesNotBreakTheLedger() {
        var actor = new Actor(Actor.Kind.PERSON, ID, "x\ud800y");

        assertThat(actor.name()).isEqualTo("x\ufffdy");
    }

    @Test
    void aLeafIsReadBackAsWrittenAndLinksItsSubjects() {
        var leaf = new Leaf(
                ID,
                Leaf.commitment(new byte[32], example().encode()),
                List.of(
                        new Leaf.ChainLink(LedgerSubject.evidence(OTHER), 2, Optional.of(Sha256.of())),
                        new Leaf.ChainLink(LedgerSubject.evidence(ID), 1, Optional.empty())));

        assertThat(new String(leaf.encode(), UTF_8)).isEqualTo("""
                vidimus.leaf/v1
                entry 6f1c0000-0000-4000-8000-000000000001
                commitment %s
                chain evidence 6f1c0000-0000-4000-8000-000000000001 1 -
                chain evidence a11c0000-0000-4000-8000-000000000002 2 \
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """.formatted(leaf.commitment()));
        assertThat(Leaf.parse(leaf.encode())).isEqualTo(leaf);
        assertThat(leaf.hash()).isEqualTo(Merkle.leafHash(leaf.encode()));
    }
}
