package org.vidimus.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.access.PersonId;

/**
 * What a list is narrowed to; empty parts do not narrow. Several values of one part are alternatives.
 *
 * @param words every word begins some word of the evidence
 * @param unassigned also footage of cameras of which nobody has said yet whose it is
 * @param from evidence that still ran then, or ran later
 * @param to evidence that began before
 */
record Filter(
        Optional<String> words,
        List<PersonId> wearers,
        boolean unassigned,
        List<String> cameras,
        List<String> categories,
        List<Kind> kinds,
        List<State> states,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Near> near) {
    /** Within so many metres of a place: the track comes that close, or the only position known does. */
    record Near(Position centre, double metres) {}
}
