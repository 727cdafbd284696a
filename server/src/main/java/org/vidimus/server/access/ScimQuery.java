package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.scim.AttributePath;
import org.vidimus.server.access.scim.Filter;
import org.vidimus.server.access.scim.FilterReader;
import org.vidimus.server.access.scim.Matching;
import org.vidimus.server.access.scim.Projection;
import org.vidimus.server.access.scim.ResourceType;
import org.vidimus.server.access.scim.ScimProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a list is wanted (RFC 7644 §3.4.2). */
record ScimQuery(
        ResourceType type,
        Optional<Filter> filter,
        Optional<AttributePath> sortBy,
        boolean descending,
        int startIndex,
        int count,
        Projection projection) {
    static final int MOST = 500;
    private static final int USUAL = 100;

    /** As parameters of an address say it. */
    record Words(
            @Nullable String filter,
            @Nullable String sortBy,
            @Nullable String sortOrder,
            @Nullable String startIndex,
            @Nullable String count,
            @Nullable String attributes,
            @Nullable String excludedAttributes) {
        static final Words NONE = new Words(null, null, null, null, null, null, null);

        /** Of a {@code SearchRequest} (RFC 7644 §3.4.3). */
        static Words of(JsonNode body) {
            return new Words(
                    text(body, "filter"),
                    text(body, "sortBy"),
                    text(body, "sortOrder"),
                    text(body, "startIndex"),
                    text(body, "count"),
                    names(body, "attributes"),
                    names(body, "excludedAttributes"));
        }

        private static @Nullable String text(JsonNode body, String name) {
            JsonNode value = body.path(name);
            return value.isValueNode() && !value.isNull() ? value.asString() : null;
        }

        private static @Nullable String names(JsonNode body, String name) {
            JsonNode value = body.path(name);
            return value.isArray()
                    ? String.join(
                            ",",
                            value.valueStream()
                                    .filter(JsonNode::isString)
                                    .map(JsonNode::asString)
                                    .toList())
                    : text(body, name);
        }
    }

    static ScimQuery of(ResourceType type, Words words) {
        String filter = words.filter();
        String sortBy = words.sortBy();
        return new ScimQuery(
                type,
                filter == null || filter.isBlank() ? Optional.empty() : Optional.of(FilterReader.read(type, filter)),
                sortBy == null || sortBy.isBlank()
                        ? Optional.empty()
                        : Optional.of(AttributePath.parse(type, sortBy.strip())),
                "descending".equalsIgnoreCase(words.sortOrder()),
                Math.max(1, number("startIndex", words.startIndex(), 1)),
                Math.clamp(number("count", words.count(), USUAL), 0, MOST),
                Projection.of(type, words.attributes(), words.excludedAttributes()));
    }

    private static int number(String name, @Nullable String text, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw ScimProblem.invalidValue(name + ": want a whole number");
        }
    }

    boolean wantsAll() {
        return filter.isEmpty() && sortBy.isEmpty();
    }

    /** @param resources with {@code meta}, in an order that does not change by itself */
    ObjectNode answer(List<ObjectNode> resources) {
        Matching matching = new Matching(type);
        List<ObjectNode> fitting = resources.stream()
                .filter(each ->
                        filter.filter(wanted -> !matching.fits(each, wanted)).isEmpty())
                .toList();
        if (sortBy.isPresent()) {
            var order = matching.by(sortBy.get());
            fitting = fitting.stream()
                    .sorted(descending ? order.reversed() : order)
                    .toList();
        }
        return page(fitting.stream().skip(startIndex - 1L).limit(count).toList(), fitting.size());
    }

    ObjectNode page(List<ObjectNode> shown, int total) {
        return ScimForm.list(shown.stream().map(projection::of).toList(), total, startIndex);
    }
}
