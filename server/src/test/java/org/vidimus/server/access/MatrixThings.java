package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;

/** Things of everybody's for {@link MatrixTest}, and requests about them that are well formed, so that only the gate refuses them. */
@Component
class MatrixThings {
    private static final String VISITOR = "VISITOR";
    private static final String OWN = "own";
    private static final String UNIT = "unit";
    private static final String ELSEWHERE = "elsewhere";
    private static final String RESTRICTED = "restricted";
    private static final String CONFIDENTIAL = "confidential";
    private static final String NOWHERE = "nowhere";
    private static final String NONE = "-";

    /** What is sent where a body is wanted. Others get an empty object. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /api/bundles", "{\"evidence\":[\"%s\"]}"),
            Map.entry("PUT /api/evidence/{id}/level", "{\"level\":\"RESTRICTED\",\"reason\":\"matrix\"}"),
            Map.entry("PUT /api/evidence/{id}/named/{person}", "{\"reason\":\"matrix\"}"),
            Map.entry("PUT /api/evidence/{id}/breach", "{\"level\":\"RESTRICTED\",\"reason\":\"matrix\"}"),
            Map.entry("POST /api/docks", "{\"name\":\"Dock %s\"}"),
            Map.entry("POST /api/sites", "{\"name\":\"Site %s\"}"),
            Map.entry("PUT /api/sites/{id}", "{\"name\":\"Site %s\"}"),
            Map.entry("POST /api/camera-settings", "{\"name\":\"Settings %s\",\"values\":{}}"),
            Map.entry("PUT /api/camera-settings/{id}", "{\"name\":\"Settings %s\",\"values\":{}}"),
            Map.entry("PUT /api/evidence/{id}/complaints/{person}", "{\"reference\":\"matrix\"}"),
            Map.entry("POST /api/evidence/{id}/openings", "{\"code\":\"OTHER\",\"words\":\"matrix\"}"),
            Map.entry("PATCH /api/evidence/{id}", "{\"title\":\"matrix\"}"),
            Map.entry("POST /api/approvals/{id}/decision", "{\"approve\":true}"),
            Map.entry("PUT /api/people/{id}/lock", "{\"reason\":\"matrix\"}"),
            Map.entry("POST /api/glass", "{\"reason\":\"matrix\"}"),
            Map.entry("POST /api/glass/{id}/review", "{\"justified\":true,\"remark\":\"matrix\"}"),
            Map.entry(
                    "POST /api/people",
                    "{\"login\":\"m%s\",\"name\":\"Matrix\",\"role\":\"WEARER\",\"password\":\"correct horse battery\"}"),
            Map.entry("PUT /api/people/{id}", "{\"name\":\"Matrix\"}"),
            Map.entry("POST /api/people/{id}/duties", "{\"role\":\"WEARER\"}"),
            Map.entry("POST /api/cameras", "{\"serial\":\"M-%s\"}"),
            Map.entry("POST /api/hand-outs", "{\"person\":\"%s\"}"),
            Map.entry("POST /api/hand-outs/{id}/end", "{\"reason\":\"matrix\"}"),
            Map.entry("POST /api/kiosks", "{\"name\":\"Matrix\"}"),
            Map.entry("POST /api/people/{id}/badges", "{\"number\":\"%s\"}"),
            Map.entry("PUT /api/account/pin", "{\"pin\":\"274913\"}"),
            Map.entry("PUT /api/evidence/{id}/wearer", "{\"person\":\"%p\",\"reason\":\"matrix\"}"),
            Map.entry("PUT /api/categories/{id}", "{\"level\":\"RESTRICTED\"}"),
            Map.entry("POST /api/tokens", "{\"name\":\"matrix\",\"days\":1}"),
            Map.entry("POST /api/units", "{\"name\":\"Unit %s\"}"),
            Map.entry("PUT /api/units/{id}", "{\"name\":\"Unit %s\"}"),
            Map.entry("PUT /api/roles/{code}", "{\"name\":\"Matrix\",\"rights\":[]}"),
            Map.entry("POST /api/roles/{code}/preview", "{\"name\":\"Matrix\",\"rights\":[]}"),
            Map.entry("PUT /api/profiles/in-force", "{\"code\":\"PLAIN\",\"version\":1}"),
            Map.entry("POST /api/session", "{\"login\":\"nobody%s\",\"password\":\"nothing at all\"}"),
            Map.entry("POST /api/uploads/{id}/erased", "{\"at\":\"2026-01-01T00:00:00Z\"}"));

    private final TestPeople people;
    private final Household household;
    private final TestEvidence evidence;
    private final JdbcClient sql;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Person> holders = new ConcurrentHashMap<>();

    MatrixThings(TestPeople people, Household household, TestEvidence evidence, JdbcClient sql) {
        this.people = people;
        this.household = household;
        this.evidence = evidence;
        this.sql = sql;
    }

    /** A request to be sent. */
    record Call(String path, Optional<String> token, Optional<String> body, Map<String, String> headers) {}

