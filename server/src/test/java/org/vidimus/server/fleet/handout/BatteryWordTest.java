package org.vidimus.server.fleet.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.fleet.CameraId;

class BatteryWordTest {
    @Test
    void saysNothingWhereTheEstimateFails() {
        BatteryWord word = new BatteryWord((_, _) -> {
            throw new IllegalStateException("no model");
        });

        assertThat(word.of(CameraId.random(), PersonId.random()))
                .isEqualTo(new Lasting.Said(Optional.empty(), Optional.empty()));
    }

    @Test
    void saysWhatTheEstimateSays() {
        Lasting.Said said = new Lasting.Said(Optional.of(Duration.ofHours(4)), Optional.of(Lasting.Warning.FAILING));

        assertThat(new BatteryWord((_, _) -> said).of(CameraId.random(), PersonId.random()))
                .isEqualTo(said);
    }
}
