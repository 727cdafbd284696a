package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.ingest.TusClient;
import tools.jackson.databind.JsonNode;

/**
 * Somebody with a token of each role tries every id of somebody else's things at every endpoint that takes one: what is hidden and
 * what does not exist must be answered alike.
 */
@ServerTest
@TestPropertySource(
        properties = {"vidimus.pace.costly=100000", "vidimus.pace.visitor=100000", "vidimus.pace.caller=100000"})
class AttackerTest {
    private static final String BODY =
            "{\"name\":\"x\",\"reason\":\"because\",\"level\":\"RESTRICTED\",\"role\":\"WEARER\",\"title\":\"t\","
                    + "\"days\":1,\"rights\":[],\"subject\":\"s\",\"at\":\"2026-01-01T00:00:00Z\",\"code\":\"NEIGHBOUR\",\"text\":\"t\"}";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    TestPeople people;

    @Autowired
    TestEvidence evidence;

    @Autowired
    JdbcClient sql;

    private static final Map<String, String> VICTIMS = new LinkedHashMap<>();
    private static Optional<Person> victim = Optional.empty();

    /** One of each kind of thing, in a unit that none of the attackers reaches. */
    @BeforeEach
    void furnish() {
        if (victim.isPresent()) {
            return;
        }
        Unit elsewhere = people.unit("Hidden unit");
        Person hidden = people.another(Role.WEARER, "hidden.wearer", elsewhere);
        victim = Optional.of(hidden);
        var received =
                evidence.receive(TestEvidence.Delivery.of("hidden bytes".getBytes(StandardCharsets.UTF_8), "hidden.bin")
                        .wornBy(hidden.id(), elsewhere.id()));
        VICTIMS.put("evidence", received.evidence().value().toString());
        VICTIMS.put("person", hidden.id().value().toString());
        VICTIMS.put("duty", hidden.duties().getFirst().id().toString());
        VICTIMS.put("unit", elsewhere.id().value().toString());
        String token = people.token(hidden);
        String upload = new TusClient(people.url(), token).created(100, Map.of("filename", "hidden.upload"));
        VICTIMS.put("upload", upload.substring(upload.lastIndexOf('/') + 1));
        VICTIMS.put("token", made(token, "/api/tokens", Map.of("name", "hidden token", "days", 1)));
        VICTIMS.put(
                "bundle",
                made(
                        people.token(Role.EVIDENCE_MANAGER),
                        "/api/bundles",
                        Map.of("evidence", List.of(VICTIMS.get("evidence")))));
        VICTIMS.put(
                "camera",
                made(
                        people.token(Role.ADMINISTRATOR),
                        "/api/cameras",
                        Map.of("serial", "HIDDEN-7", "unit", VICTIMS.get("unit"), "wearer", VICTIMS.get("person"))));
        VICTIMS.put("serial", "HIDDEN-7");
        VICTIMS.put(
                "entry",
                sql.sql("select id::text from custody_entry where ? = any(subjects) limit 1")
                        .param("evidence " + VICTIMS.get("evidence"))
                        .query(String.class)
                        .single());
    }

    private String made(String token, String path, Map<String, Object> wish) {
        JsonNode answer = Objects.requireNonNull(
                people.api(token).post().uri(path).body(wish).retrieve().body(JsonNode.class));
        assertThat(answer.has("id")).as("%s", answer).isTrue();
        return answer.get("id").asString();
    }

    private record Endpoint(String method, String path) {}

