package org.vidimus.server.evidence;

import java.util.List;

/**
 * How many pieces of evidence there are by camera, category and state, and of which wearers; the wire form of the API.
 *
 * @param wearer by name, and without a count: people are not ranked by how much they recorded
 * @param counted how many were looked at, newest first
 * @param unassigned footage of cameras of which nobody has said yet whose it is
 * @param complete whether those were all; if not, counts are of the newest {@code counted} alone
 */
public record Facets(
        List<Count> camera,
        List<Wearer> wearer,
        List<Count> category,
        List<Count> state,
        long unassigned,
        long counted,
        boolean complete) {
    /** @param value what the list is narrowed by; {@code name} is what a person reads */
    public record Count(String value, String name, long count) {}

    /** @param value what the list is narrowed by; {@code name} is what a person reads */
    public record Wearer(String value, String name) {}
}
