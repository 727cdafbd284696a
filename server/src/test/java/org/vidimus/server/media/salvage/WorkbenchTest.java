package org.vidimus.server.media.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.media.TestFootage;
import org.vidimus.server.media.TestTools;
import org.vidimus.server.media.salvage.card.TestCard;

class WorkbenchTest {
    private static TestCard card(boolean exFat) {
        TestCard card = new TestCard(exFat);
        card.add("ONE.TS", TestFootage.transportStream(), 0);
        byte[] movie = TestFootage.mp4().clone();
        System.arraycopy("free".getBytes(StandardCharsets.ISO_8859_1), 0, movie, 4, 4);
        card.add("TWO.MOV", movie, 0);
        card.add("NOTES.TXT", "no footage".getBytes(StandardCharsets.UTF_8), 0);
        return card;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesEveryFileOfACardThatHasTheNameOfFootageHoweverItBegins(boolean exFat) throws IOException {
        List<Score.Made> made = Score.salvaged(card(exFat).image(), null);

        assertThat(made)
                .extracting(one -> one.report().cardFile())
                .containsExactly("ONE.TS (LISTED)", "TWO.MOV (LISTED)");
    }

    @Test
    void takesADeletedFileThatIsStillThere() throws IOException {
        TestCard card = card(true);
        card.delete("ONE.TS");

        assertThat(Score.salvaged(card.image(), null))
                .extracting(one -> one.report().cardFile())
                .containsExactly("ONE.TS (DELETED)", "TWO.MOV (LISTED)");
    }

    @Test
    void saysHowMuchItLeftWhereACardHasMoreThanItTakes() throws IOException {
        List<Score.Made> made = new ArrayList<>();
        Workbench workbench = new Workbench(TestTools.decoding(), Score.shelf(made), "test", 1);

        Workbench.Found found = workbench.salvage(Score.job(card(true).image(), null));

        assertThat(made).hasSize(1);
        assertThat(found.recordings()).isEqualTo(1);
        assertThat(found.said()).isEqualTo("It ended at 1 recordings: 1 files of the card were not looked into.");
        assertThat(new Workbench(TestTools.decoding(), Score.shelf(made), "test")
                        .salvage(Score.job(card(true).image(), null))
                        .said())
                .isEmpty();
    }
}