    private List<Endpoint> endpoints() {
        var found = new ArrayList<Endpoint>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            mapping.getHandlerMethods().keySet().forEach(info -> {
                Set<String> methods = info.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (methods.contains("GET")) {
                    methods.add("HEAD");
                }
                info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api"))
                        .forEach(path -> methods.forEach(method -> found.add(new Endpoint(method, path))));
            });
        }
        return found.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Endpoint::toString))
                .toList();
    }

    @Test
    void learnsNothingFromWhetherAnIdExists() throws Exception {
        List<Endpoint> taking = endpoints().stream()
                .filter(endpoint -> endpoint.path().contains("{"))
                .toList();
        assertThat(taking).hasSizeGreaterThan(30);
        var leaks = new ArrayList<String>();
        int tried = 0;

        for (Attacker attacker : attackers()) {
            for (Endpoint endpoint : taking) {
                if (attacker.reachesMuch() && !Set.of("GET", "HEAD").contains(endpoint.method())) {
                    continue;
                }
                for (Map.Entry<String, String> thing : VICTIMS.entrySet()) {
                    if (attacker.reaches().contains(thing.getKey())) {
                        continue;
                    }
                    String invented = thing.getKey().equals("serial")
                            ? "HIDDEN-8"
                            : UUID.randomUUID().toString();
                    Seen real = send(attacker.token(), endpoint, thing.getValue());
                    Seen none = send(attacker.token(), endpoint, invented);
                    tried++;
                    if (!real.equals(none)) {
                        leaks.add(
                                attacker.name() + " " + endpoint + " " + thing.getKey() + ": " + real + " but " + none);
                    }
                    if (!attacker.reachesMuch()
                            && real.body().toLowerCase(java.util.Locale.ROOT).contains("hidden")) {
                        leaks.add(attacker.name() + " " + endpoint + " " + thing.getKey() + " says " + real.body());
                    }
                }
            }
        }

        assertThat(leaks).as("of %s tries", tried).isEmpty();
        assertThat(tried).isGreaterThan(1_000);
    }

    @Test
    void findsNothingInListsCountsAndSearches() throws Exception {
        Set<String> secrets = new TreeSet<>(VICTIMS.values());
        var leaks = new ArrayList<String>();
        for (Attacker attacker : attackers()) {
            if (attacker.reachesMuch()) {
                continue;
            }
            List<String> paths = new ArrayList<>(endpoints().stream()
                    .filter(endpoint -> endpoint.method().equals("GET")
                            && !endpoint.path().contains("{")
                            && !endpoint.path().equals("/api/events")
                            && !endpoint.path().startsWith("/api/openid/"))
                    .map(Endpoint::path)
                    .toList());
            for (String filter : List.of(
                    "q=hidden",
                    "wearer=" + VICTIMS.get("person"),
                    "camera=HIDDEN-7",
                    "unit=" + VICTIMS.get("unit"),
                    "kind=FILE")) {
                paths.add("/api/evidence?" + filter);
                paths.add("/api/evidence/facets?" + filter);
                paths.add("/api/uploads?" + filter);
            }
            paths.add("/api/policy/explanation?action=evidence.view&kind=evidence&person=" + VICTIMS.get("person")
                    + "&id=" + VICTIMS.get("evidence"));
            for (String path : paths) {
                Seen seen = send(attacker.token(), new Endpoint("GET", path), "");
                // A unit's name is no secret of this house: everybody who files something chooses among them.
                boolean says = !path.startsWith("/api/units")
                        && !path.startsWith("/api/ledger")
                        && (secrets.stream()
                                        .filter(secret -> !secret.equals(VICTIMS.get("unit")))
                                        .anyMatch(seen.body()::contains)
                                || seen.body().contains("Name of hidden")
                                || seen.body().contains("hidden.bin"));
                if (says || seen.status() >= 500) {
                    leaks.add(attacker.name() + " " + path + ": " + seen);
                }
            }
        }

        assertThat(leaks).isEmpty();
    }

    /** What is hidden takes as long as what is not there, as far as a median of many tries can tell. */
    @Test
    void learnsNothingFromHowLongItTakes() throws Exception {
        String token = people.token(Role.WEARER);
        Endpoint show = new Endpoint("GET", "/api/evidence/{id}");
        double ratio = 0;
        // What leaks does so at every attempt; what else this machine does meanwhile does not disturb them all.
        for (int attempt = 0; attempt < 10; attempt++) {
            long[] hidden = new long[150];
            long[] none = new long[150];
            for (int i = -40; i < hidden.length; i++) {
                long begin = System.nanoTime();
                send(token, show, Objects.requireNonNull(VICTIMS.get("evidence")));
                long between = System.nanoTime();
                send(token, show, UUID.randomUUID().toString());
                long end = System.nanoTime();
                if (i >= 0) {
                    hidden[i] = between - begin;
                    none[i] = end - between;
                }
            }
            ratio = median(hidden) / median(none);
            if (ratio > 0.75 && ratio < 1.33) {
                return;
            }
        }
        assertThat(ratio).as("hidden over not there").isBetween(0.75, 1.33);
    }

    private static double median(long[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    /** @param reaches of every unit, by the role: there, hidden and not there are told apart by right, and nothing is changed */
    private record Attacker(String name, String token, Set<String> reaches) {
        boolean reachesMuch() {
            return !reaches.isEmpty();
        }
    }

    private List<Attacker> attackers() {
        return List.of(
                new Attacker("visitor", "", Set.of()),
                new Attacker("wearer", people.token(Role.WEARER), Set.of()),
                new Attacker("supervisor", people.token(Role.SUPERVISOR), Set.of()),
                new Attacker("dock", people.token(Role.DOCK), Set.of("upload", "camera", "serial")),
                new Attacker(
                        "evidence manager",
                        people.token(Role.EVIDENCE_MANAGER),
                        Set.of("evidence", "upload", "bundle", "camera", "serial", "entry", "person")),
                new Attacker(
                        "administrator",
                        people.token(Role.ADMINISTRATOR),
                        Set.of("person", "duty", "token", "camera", "serial", "unit", "entry")));
    }

    /** What an attacker can tell apart: the id itself is taken out, because they know it. */
    private record Seen(int status, String body, Set<String> headers) {}

    private Seen send(String token, Endpoint endpoint, String id) throws IOException, InterruptedException {
        String path = endpoint.path()
                .replaceAll("\\{(n|number|L|level)}", "1")
                .replaceAll("\\{name}", "poster.jpg")
                .replaceAll("\\{\\*?[^}]*}", id);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(people.url() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean bytes = path.startsWith("/api/uploads") && endpoint.method().equals("PATCH");
        if (path.startsWith("/api/uploads")) {
            request.header("Tus-Resumable", "1.0.0").header("Upload-Offset", "0");
        }
        boolean withBody = Set.of("POST", "PUT", "PATCH").contains(endpoint.method());
        if (withBody) {
            request.header("Content-Type", bytes ? "application/offset+octet-stream" : "application/json");
        }
        request.method(
                endpoint.method(),
                withBody ? HttpRequest.BodyPublishers.ofString(BODY) : HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Set<String> headers = new TreeSet<>(answer.headers().map().keySet());
        // After a hundred requests the server ends a connection, whatever was asked.
        headers.remove("connection");
        return new Seen(
                answer.statusCode(),
                id.isEmpty() ? answer.body() : answer.body().replace(id, "ID"),
                headers);
    }
}
