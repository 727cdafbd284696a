package org.vidimus.server.ingest.bodyworn;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.ingest.Admissions;
import org.vidimus.server.ingest.Cameras;
import org.vidimus.server.ingest.Cameras.KnownCamera;
import org.vidimus.server.ingest.Deliveries;
import org.vidimus.server.ingest.Deliveries.Kept;
import org.vidimus.server.ingest.Deliveries.Taken;
import org.vidimus.server.ingest.bodyworn.Filing.Content;

/** Takes in footage of cameras that somebody registered after it came. Its system was told that it is here, and sends it no more. */
@Component
class Admitting implements Admissions {
    private final Shelf shelf;
    private final Doors doors;
    private final Cameras cameras;
    private final Deliveries deliveries;
    private final Filing filing;
    private final Clock clock;

    Admitting(Shelf shelf, Doors doors, Cameras cameras, Deliveries deliveries, Filing filing, Clock clock) {
        this.shelf = shelf;
        this.doors = doors;
        this.cameras = cameras;
        this.deliveries = deliveries;
        this.filing = filing;
        this.clock = clock;
    }

    @Override
    public Set<UUID> admissible(Collection<UUID> uploads) {
        return shelf.strangers(uploads).stream()
                .filter(thing -> camera(shelf.get(thing.container())).isPresent())
                .flatMap(thing -> thing.upload().stream())
                .collect(Collectors.toSet());
    }

    private Optional<KnownCamera> camera(Container container) {
        return container.serial().flatMap(cameras::known);
    }

    @Override
    public boolean admit(UUID upload, Outcome outcome) {
        Optional<UUID> where =
                shelf.strangers(List.of(upload)).stream().map(Thing::container).findFirst();
        if (where.isEmpty()) {
            return false;
        }
        Container container = shelf.locked(where.get());
        Optional<KnownCamera> camera = camera(container);
        // Once more: whoever held the lock before may have taken it in.
        Optional<Thing> thing = shelf.strangers(List.of(upload)).stream().findFirst();
        Optional<Kept> kept = deliveries.kept(upload);
        if (camera.isEmpty() || thing.isEmpty() || kept.isEmpty()) {
            return false;
        }
        admit(container, thing.get(), camera.get(), kept.get(), outcome);
        return true;
    }

    private void admit(Container container, Thing thing, KnownCamera camera, Kept kept, Outcome outcome) {
        EvidenceId evidence = deliveries.reserve(camera.serial(), container.name());
        int part = thing.part().orElseGet(() -> shelf.lastPart(container.id()) + 1);
        Content content = new Content(
                thing.object().orElseThrow(),
                evidence,
                thing.lengthBytes(),
                kept.sha256(),
                thing.name(),
                thing.contentType(),
                thing.meta());
        boolean late = kept.flags().contains(Filing.LATE);
        Taken taken = deliveries.admit(
                thing.upload().orElseThrow(),
                filing.delivery(doors.ever(container.door()), container, content, Optional.of(camera), part, late),
                outcome);
        Thing ended = thing.ended(taken, part);
        shelf.ended(ended);
        if (ended.isEvidence()) {
            boolean own =
                    taken.end() != Deliveries.End.DUPLICATE || taken.evidence().equals(evidence);
            filing.filed(container, ended, own, outcome);
        }
        shelf.touched(container, clock.instant());
    }
}
