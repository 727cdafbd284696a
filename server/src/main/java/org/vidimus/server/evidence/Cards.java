package org.vidimus.server.evidence;

import java.text.Collator;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.Openings;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Card.Named;
import org.vidimus.server.evidence.Facets.Count;
import org.vidimus.server.evidence.Listing.Row;
import org.vidimus.server.evidence.Tally.Line;

/** Makes what the API answers from rows: with names, with addresses, with what the caller may do. */
@Component
class Cards {
    private final Permissions permissions;
    private final Names names;
    private final Categories categories;
    private final Originals originals;
    private final Viewing.Source viewings;
    private final Openings openings;
    private final Complaints complaints;
    private final Derivatives derivatives;
    private final Listing listing;
    private final SettingApart apart;

    Cards(
            Permissions permissions,
            Names names,
            Categories categories,
            Originals originals,
            Viewing.Source viewings,
            Openings openings,
            Complaints complaints,
            Derivatives derivatives,
            Listing listing,
            SettingApart apart) {
        this.permissions = permissions;
        this.names = names;
        this.categories = categories;
        this.originals = originals;
        this.viewings = viewings;
        this.openings = openings;
        this.complaints = complaints;
        this.derivatives = derivatives;
        this.listing = listing;
        this.apart = apart;
    }

    List<Card> of(Caller caller, List<Row> rows) {
        Map<PersonId, String> people = names.people(
                rows.stream().flatMap(row -> row.wearer().stream()).collect(Collectors.toUnmodifiableSet()));
        Map<UnitId, String> units =
                names.units(rows.stream().flatMap(row -> row.unit().stream()).collect(Collectors.toUnmodifiableSet()));
        Collection<UUID> closed = closed(caller, Action.EVIDENCE_PREVIEW, rows);
        Map<UUID, SettingApart.Mark> marks =
                apart.of(rows.stream().map(row -> row.id().value()).toList());
        return rows.stream()
                .map(row -> card(
                        row,
                        !closed.contains(row.id().value()),
                        row.wearer()
                                .map(id -> named(id.value(), people.get(id)))
                                .orElse(null),
                        row.unit().map(id -> named(id.value(), units.get(id))).orElse(null),
                        Optional.ofNullable(marks.get(row.id().value()))
                                .map(Card.BreachMark::of)
                                .orElse(null),
                        permissions.of(caller, Subject.Kind.EVIDENCE, row.facts())))
                .toList();
    }

    Detail detail(Caller caller, Row row) {
        Map<Integer, Viewing> seen = viewings.of(row.id());
        List<Detail.File> files = originals.of(row.id()).stream()
                .map(original -> file(original, seen.getOrDefault(original.id().n(), Viewing.NOT_YET)))
                .toList();
        Optional<Openings.Opening> opening = openings.now(caller, row.id().value());
        return new Detail(
                of(caller, List.of(row)).getFirst(),
                files,
                row.hasTrack(),
                complaints.about(row.id()),
                new Detail.Opening(
                        !closed(caller, Action.EVIDENCE_VIEW, List.of(row)).isEmpty(),
                        opening.map(Openings.Opening::purpose).orElse(null),
                        opening.map(Openings.Opening::until).orElse(null)),
                parent(caller, row.id()),
                derivatives.of(row.id()).stream()
                        .flatMap(id -> shown(caller, id).stream())
                        .map(made -> new Detail.Derivative(
                                made.id().value(),
                                made.title(),
                                derivatives.originOf(made.id()).orElseThrow().recipe()))
                        .toList());
    }

    private Detail.@Nullable Parent parent(Caller caller, EvidenceId id) {
        return derivatives
                .originOf(id)
                .flatMap(origin -> shown(caller, origin.parent().evidence())
                        .map(parent -> new Detail.Parent(
                                parent.id().value(),
                                origin.parent().n(),
                                parent.title(),
                                origin.recipe(),
                                origin.madeAt())))
                .orElse(null);
    }

    /** What the caller may not see is not named either. */
    private Optional<Row> shown(Caller caller, EvidenceId id) {
        return listing.find(id).filter(row -> permissions.allows(caller, Action.EVIDENCE_SHOW, row.facts()));
    }

