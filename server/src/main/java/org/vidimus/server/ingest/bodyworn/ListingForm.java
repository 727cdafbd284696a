package org.vidimus.server.ingest.bodyworn;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vidimus.server.ingest.bodyworn.Listings.Asked;
import org.vidimus.server.ingest.bodyworn.Listings.Entry;
import tools.jackson.databind.json.JsonMapper;

/** How a listing is asked for and written: names in lines, or JSON. */
enum ListingForm {
    PLAIN("text/plain; charset=utf-8"),
    JSON("application/json; charset=utf-8");

    private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String type;

    ListingForm(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** @throws org.vidimus.server.Refused for a form that is not offered */
    static ListingForm of(HttpServletRequest request) {
        String wanted = Optional.ofNullable(request.getParameter("format"))
                .orElseGet(
                        () -> Optional.ofNullable(request.getHeader("Accept")).orElse(""))
                .toLowerCase(Locale.ROOT);
        if (wanted.equals("json") || wanted.startsWith("application/json")) {
            return JSON;
        }
        if (wanted.equals("xml") || wanted.startsWith("application/xml") || wanted.startsWith("text/xml")) {
            throw new BodywornProblem.NotOffered("listings in XML; ask for format=json or plain").refused();
        }
        return PLAIN;
    }

    static Asked asked(HttpServletRequest request) {
        String limit = parameter(request, "limit");
        if (!limit.matches("[0-9]{0,9}") || !limit.isEmpty() && Integer.parseInt(limit) > Listings.MOST) {
            throw new BodywornProblem.LimitUnfit(Listings.MOST).refused();
        }
        return new Asked(
                limit.isEmpty() ? Listings.MOST : Integer.parseInt(limit),
                parameter(request, "marker"),
                parameter(request, "end_marker"),
                parameter(request, "prefix"),
                parameter(request, "delimiter"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = Optional.ofNullable(request.getParameter(name)).orElse("");
        if (value.indexOf('\0') >= 0) {
            throw new BodywornProblem.NotUtf8().refused();
        }
        return value;
    }

    byte[] write(List<Entry> entries, boolean ofContainers, JsonMapper json) {
        String text =
                switch (this) {
                    case PLAIN -> {
                        StringBuilder lines = new StringBuilder();
                        entries.forEach(entry -> lines.append(entry.name()).append('\n'));
                        yield lines.toString();
                    }
                    case JSON ->
                        json.writeValueAsString(entries.stream()
                                .map(entry -> entry.folded()
                                        ? Map.<String, Object>of("subdir", entry.name())
                                        : ofContainers ? container(entry) : object(entry))
                                .toList());
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> container(Entry entry) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", entry.name());
        form.put("count", entry.count());
        form.put("bytes", entry.bytes());
        form.put("last_modified", MODIFIED.format(entry.at()));
        return form;
    }

    private static Map<String, Object> object(Entry entry) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("hash", Receiving.unquoted(entry.etag()));
        form.put("last_modified", MODIFIED.format(entry.at()));
        form.put("bytes", entry.bytes());
        form.put("name", entry.name());
        form.put("content_type", entry.type());
        return form;
    }
}
