package org.vidimus.server.fleet.endurance;

import org.springframework.stereotype.Component;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.handout.Lasting;

/** What is said of a camera to whoever is given it. */
@Component
class ForHandOut implements Lasting {
    private final Endurance endurance;

    ForHandOut(Endurance endurance) {
        this.endurance = endurance;
    }

    @Override
    public Said lasts(CameraId camera, PersonId person) {
        Endurance.Expectation expected = endurance.forHandOut(camera, person);
        return new Said(expected.low(), expected.warning());
    }
}
