package org.vidimus.cameras;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What no camera knows of itself: its true capacity and how long it truly lasts. Outside the cameras' folders. */
final class TruthFile {
    private static final double[] TEMPERATURES = {25, 10, 0};

    private TruthFile() {}

    static void write(Path file, VirtualFleet.Plan plan, List<VirtualCamera> cameras) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "vidimus.truth/v1");
        all.put("seed", plan.seed());
        all.put("physics", plan.physics().word());
        all.put("until", plan.until().toString());
        all.put("cameras", cameras.stream().map(TruthFile::camera).toList());
        Files.writeString(
                file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private static Map<String, Object> camera(VirtualCamera camera) {
        Map<String, Object> one = new LinkedHashMap<>();
        VirtualCamera.Truth truth = camera.truth(TEMPERATURES[0]);
        one.put("serial", camera.serial());
        one.put("model", camera.model());
        one.put("capacity", round(truth.capacity()));
        truth.failingSince().ifPresent(day -> one.put("failingSince", day.toString()));
        List<Map<String, Object>> endurance = new ArrayList<>();
        for (double celsius : TEMPERATURES) {
            VirtualCamera.Truth then = camera.truth(celsius);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("celsius", celsius);
            then.hoursByState().forEach((state, hours) -> row.put(state, round(hours)));
            List<Double> shifts = then.shifts();
            row.put("shift10", round(shifts.get(shifts.size() / 10)));
            row.put("shift50", round(shifts.get(shifts.size() / 2)));
            row.put("shift90", round(shifts.get(shifts.size() * 9 / 10)));
            endurance.add(row);
        }
        one.put("hoursFromFull", endurance);
        return one;
    }

    private static double round(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
