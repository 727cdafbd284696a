package org.vidimus.server.ingest.bodyworn;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.StaffNumbers.Holder;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.ingest.Cameras.KnownCamera;
import org.vidimus.server.ingest.Deliveries.Delivery;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/** What is said of a file on its way into evidence, and what follows once it is there. */
@Component
class Filing {
    static final String LATE = "after-complete";

    private final Shelf shelf;
    private final Wearers wearers;
    private final Bookmarks bookmarks;
    private final WrappedKeys keys;
    private final Reel reel;
    private final Clock clock;

    Filing(Shelf shelf, Wearers wearers, Bookmarks bookmarks, WrappedKeys keys, Reel reel, Clock clock) {
        this.shelf = shelf;
        this.wearers = wearers;
        this.bookmarks = bookmarks;
        this.keys = keys;
        this.reel = reel;
        this.clock = clock;
    }

    /** Bytes in the vault, and as what they came. */
    record Content(
            ObjectId object,
            EvidenceId evidence,
            long lengthBytes,
            Sha256 sha256,
            String name,
            String type,
            Meta meta) {}

    /** @param late whether it came when its recording was said to be complete */
    Delivery delivery(
            Door door, Container container, Content content, Optional<KnownCamera> camera, int part, boolean late) {
        boolean recording = container.kind() == Container.Kind.RECORDING;
        boolean clip = Thing.Kind.of(content.name()) == Thing.Kind.CLIP;
        Optional<Holder> wearer = container.userKey().flatMap(key -> wearers.of(door.id(), key));
        List<String> flags = new ArrayList<>();
        if (recording && wearer.isEmpty()) {
            flags.add("wearer-unknown");
        }
        if (late) {
            flags.add(LATE);
        }
        Optional<UnitId> unit = wearer.flatMap(Holder::unit).or(door::unit).or(() -> camera.flatMap(KnownCamera::unit));
        return new Delivery(
                content.object(),
                content.evidence(),
                content.lengthBytes(),
                content.sha256(),
                content.name(),
                Optional.of(content.type()),
                camera,
                camera.isPresent() ? Optional.of(container.name()) : Optional.empty(),
                clip ? part : 1,
                Reel.start(container, content.name(), content.meta()),
                content.meta().time("StopTime"),
                wearer.map(Holder::person),
                unit,
                clip || !recording ? Optional.empty() : Optional.of(companion(container, content.name())),
                flags,
                door.id().value());
    }

    /** The clip that a key or a track goes with; of a track, that of the same time. */
    private String companion(Container container, String name) {
        String stem = Thing.stem(name);
        String clip = stem.replaceAll("_[^_]*_gpstrail(\\.json)?$", "");
        return shelf.current(container.id()).stream()
                .filter(thing -> thing.kind() == Thing.Kind.CLIP)
                .map(Thing::name)
                .filter(each -> Thing.stem(each).equals(clip) || each.equals(stem))
                .findFirst()
                .orElse(clip + ".mkv");
    }

    /**
     * It has become evidence. Joins the transaction, which holds the container's lock.
     *
     * @param own whether of its own recording: the same bytes may have come with another before
     */
    void filed(Container container, Thing thing, boolean own, Outcome outcome) {
        EvidenceId evidence = thing.evidence().orElseThrow();
        if (own) {
            shelf.became(container, evidence, clock.instant());
            bookmarks.keep(container, evidence, outcome);
            if (thing.kind() == Thing.Kind.CLIP) {
                reel.arrange(container, evidence, outcome);
            }
        }
        if (thing.kind() == Thing.Kind.KEY) {
            keys.cameFor(thing);
        }
    }
}
