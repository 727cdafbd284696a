package org.vidimus.server.media.salvage.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.media.TestFootage;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.card.CardFile.Origin;
import org.vidimus.server.media.salvage.repair.Damaged;
import org.vidimus.server.media.salvage.repair.Repair;

class CardImageTest {
    private static final byte[] ONE = TestFootage.mp4();
    private static final byte[] OTHER =
            TestFootage.clip("mp4", 5, "-c:v", "libopenh264", "-b:v", "500k", "-g", "25", "-c:a", "aac");

    private static byte[] content(byte[] image, CardFile file) throws IOException {
        ExtentBytes bytes = new ExtentBytes(Bytes.of(image), file.extents());
        return bytes.read(0, (int) bytes.lengthBytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesWhatItsDirectoryListsAndWhatItSaysWasDeleted(boolean exFat) throws IOException {
        TestCard card = new TestCard(exFat);
        card.add("ONE.MP4", ONE, 0);
        card.add("TWO.MP4", OTHER, 0);
        card.delete("TWO.MP4");
        byte[] image = card.image();

        List<CardFile> files = CardImage.files(Bytes.of(image));

        assertThat(files).extracting(CardFile::origin).containsExactly(Origin.LISTED, Origin.DELETED);
        assertThat(content(image, files.get(0))).isEqualTo(ONE);
        assertThat(content(image, files.get(1))).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void carvesWhatLiesInOnePieceWhenDirectoryAndTableAreGone(boolean exFat) throws IOException {
        TestCard card = new TestCard(exFat);
        card.add("ONE.MP4", ONE, 0);
        card.add("TWO.MP4", OTHER, 0);
        byte[] image = card.withoutDirectory(true);

        List<CardFile> files = CardImage.files(Bytes.of(image));

        assertThat(files).hasSize(2).allMatch(file -> file.origin() == Origin.CARVED);
        assertThat(Arrays.copyOf(content(image, files.get(0)), ONE.length)).isEqualTo(ONE);
        assertThat(Repair.of(new ExtentBytes(Bytes.of(image), files.get(1).extents()), Optional.empty()))
                .hasSize(1);
    }

    @Test
    void followsTheTableWhereOnlyTheDirectoryIsGone() throws IOException {
        TestCard card = new TestCard(false);
        card.add("ONE.MP4", ONE, 5);
        card.add("TWO.MP4", OTHER, 0);
        byte[] image = card.withoutDirectory(false);

        List<CardFile> files = CardImage.files(Bytes.of(image));

        assertThat(content(image, files.getFirst())).startsWith(ONE);
    }

    @Test
    void putsTogetherWhatLiesInPiecesByItsIndex() throws IOException {
        TestCard card = new TestCard(true);
        card.add("ONE.MP4", OTHER, 5);
        card.add("TWO.MP4", ONE, 0);
        byte[] image = card.withoutDirectory(true);

        List<CardFile> files = CardImage.files(Bytes.of(image));

        assertThat(Arrays.mismatch(content(image, files.getFirst()), OTHER)).isEqualTo(-1);
    }

    @Test
    void bearsAnyBytesInItsBootSectorAndDirectory() throws IOException {
        for (boolean exFat : new boolean[] {true, false}) {
            TestCard card = new TestCard(exFat);
            card.add("ONE.MP4", Arrays.copyOf(ONE, 20_000), 0);
            byte[] image = card.image();
            java.util.Random random = new java.util.Random(3);
            for (int round = 0; round < 60; round++) {
                byte[] broken = image.clone();
                byte[] noise = Damaged.noise(24, round);
                for (int i = 0; i < noise.length; i++) {
                    broken[random.nextInt(TestCard.HEAP_AT + 2 * TestCard.CLUSTER)] = noise[i];
                }
                CardImage.files(Bytes.of(broken));
            }
        }
    }
}
