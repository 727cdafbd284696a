package org.vidimus.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often is told by the system properties {@code vidimus.campaign.offload-kills} and {@code vidimus.campaign.seed}. */
@Tag("long")
class OffloadTest {
    @TempDir
    Path folder;

    @Test
    void losesNothingWhoeverIsKilledWhileADockOffloads() throws Exception {
        long seed = Long.getLong("vidimus.campaign.seed", System.nanoTime());
        int kills = Integer.getInteger("vidimus.campaign.offload-kills", 200);
        System.out.println("offload campaign, seed " + seed);

        OffloadCampaign.Outcome outcome = new OffloadCampaign(folder, kills, seed).run();

        System.out.println("seed " + seed + ": " + outcome);
        assertThat(outcome.findings()).as("seed " + seed).isEmpty();
        assertThat(outcome.files()).isPositive();
    }
}
