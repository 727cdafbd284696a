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
import org.springframework.web.util.HtmlUtils;
import org.vidimus.server.ingest.bodyworn.Listings.Asked;
import org.vidimus.server.ingest.bodyworn.Listings.Entry;
import tools.jackson.databind.json.JsonMapper;

/** How a listing is asked for and written: names in lines, JSON, or XML. */
enum ListingForm {
    PLAIN("text/plain; charset=utf-8"),
    JSON("application/json; charset=utf-8"),
    XML("application/xml; charset=utf-8");

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

    static ListingForm of(HttpServletRequest request) {
        String wanted = Optional.ofNullable(request.getParameter("format"))
                .orElseGet(
                        () -> Optional.ofNullable(request.getHeader("Accept")).orElse(""))
                .toLowerCase(Locale.ROOT);
        if (wanted.equals("json") || wanted.startsWith("application/json")) {
            return JSON;
        }
        if (wanted.equals("xml") || wanted.startsWith("application/xml") || wanted.startsWith("text/xml")) {
            return XML;
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

    /** @param of the account, or the container in it */
    byte[] write(List<Entry> entries, String of, boolean ofContainers, JsonMapper json) {
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
                    case XML -> xml(entries, of, ofContainers);
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String xml(List<Entry> entries, String of, boolean ofContainers) {
        String all = ofContainers ? "account" : "container";
        String one = ofContainers ? "container" : "object";
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append('<').append(all).append(" name=\"").append(escaped(of)).append("\">");
        for (Entry entry : entries) {
            if (entry.folded()) {
                String name = escaped(entry.name());
                text.append("<subdir name=\"")
                        .append(name)
                        .append("\"><name>")
                        .append(name)
                        .append("</name></subdir>");
                continue;
            }
            text.append('<').append(one).append('>');
            (ofContainers ? container(entry) : object(entry)).forEach((name, value) -> text.append('<')
                    .append(name)
                    .append('>')
                    .append(escaped(value.toString()))
                    .append("</")
                    .append(name)
                    .append('>'));
            text.append("</").append(one).append('>');
        }
        return text.append("</").append(all).append(">\n").toString();
    }

    /** XML has no way at all to write most control characters. */
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8")
                .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\uFFFE\uFFFF]", "\uFFFD");
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
