package org.vidimus.server.ingest.bodyworn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.ingest.bodyworn.BodywornTest.md5;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.ServerTest;
import org.vidimus.server.ingest.bodyworn.CameraSystem.Recording;
import org.vidimus.server.ingest.bodyworn.DoorHouse.Connected;
import org.vidimus.trust.Sha256;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The door's manners are those of OpenStack Swift, as its API reference tells them. */
@ServerTest
class SwiftTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    DoorHouse house;

    @Autowired
    JsonMapper json;

    private Connected door;
    private CameraSystem system;

    @BeforeEach
    void connect() {
        door = house.connected(Map.of());
        system = door.system();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Recording recording() {
        return new Recording(UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
    }

    private List<String> lines(String path) {
        return new String(system.get(path).body(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void mergesMetadataOfContainersAndReplacesThatOfObjects() {
        system.put("/Users", CameraSystem.meta("Container", "One", "1", "Two", "2"), null);
        system.post("/Users", CameraSystem.meta("Container", "Two", "", "Three", "3"));
        HttpResponse<byte[]> container = system.head("/Users/");

        assertThat(container.statusCode()).isEqualTo(204);
        assertThat(container.headers().firstValue("X-Container-Meta-One")).hasValue("1");
        assertThat(container.headers().firstValue("X-Container-Meta-Two")).isEmpty();
        assertThat(container.headers().firstValue("X-Container-Meta-Three")).hasValue("3");
        system.post("/Users", Map.of("X-Remove-Container-Meta-Three", "x"));
        assertThat(system.head("/Users").headers().firstValue("X-Container-Meta-Three"))
                .isEmpty();

        system.put("/Users/u", Map.of("x-object-meta-NAME", "A", "X-OBJECT-META-Other", "B"), new byte[0]);
        assertThat(system.head("/Users/u").headers().firstValue("X-Object-Meta-Name"))
                .hasValue("A");
        assertThat(system.post("/Users/u", CameraSystem.meta("Object", "Name", "Günter"))
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<byte[]> object = system.head("/Users/u");
        assertThat(object.headers().firstValue("X-Object-Meta-Name")).hasValue("G%C3%BCnter");
        assertThat(object.headers().firstValue("X-Object-Meta-Other")).isEmpty();
        assertThat(object.headers().firstValue("Etag")).hasValue("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void listsByPagesPrefixesAndFolds() throws Exception {
        system.put("/Users", Map.of(), null);
        for (String name : List.of("a/1", "a/2", "b", "c/x", "ä")) {
            assertThat(system.put("/Users/" + CameraSystem.encoded(name).replace("%2F", "/"), Map.of(), bytes(name))
                            .statusCode())
                    .isEqualTo(201);
        }

        assertThat(lines("/Users")).containsExactly("a/1", "a/2", "b", "c/x", "ä");
        assertThat(lines("/Users?limit=2")).containsExactly("a/1", "a/2");
        assertThat(lines("/Users?marker=a/2&limit=2")).containsExactly("b", "c/x");
        assertThat(lines("/Users?prefix=a/")).containsExactly("a/1", "a/2");
        assertThat(lines("/Users?end_marker=b")).containsExactly("a/1", "a/2");
        assertThat(lines("/Users?delimiter=/")).containsExactly("a/", "b", "c/", "ä");
        assertThat(lines("/Users?delimiter=/&marker=a/")).containsExactly("b", "c/", "ä");
        assertThat(lines("/Users?prefix=a/&delimiter=/")).containsExactly("a/1", "a/2");
        JsonNode all = json.readTree(system.get("/Users?format=json&limit=1").body());
        assertThat(all.get(0).get("name").asString()).isEqualTo("a/1");
        assertThat(all.get(0).get("hash").asString()).isEqualTo(md5(bytes("a/1")));
        assertThat(all.get(0).get("bytes").asInt()).isEqualTo(3);
        assertThat(all.get(0).get("last_modified").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        assertThat(json.readTree(system.get("/Users?format=json&delimiter=/").body())
                        .get(0)
                        .get("subdir")
                        .asString())
                .isEqualTo("a/");
        assertThat(system.get("/Users?prefix=nothing").statusCode()).isEqualTo(204);
        assertThat(new String(system.get("/Users?prefix=nothing&format=json").body(), StandardCharsets.UTF_8))
                .isEqualTo("[]");
        assertThat(system.get("/Users?limit=10001").statusCode()).isEqualTo(412);
        assertThat(system.get("/Users?limit=x").statusCode()).isEqualTo(412);

        system.put("/Devices", Map.of(), null);
        assertThat(lines("")).containsExactly("Devices", "Users");
        assertThat(lines("/?marker=Devices")).containsExactly("Users");
        JsonNode containers = json.readTree(system.call("GET", "", Map.of("Accept", "application/json"), null)
                .body());
        assertThat(containers.get(1).get("count").asInt()).isEqualTo(5);
        HttpResponse<byte[]> account = system.head("");
        assertThat(account.statusCode()).isEqualTo(204);
        assertThat(account.headers().firstValue("X-Account-Container-Count")).hasValue("2");
        assertThat(account.headers().firstValue("X-Account-Object-Count")).hasValue("5");
        assertThat(system.head("/Users").headers().firstValue("X-Container-Object-Count"))
                .hasValue("5");
    }

    @Test
    void listsInXmlForWhoeverAsksForThat() throws Exception {
        system.put("/Users", Map.of(), null);
        for (String name : List.of("a/1", "b<&>\"ä")) {
            system.put("/Users/" + CameraSystem.encoded(name), Map.of("Content-Type", "text/x-one"), bytes(name));
        }

        Element users = xml("/Users?format=xml&delimiter=/");
        assertThat(users.getTagName()).isEqualTo("container");
        assertThat(users.getAttribute("name")).isEqualTo("Users");
        assertThat(text(users, "subdir", "name")).isEqualTo("a/");
        assertThat(text(users, "object", "name")).isEqualTo("b<&>\"ä");
        assertThat(text(users, "object", "hash")).isEqualTo(md5(bytes("b<&>\"ä")));
        assertThat(text(users, "object", "content_type")).isEqualTo("text/x-one");
        Element account = xml("?format=xml");
        assertThat(account.getTagName()).isEqualTo("account");
        assertThat(text(account, "container", "name")).isEqualTo("Users");
        assertThat(text(account, "container", "count")).isEqualTo("2");
        assertThat(system.get("/Users?format=xml&prefix=nothing").statusCode()).isEqualTo(200);
    }

    private Element xml(String path) throws Exception {
        HttpResponse<byte[]> answer = system.get(path);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml;charset=utf-8");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body()))
                .getDocumentElement();
    }

    private static String text(Element root, String kind, String field) {
        Element entry = (Element) root.getElementsByTagName(kind).item(0);
        return entry.getElementsByTagName(field).item(0).getTextContent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "100%",
                "semi;colon",
                "a/b//c",
                "Größe?#&+",
                "qu\"ote",
                "back\\slash",
                "plus+",
                "日本"
            })
    void keepsNamesExactly(String name) throws Exception {
        system.put("/Devices", Map.of(), null);
        String path = "/Devices/" + CameraSystem.encoded(name);

        assertThat(system.put(path, Map.of(), bytes(name)).statusCode()).isEqualTo(201);

        assertThat(system.get(path).body()).isEqualTo(bytes(name));
        JsonNode listed = json.readTree(system.get("/Devices?format=json").body());
        assertThat(listed.get(0).get("name").asString()).isEqualTo(name);
    }

    @Test
    void answersInSwiftsStatuses() throws Exception {
        assertThat(system.put("/nothing/here", Map.of(), bytes("x")).statusCode())
                .isEqualTo(404);
        assertThat(system.post("/nothing", Map.of()).statusCode()).isEqualTo(404);
        assertThat(system.head("/nothing").statusCode()).isEqualTo(404);
        assertThat(system.get("/nothing").statusCode()).isEqualTo(404);
        system.put("/Users", Map.of(), null);
        assertThat(system.post("/Users/nobody", Map.of()).statusCode()).isEqualTo(404);
        assertThat(system.get("/Users/nobody").statusCode()).isEqualTo(404);
        system.put("/Users/u", Map.of(), bytes("1"));
        assertThat(system.put("/Users/u", Map.of("If-None-Match", "*"), bytes("2"))
                        .statusCode())
                .isEqualTo(412);
        assertThat(system.put("/Users/" + "n".repeat(1025), Map.of(), bytes("x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(system.put("/" + "n".repeat(257), Map.of(), null).statusCode())
                .isEqualTo(400);
        assertThat(system.call("PATCH", "/Users", Map.of(), null).statusCode()).isEqualTo(405);
        assertThat(system.call("DELETE", "/Users", Map.of(), null).statusCode()).isEqualTo(403);
        assertThat(system.post("", Map.of()).statusCode()).isEqualTo(403);
        system.put("/System", Map.of(), null);
        assertThat(system.put("/System/Capabilities.json", Map.of(), bytes("{}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(system.put("/Users/big", Map.of(), new byte[100_000]).statusCode())
                .isEqualTo(413);
        assertThat(system.put("/Users", CameraSystem.meta("Container", "N".repeat(200), "x"), null)
                        .statusCode())
                .isEqualTo(400);
        try (var wire = system.wire("PUT", "/Users/nolength")) {
            assertThat(wire.answer()).startsWith("HTTP/1.1 411");
        }
        try (var wire = system.wire("PUT", "/Users/%FF", "Content-Length: 0")) {
            assertThat(wire.answer()).startsWith("HTTP/1.1 400");
        }
        try (var wire = system.wire("PUT", "/Users/../../../../evidence", "Content-Length: 0")) {
            assertThat(wire.answer()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void hearsARefusalBeforeItSendsAnythingWhenItWaitsToBeAsked() throws Exception {
        Recording recording = recording();
        try (var wire = system.wire(
                "PUT", recording.clip(0), "Content-Length: 9000000000", "Expect: 100-continue", "Connection: close")) {
            assertThat(wire.answer()).startsWith("HTTP/1.1 404");
        }
        system.begin(recording);
        byte[] clip = bytes("sent when asked " + UUID.randomUUID());
        try (var wire = system.wire(
                "PUT",
                recording.clip(0),
                "Content-Length: " + clip.length,
                "Expect: 100-continue",
                "Connection: close")) {
            assertThat(wire.answer()).startsWith("HTTP/1.1 100");
            wire.out().write(clip);
            assertThat(wire.answer()).startsWith("HTTP/1.1 201").containsIgnoringCase("Etag: " + md5(clip));
        }
    }

    @Test
    void keepsNothingOfWhatBrokeOff() throws Exception {
        Recording recording = recording();
        system.begin(recording);
        try (var wire = system.wire("PUT", recording.clip(0), "Content-Length: 1000000")) {
            wire.out().write(new byte[500_000]);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(house.drafts(door.door()))
                    .isEqualTo(1));
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(house.drafts(door.door()))
                .isZero());
        assertThat(system.head(recording.clip(0)).statusCode()).isEqualTo(404);
        assertThat(system.put(recording.clip(0), recording.clipMeta(0), bytes("whole " + UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void keepsNothingOfWhatIsStillComingInWhenTheDoorIsClosed() throws Exception {
        Recording recording = recording();
        system.begin(recording);
        byte[] clip = new byte[400_000];
        try (var wire = system.wire("PUT", recording.clip(0), "Content-Length: " + clip.length)) {
            wire.out().write(clip, 0, 200_000);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(house.drafts(door.door()))
                    .isEqualTo(1));

            house.close(door.door());

            wire.out().write(clip, 200_000, 200_000);
            assertThat(wire.answer()).startsWith("HTTP/1.1 401");
        }
        assertThat(house.drafts(door.door())).isZero();
    }

    @Test
    void finishesAFileWhoseTokenExpiresOnTheWay() throws Exception {
        Recording recording = recording();
        system.begin(recording);
        byte[] clip = bytes("long " + UUID.randomUUID());
        try (var wire = system.wire("PUT", recording.clip(0), "Content-Length: " + clip.length)) {
            wire.out().write(clip, 0, 10);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(house.drafts(door.door()))
                    .isEqualTo(1));

            house.expireTokens(door.door());

            wire.out().write(clip, 10, clip.length - 10);
            assertThat(wire.answer()).startsWith("HTTP/1.1 201");
        }
        assertThat(system.head(recording.clip(0)).statusCode()).isEqualTo(401);
    }

    @Test
    void putsLargeObjectsTogetherByTheListOfTheirSegments() {
        Recording recording = recording();
        system.begin(recording);
        byte[] clip = new byte[300_000];
        new java.util.SplittableRandom().nextBytes(clip);
        String segments = recording.container() + "_segments";
        assertThat(system.put(segments, Map.of(), null).statusCode()).isEqualTo(201);
        StringBuilder etags = new StringBuilder();
        StringBuilder manifest = new StringBuilder("[");
        for (int i = 0; i < 3; i++) {
            byte[] piece = Arrays.copyOfRange(clip, i * 100_000, (i + 1) * 100_000);
            assertThat(system.put(segments + "/clip/" + i, Map.of(), piece).statusCode())
                    .isEqualTo(201);
            etags.append(md5(piece));
            manifest.append(i == 0 ? "" : ",")
                    .append("{\"path\":\"" + segments + "/clip/" + i + "\",\"etag\":\"" + md5(piece)
                            + "\",\"size_bytes\":100000}");
        }
        byte[] list = bytes(manifest.append("]").toString());

        HttpResponse<byte[]> made =
                system.put(recording.clip(0) + "?multipart-manifest=put", recording.clipMeta(0), list);
        HttpResponse<byte[]> again =
                system.put(recording.clip(0) + "?multipart-manifest=put", recording.clipMeta(0), list);

        String etag = "\"" + md5(bytes(etags.toString())) + "\"";
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Etag")).hasValue(etag);
        assertThat(again.statusCode()).isEqualTo(201);
        HttpResponse<byte[]> whole = system.head(recording.clip(0));
        assertThat(whole.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(300_000);
        assertThat(whole.headers().firstValue("X-Static-Large-Object")).hasValue("True");
        String evidence =
                house.passed(door.door(), recording.container()).get("evidence").asString();
        assertThat(house.evidence(evidence).get("originals")).hasSize(1);
        assertThat(house.evidence(evidence)
                        .get("originals")
                        .get(0)
                        .get("sha256")
                        .asString())
                .isEqualTo(Sha256.of(clip).toString());
        assertThat(system.put(
                                recording.clip(1) + "?multipart-manifest=put",
                                Map.of(),
                                bytes("[{\"path\":\"/no/where\"}]"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void putsLargeObjectsTogetherByTheBeginningOfTheirNames() {
        Recording recording = recording();
        system.begin(recording);
        String segments = recording.container() + "_segments";
        system.put(segments, Map.of(), null);
        byte[] clip = bytes("one half, " + UUID.randomUUID() + ", and the other");
        system.put(segments + "/clip/0001", Map.of(), Arrays.copyOf(clip, 12));
        system.put(segments + "/clip/0002", Map.of(), Arrays.copyOfRange(clip, 12, clip.length));

        HttpResponse<byte[]> manifest = system.put(
                recording.clip(0),
                Map.of("X-Object-Manifest", segments.substring(1) + "/clip/", "Etag", md5(new byte[0])),
                new byte[0]);

        assertThat(manifest.statusCode()).isEqualTo(201);
        assertThat(manifest.headers().firstValue("Etag"))
                .as("a sender compares it with what it sent: nothing")
                .hasValue(md5(new byte[0]));
        String evidence =
                house.passed(door.door(), recording.container()).get("evidence").asString();
        assertThat(house.evidence(evidence)
                        .get("originals")
                        .get(0)
                        .get("sha256")
                        .asString())
                .isEqualTo(Sha256.of(clip).toString());
    }
}
