package org.vidimus.server.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Entry;

/**
 * An entry as it is shown. What is in the payload is absent when that was erased by law.
 *
 * @param person whose right it was, where that is a person
 */
record EntryItem(
        UUID id,
        long index,
        Instant at,
        Optional<String> phase,
        Optional<UUID> attempt,
        Optional<String> action,
        Optional<Actor> actor,
        Optional<Named> person,
        Optional<String> door,
        Optional<String> purpose,
        Optional<String> result,
        Optional<String> address,
        List<Thing> subjects,
        Map<String, String> details,
        Optional<Instant> erasedAt,
        Histories.State state) {
    record Actor(String kind, UUID id, String name) {}

    record Named(UUID id, String name) {}

    /** @param name of a person, where it is one */
    record Thing(String kind, UUID id, Optional<String> name) {}

    static EntryItem of(Recorded recorded, Optional<UUID> who, Map<PersonId, String> names) {
        Optional<Entry> entry = recorded.payload().map(Entry::parse);
        return new EntryItem(
                recorded.id(),
                recorded.index().orElseThrow(),
                recorded.at(),
                entry.map(one -> Line.lower(one.phase())),
                entry.flatMap(Entry::attempt),
                entry.map(Entry::action),
                entry.map(Entry::actor).map(actor -> new Actor(Line.lower(actor.kind()), actor.id(), actor.name())),
                who.flatMap(
                        id -> Optional.ofNullable(names.get(new PersonId(id))).map(name -> new Named(id, name))),
                entry.map(one -> Line.lower(one.door())),
                entry.flatMap(Entry::purpose),
                entry.map(one -> Line.lower(one.result())),
                entry.flatMap(one -> one.detail("address")),
                recorded.subjects().stream()
                        .map(subject -> thing(subject, names))
                        .toList(),
                entry.<Map<String, String>>map(Entry::details).orElse(Map.of()),
                recorded.erasedAt(),
                recorded.state());
    }

    private static Thing thing(Subject subject, Map<PersonId, String> names) {
        return new Thing(
                Line.lower(subject.kind()),
                subject.id(),
                subject.kind() == Subject.Kind.PERSON
                        ? Optional.ofNullable(names.get(new PersonId(subject.id())))
                        : Optional.empty());
    }
}
