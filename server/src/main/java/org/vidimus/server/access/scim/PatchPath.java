package org.vidimus.server.access.scim;

import java.util.Optional;

/** Where PATCH changes something: {@code members[value eq "…"]}, {@code emails[type eq "work"].value} (RFC 7644 §3.5.2, figure 7). */
record PatchPath(Optional<String> schema, Optional<String> attribute, Optional<Filter> filter, Optional<String> sub) {
    private static final int LONGEST = 4_000;

    static PatchPath parse(ResourceType type, String text) {
        if (text.length() > LONGEST) {
            throw ScimProblem.invalidPath("the path has " + text.length() + " characters, want at most " + LONGEST);
        }
        int open = text.indexOf('[');
        if (open < 0) {
            AttributePath path = AttributePath.parse(type, text);
            return new PatchPath(path.schema(), path.attribute(), Optional.empty(), path.sub());
        }
        int close = text.lastIndexOf(']');
        String behind = close < open ? "" : text.substring(close + 1);
        if (close < open || !(behind.isEmpty() || behind.startsWith(".") && behind.length() > 1)) {
            throw ScimProblem.invalidPath("'" + AttributePath.shown(text) + "' is no path");
        }
        AttributePath path = AttributePath.parse(type, text.substring(0, open));
        if (path.attribute().isEmpty() || path.sub().isPresent()) {
            throw ScimProblem.invalidPath("'" + AttributePath.shown(text) + "' is no path");
        }
        return new PatchPath(
                path.schema(),
                path.attribute(),
                Optional.of(FilterReader.read(type, text.substring(open + 1, close))),
                behind.isEmpty() ? Optional.empty() : Optional.of(behind.substring(1)));
    }

    Optional<Attribute> known(ResourceType type) {
        return attribute.flatMap(name -> type.attribute(schema, name));
    }
}
