package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.handout.Lasting;

/** What the kiosk says of a camera that it offers: so long it lasts nine times in ten. */
@Component
class ForKiosk implements Lasting {
    private final Endurance endurance;

    ForKiosk(Endurance endurance) {
        this.endurance = endurance;
    }

    @Override
    public Optional<Duration> lasts(CameraId camera) {
        return endurance.expect(camera, Optional.empty()).low();
    }
}