    /** For which of them the caller must say why, before it may be done. */
    private Collection<UUID> closed(Caller caller, Action action, List<Row> rows) {
        return openings.closed(
                caller,
                action,
                rows.stream()
                        .collect(Collectors.toUnmodifiableMap(row -> row.id().value(), Row::facts)));
    }

    Facets facets(Map<String, List<Line>> counts, Locale locale) {
        Map<String, String> filed = categories.all().stream()
                .collect(Collectors.toUnmodifiableMap(one -> one.id(), one -> one.name(locale)));
        long all = Tally.all(counts);
        return new Facets(
                counted(Tally.lines(counts, "camera"), Map.of()),
                wearers(Tally.wearers(counts), locale),
                counted(Tally.lines(counts, "category"), filed),
                counted(Tally.lines(counts, "state"), Map.of()),
                Tally.lines(counts, "unassigned").stream()
                        .mapToLong(Line::count)
                        .sum(),
                all,
                all <= Tally.MOST_COUNTED);
    }

    private List<Facets.Wearer> wearers(List<PersonId> ids, Locale locale) {
        Map<PersonId, String> people = names.people(ids);
        return ids.stream()
                .map(id -> new Facets.Wearer(id.toString(), people.getOrDefault(id, id.toString())))
                .sorted(Comparator.comparing(Facets.Wearer::name, Collator.getInstance(locale))
                        .thenComparing(Facets.Wearer::value))
                .toList();
    }

    private static List<Count> counted(List<Line> lines, Map<String, String> names) {
        return lines.stream()
                .map(line -> new Count(value(line), names.getOrDefault(value(line), value(line)), line.count()))
                .toList();
    }

    private static String value(Line line) {
        return Optional.ofNullable(line.value()).orElse("");
    }

    /** A person or unit that is no longer on file keeps its id for a name. */
    private static Named named(UUID id, @Nullable String name) {
        return new Named(id, name == null ? id.toString() : name);
    }

    /** @param pictured whether its picture may be shown */
    private static Card card(
            Row row,
            boolean pictured,
            @Nullable Named wearer,
            @Nullable Named unit,
            Card.@Nullable BreachMark breach,
            List<String> may) {
        return new Card(
                row.id().value(),
                row.kind(),
                row.title(),
                row.category().orElse(null),
                wearer,
                unit,
                row.camera().orElse(null),
                row.recording().orElse(null),
                row.recordedStart().orElse(null),
                row.recordedEnd().orElse(null),
                row.cameraStart().orElse(null),
                row.receivedAt(),
                row.clockOffset().map(Duration::toMillis).orElse(null),
                row.duration().map(Duration::toMillis).orElse(null),
                row.place().orElse(null),
                row.position().orElse(null),
                row.parts(),
                row.missingParts(),
                row.lengthBytes(),
                row.state(),
                row.poster()
                        .filter(_ -> pictured && may.contains(Action.EVIDENCE_PREVIEW.code()))
                        .map(n -> address(new OriginalId(row.id(), n)) + "/renditions/poster.jpg")
                        .orElse(null),
                row.level(),
                breach,
                may);
    }

    private static Detail.File file(Original original, Viewing viewing) {
        return new Detail.File(
                original.id().n(),
                original.name(),
                original.sha256().toString(),
                original.lengthBytes(),
                original.mediaType().orElse("application/octet-stream"),
                original.part().orElse(null),
                original.sidecarOf().orElse(null),
                original.recordedStart().orElse(null),
                original.recordedEnd().orElse(null),
                original.cameraStart().orElse(null),
                original.clockOffset().map(Duration::toMillis).orElse(null),
                original.receivedAt(),
                original.securedAt().orElse(null),
                original.securedAt().isPresent() ? "SECURED" : "SEALED",
                viewing.media(),
                viewing.playback(),
                viewing.renditions());
    }

    /** Where the original is on the wire. */
    static String address(OriginalId id) {
        return "/api/evidence/" + id.evidence() + "/originals/" + id.n();
    }
}
