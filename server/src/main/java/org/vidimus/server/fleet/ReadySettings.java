package org.vidimus.server.fleet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a camera is ready to be handed out, under {@code vidimus.ready.*}.
 *
 * @param chargedPercent from here on a battery counts as charged; one that says nothing of itself is not asked
 * @param clockTolerance how far off its clock may be where the dock could not set it
 */
@ConfigurationProperties("vidimus.ready")
public record ReadySettings(
        @DefaultValue("80") int chargedPercent,
        @DefaultValue("30s") Duration clockTolerance) {
    public ReadySettings {
        if (chargedPercent < 0 || chargedPercent > 100) {
            throw new IllegalArgumentException(
                    "vidimus.ready.charged-percent is " + chargedPercent + ", want 0 to 100");
        }
    }
}
