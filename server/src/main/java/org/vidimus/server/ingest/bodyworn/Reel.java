package org.vidimus.server.ingest.bodyworn;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.evidence.Arrivals.Placed;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.ingest.Deliveries;

/**
 * When each clip of a recording began, and so in which order they play. Systems send clips several at a time, and again what
 * broke off: the order in which they arrive says nothing.
 */
@Component
class Reel {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Comparator<Clip> IN_ORDER = Comparator.comparing(
                    Clip::start, Comparator.comparing(start -> start.orElse(Instant.MAX)))
            .thenComparing(clip -> counted(clip.thing().name()))
            .thenComparing(clip -> clip.thing().name());

    private final Shelf shelf;
    private final Deliveries deliveries;

    Reel(Shelf shelf, Deliveries deliveries) {
        this.shelf = shelf;
        this.deliveries = deliveries;
    }

    private record Clip(Thing thing, Optional<Instant> start) {
        Placed placed() {
            return new Placed(
                    thing.original().orElseThrow(), start, thing.meta().time("StopTime"));
        }
    }

    /** A clip's own start, as its metadata or its name says; what says nothing starts with the recording. */
    static Optional<Instant> start(Container container, String name, Meta meta) {
        return meta.time("StartTime")
                .or(() -> Bookmarks.moment(name.replaceAll("^(\\d{8}[T_]\\d{6}Z?).*$", "$1")))
                .or(() -> container.meta().time("StartTime"))
                .or(() -> container.meta().time("TriggerOnTime"));
    }

    /** Brings the evidence's parts into the order that is known now. Joins the transaction, which holds the container's lock. */
    void arrange(Container container, EvidenceId evidence, Outcome outcome) {
        List<Placed> footage = shelf.clips(container.id(), evidence).stream()
                .map(thing -> new Clip(thing, start(container, thing.name(), thing.meta())))
                .sorted(IN_ORDER)
                .map(Clip::placed)
                .toList();
        if (deliveries.arrange(evidence, footage)) {
            outcome.note(
                    "footage-in-order",
                    footage.stream().map(placed -> Integer.toString(placed.n())).collect(Collectors.joining(" ")));
        }
    }

    /** So that 10 comes behind 2. */
    private static String counted(String name) {
        return NUMBER.matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(found -> "0".repeat(Math.max(0, 20 - found.group().length())) + found.group());
    }
}
