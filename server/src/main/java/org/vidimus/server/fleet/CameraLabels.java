package org.vidimus.server.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.paper.LabelSheet;

/** Labels for cameras: a QR code that leads to the camera's page, its number large, its serial. */
@Service
class CameraLabels {
    private final Gate gate;
    private final Scopes scopes;
    private final CameraTable cameras;
    private final Clock clock;

    CameraLabels(Gate gate, Scopes scopes, CameraTable cameras, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.cameras = cameras;
        this.clock = clock;
    }

    /**
     * @param wanted of these; of all in service, if it is empty
     * @param house the address by which the desk is opened
     */
    byte[] sheet(Caller caller, List<UUID> wanted, String house) {
        return gate.view(Passage.of(caller, Action.CAMERA_LIST), _ -> {
            Set<UUID> chosen = Set.copyOf(wanted);
            List<LabelSheet.Label> labels = cameras.list(scopes.of(caller, Action.CAMERA_LIST)).stream()
                    .filter(camera -> chosen.isEmpty()
                            ? camera.entry().standing() != Standing.RETIRED
                            : chosen.contains(camera.id().value()))
                    .map(camera -> label(camera, house))
                    .toList();
            try {
                return LabelSheet.write(labels, clock.instant());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static LabelSheet.Label label(Camera camera, String house) {
        List<String> small = Stream.of(
                        camera.entry().asset().map(_ -> camera.serial()),
                        camera.entry().maker().map(maker -> (maker + " "
                                        + camera.entry().model().orElse(""))
                                .strip()),
                        camera.unitName())
                .flatMap(java.util.Optional::stream)
                .toList();
        return new LabelSheet.Label(
                house + "/cameras/" + camera.id(), camera.entry().asset().orElse(camera.serial()), small);
    }
}
