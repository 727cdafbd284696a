package org.vidimus.server.fleet.endurance;

import java.util.ArrayList;
import java.util.List;

/**
 * A model's fit with intervals that hold what they promise. Shifts are held out twice over: those of every other camera with what the
 * remaining cameras taught, so that nothing is judged by what it was learned from.
 */
final class Calibration {
    private static final int HELD_OUT = 6;

    private Calibration() {}

    /** @param fleet runs of cameras of one model, one list a camera, oldest first */
    static ModelFit of(List<List<Run>> fleet) {
        List<BackTest.Held> held = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            ModelFit without = ModelFit.of(part(fleet, 1 - half)).stretched(1);
            for (List<Run> runs : part(fleet, half)) {
                held.addAll(BackTest.of(without, runs, HELD_OUT));
            }
        }
        return ModelFit.of(fleet).stretched(BackTest.stretch(held));
    }

    private static List<List<Run>> part(List<List<Run>> fleet, int half) {
        List<List<Run>> part = new ArrayList<>();
        for (int n = half; n < fleet.size(); n += 2) {
            part.add(fleet.get(n));
        }
        return part;
    }
}
