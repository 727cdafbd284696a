package org.vidimus.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often is told by the system properties {@code vidimus.campaign.kills} and {@code vidimus.campaign.seed}. */
@Tag("long")
class CrashTest {
    @TempDir
    Path folder;

    @Test
    void losesNothingAcknowledgedWhenTheServerIsKilled() throws Exception {
        long seed = Long.getLong("vidimus.campaign.seed", System.nanoTime());
        int kills = Integer.getInteger("vidimus.campaign.kills", 60);
        System.out.println("crash campaign, seed " + seed);

        CrashCampaign.Outcome outcome =
                new CrashCampaign(folder, new CrashCampaign.Plan(kills, 5, 4, 8 << 20, seed)).run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.files()).isPositive();
        assertThat(outcome.resumed()).isPositive();
    }
}
