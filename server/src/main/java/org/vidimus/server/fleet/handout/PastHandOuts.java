package org.vidimus.server.fleet.handout;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.CameraId;

/** Hand-outs from before this house kept them: whose a recording is depends on them as on its own. */
@Service
public class PastHandOuts {
    private final Gate gate;
    private final HandOutTable table;

    PastHandOuts(Gate gate, HandOutTable table) {
        this.gate = gate;
        this.table = table;
    }

    /**
     * A single issue.
     *
     * @param until empty while the camera is not back
     */
    public record Past(CameraId camera, PersonId person, Instant from, Optional<Instant> until) {
        public Past {
            from = from.truncatedTo(ChronoUnit.MICROS);
            until = until.map(at -> at.truncatedTo(ChronoUnit.MICROS));
            if (until.filter(from::isAfter).isPresent()) {
                throw new IllegalArgumentException("a hand-out from " + from + " ends at " + until.get());
            }
        }
    }

    /** Takes those of one camera over. The same ones told again change nothing. */
    public void takeOver(Caller caller, CameraId camera, List<Past> handOuts) {
        Passage passage = Passage.of(caller, Action.CAMERA_HAND_OUT, Subject.camera(camera.value()))
                .with("taken-over", Integer.toString(handOuts.size()));
        gate.change(passage, outcome -> {
            table.lock(camera);
            for (Past past : handOuts) {
                table.takeOver(past);
                outcome.about(Subject.person(past.person().value()));
            }
            // Commit point: all of them with their entry, or none; a crash before leaves none, and they are told again.
            return outcome;
        });
    }
}