    /** For whose things an endpoint has lines. */
    static List<String> thingsOf(String endpoint) {
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        if (path.startsWith("/api/evidence/{id}")
                || path.equals("/api/bundles")
                || path.startsWith("/api/ledger/entries/{id}")) {
            return List.of(OWN, UNIT, ELSEWHERE, RESTRICTED, CONFIDENTIAL, NOWHERE);
        }
        if (path.startsWith("/api/people/{id}") || path.startsWith("/scim/v2/Users/{id}")) {
            return List.of(UNIT, ELSEWHERE, NOWHERE);
        }
        if (path.equals("/api/cameras/{id}") || path.equals("/api/cameras/{id}/history")) {
            return List.of(OWN, UNIT, ELSEWHERE, NOWHERE);
        }
        if (path.startsWith("/api/tokens/{id}") || path.startsWith("/api/uploads/{id}")) {
            return List.of(OWN, ELSEWHERE, NOWHERE);
        }
        return List.of(path.contains("{") ? NOWHERE : NONE);
    }

    Call call(String method, String path, String thing, String role) {
        String endpoint = method + " " + path;
        String fresh = UUID.randomUUID().toString();
        String id = idOf(path, thing, role).orElse(fresh);
        String filled = path.replace("{id}", id)
                .replace("{person}", people.person(Role.WEARER).id().toString())
                .replace("{n}", "1")
                .replace("{name}", "poster.jpg")
                .replace("{serial}", "M-" + fresh)
                .replace(
                        "{code}",
                        path.contains("profiles")
                                ? "UK-LE"
                                : "M_" + fresh.substring(0, 8).toUpperCase(Locale.ROOT))
                .replace("{version}", "1")
                .replaceAll("\\{[*]?[a-zA-Z]+(:[^}]*)?}", fresh)
                .replace("/**", "/x");
        if (path.equals("/api/policy/explanation")) {
            filled += "?person=" + people.person(Role.WEARER).id() + "&action=evidence.view";
        }
        Map<String, String> headers = new HashMap<>();
        Optional<String> body = Optional.empty();
        if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            headers.put("Content-Type", "application/json");
            body = Optional.of(BODIES.getOrDefault(endpoint, "{}")
                    .replace("%s", path.equals("/api/bundles") ? id : fresh)
                    .replace("%p", people.person(Role.WEARER).id().toString()));
        }
        if (path.startsWith("/api/uploads") && !path.endsWith("/erased")) {
            headers.put("Tus-Resumable", "1.0.0");
            if (path.equals("/api/uploads") && method.equals("POST")) {
                headers.putAll(newUpload());
                body = Optional.of("");
            } else if (method.equals("PATCH") || method.equals("POST")) {
                headers.put("Content-Type", "application/offset+octet-stream");
                headers.put("Upload-Offset", "0");
                body = Optional.of("x");
                if (method.equals("POST")) {
                    headers.put("X-HTTP-Method-Override", "PATCH");
                }
            }
        }
        if (path.contains("openid") && path.endsWith("logout") && method.equals("POST")) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        return new Call(filled, token(role), body, headers);
    }

    private Optional<String> idOf(String path, String thing, String role) {
        if (thing.equals(NOWHERE) || thing.equals(NONE)) {
            return Optional.empty();
        }
        if (path.startsWith("/api/evidence/") || path.equals("/api/bundles")) {
            return Optional.of(footage(thing, role).toString());
        }
        if (path.startsWith("/api/ledger/entries/")) {
            return Optional.of(entryAbout(footage(thing, role)).toString());
        }
        if (path.startsWith("/api/people/") || path.startsWith("/scim/")) {
            return Optional.of(somebody(thing).id().toString());
        }
        if (path.startsWith("/api/tokens/")) {
            return Optional.of(household
                    .token(
                            Caller.job("matrix"),
                            "matrix",
                            thing.equals(OWN) && !role.equals(VISITOR) ? holder(role) : somebody(ELSEWHERE),
                            Duration.ofDays(1))
                    .token()
                    .id()
                    .toString());
        }
        if (path.startsWith("/api/uploads/")) {
            return Optional.of(upload(thing, role));
        }
        if (path.startsWith("/api/cameras/")) {
            return Optional.of(camera(thing, role).toString());
        }
        throw new IllegalArgumentException("whose " + thing + " " + path);
    }

    /** One that is kept for somebody, in their unit. */
    private UUID camera(String thing, String role) {
        Person wearer = thing.equals(OWN) && !role.equals(VISITOR) ? holder(role) : somebody(thing);
        UUID id = UUID.randomUUID();
        sql.sql("insert into camera (id, serial, unit, wearer) values (?, ?, ?, ?)")
                .params(
                        id,
                        "M-" + id,
                        wearer.unit().orElseThrow().id().value(),
                        wearer.id().value())
                .update();
        return id;
    }

    private UUID footage(String thing, String role) {
        Person wearer =
                switch (thing) {
                    case OWN -> role.equals(VISITOR) ? somebody(UNIT) : holder(role);
                    case ELSEWHERE -> somebody(ELSEWHERE);
                    default -> somebody(UNIT);
                };
        UUID id = evidence.receive(
                        Delivery.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "matrix.bin")
                                .wornBy(wearer.id(), wearer.unit().orElseThrow().id()))
                .evidence()
                .value();
        if (thing.equals(RESTRICTED) || thing.equals(CONFIDENTIAL)) {
            sql.sql("update evidence set level = ? where id = ?")
                    .params(thing.toUpperCase(Locale.ROOT), id)
                    .update();
        }
        return id;
    }

    /** Somebody looks at it, and that is an entry. */
    private UUID entryAbout(UUID footage) {
        people.api(Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/evidence/" + footage)
                .retrieve()
                .toBodilessEntity();
        return sql.sql("select id from custody_entry where subjects @> array['evidence ' || ?::text] limit 1")
                .param(footage.toString())
                .query(UUID.class)
                .single();
    }

    private String upload(String thing, String role) {
        RestClient api = thing.equals(OWN) && !role.equals(VISITOR)
                ? people.api(token(role).orElseThrow())
                : people.api(Role.EVIDENCE_MANAGER);
        var made = api.post()
                .uri("/api/uploads")
                .headers(headers -> {
                    headers.set("Tus-Resumable", "1.0.0");
                    newUpload().forEach(headers::set);
                })
                .retrieve()
                .toBodilessEntity();
        return Optional.ofNullable(made.getHeaders().getLocation())
                .map(location -> location.getPath().replaceAll(".*/", ""))
                // Who may not upload has none of their own.
                .orElseGet(() -> upload(ELSEWHERE, role));
    }

    private static Map<String, String> newUpload() {
        String name = java.util.Base64.getEncoder().encodeToString("matrix.bin".getBytes(StandardCharsets.UTF_8));
        String digest = java.util.Base64.getEncoder()
                .encodeToString(org.vidimus.trust.Sha256.of("x".getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        return Map.of("Upload-Length", "1", "Upload-Metadata", "filename " + name + ",sha256 " + digest);
    }

    private Person somebody(String where) {
        String login = "m-" + UUID.randomUUID();
        return people.another(Role.WEARER, login, where.equals(UNIT) ? people.unit() : people.unit("Elsewhere"));
    }

    private Person holder(String role) {
        if (role.equals(Role.DOCK.name())) {
            return somebody(UNIT);
        }
        return holders.computeIfAbsent(
                role, name -> people.another(Role.valueOf(name), "holder-" + name, people.unit()));
    }

    private Optional<String> token(String role) {
        if (role.equals(VISITOR)) {
            return Optional.empty();
        }
        return Optional.of(Objects.requireNonNull(tokens.computeIfAbsent(
                role, name -> name.equals(Role.DOCK.name()) ? people.token(Role.DOCK) : people.token(holder(name)))));
    }
}
