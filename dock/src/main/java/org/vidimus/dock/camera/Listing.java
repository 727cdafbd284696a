package org.vidimus.dock.camera;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * What is on a camera: every recording that a rule of its layout, or its own list, knows; and a finding for whatever else
 * somebody should know of.
 *
 * @param files how many files there are, of any kind
 * @param stages the camera's own log
 */
public record Listing(
        Camera camera, List<Recording> recordings, List<Finding> findings, long files, List<Stage> stages) {
    public Listing {
        recordings = List.copyOf(recordings);
        findings = List.copyOf(findings);
        stages = List.copyOf(stages);
    }

    /**
     * Looks through the camera's folder. Reads names, sizes and a little of each recording.
     *
     * @param zone what the camera's clock shows where its files do not say
     * @throws IOException if the folder cannot be listed: the camera is gone
     */
    public static Listing of(Camera camera, Clock clock, ZoneId zone) throws IOException {
        return new Lister(camera, clock, zone).list();
    }

    public long parts() {
        return recordings.stream()
                .mapToLong(recording -> recording.parts().size())
                .sum();
    }

    /** How many files are to be offloaded: parts and sidecars. */
    public long offloads() {
        return recordings.stream()
                .mapToLong(recording ->
                        recording.parts().size() + recording.sidecars().size())
                .sum();
    }

    /** Length of all that is to be offloaded. */
    public long bytes() {
        return recordings.stream()
                .flatMap(Recording::files)
                .mapToLong(Part::lengthBytes)
                .sum();
    }
}
