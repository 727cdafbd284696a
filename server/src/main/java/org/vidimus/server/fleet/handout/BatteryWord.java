package org.vidimus.server.fleet.handout;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.fleet.CameraId;

/** What is said of a camera's battery to whoever has just been given it. */
@Component
class BatteryWord {
    private static final Logger LOG = LoggerFactory.getLogger(BatteryWord.class);

    private final Lasting lasting;

    BatteryWord(Lasting lasting) {
        this.lasting = lasting;
    }

    /** It is theirs already: where the estimate fails they are told all the same which one it is, and nothing of its battery. */
    Lasting.Said of(CameraId camera, PersonId person) {
        try {
            return lasting.lasts(camera, person);
        } catch (RuntimeException e) {
            LOG.warn("Nothing could be said of how long camera {} lasts", camera, e);
            return new Lasting.Said(Optional.empty(), Optional.empty());
        }
    }
}
