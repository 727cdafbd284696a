package org.vidimus.server.ingest.bodyworn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.ingest.bodyworn.CameraSystem.Recording;
import org.vidimus.server.ingest.bodyworn.DoorHouse.Connected;
import org.vidimus.server.media.TestFootage;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A camera system says what the specification lets it say, and footage becomes evidence. */
@ServerTest
class BodywornTest {
    private static final byte[] CLIP = "first clip of a recording".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "second clip, other bytes".getBytes(StandardCharsets.UTF_8);

    @Autowired
    TestPeople people;

    @Autowired
    DoorHouse house;

    @Autowired
    JsonMapper json;

    private static Recording recording() {
        return new Recording(UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
    }

    private static byte[] fresh(String text) {
        return (text + " " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesARecordingAsTheSpecificationTellsIt() throws Exception {
        Connected door = house.connected(Map.of("language", "de"));
        CameraSystem system = door.system();
        String number = "N-" + UUID.randomUUID();
        Person wearer = house.wearer(number);
        Recording recording = recording();

        assertThat(door.file().get("ConnectionFileVersion").asString()).isEqualTo("1.0");
        assertThat(door.file().get("WantEncryption").asBoolean()).isFalse();
        assertThat(door.file().has("PublicKey")).isFalse();
        HttpResponse<byte[]> authenticated = system.authenticate();
        assertThat(authenticated.statusCode()).isEqualTo(200);
        assertThat(authenticated
                        .headers()
                        .firstValueAsLong("X-Auth-Token-Expires")
                        .orElseThrow())
                .isEqualTo(900);

        HttpResponse<byte[]> capabilities = system.get("/System/Capabilities.json");
        assertThat(capabilities.statusCode()).isEqualTo(200);
        assertThat(capabilities.headers().firstValue("Etag")).hasValue(md5(capabilities.body()));
        assertThat(json.readTree(capabilities.body()).at("/Read/ReadCategories").asBoolean())
                .isTrue();
        assertThat(json.readTree(capabilities.body())
                        .at("/Store/StoreBookmarks")
                        .asBoolean())
                .isTrue();
        assertThat(system.get("/System/Capability.json").body()).isEqualTo(capabilities.body());
        JsonNode categories =
                json.readTree(system.get("/System/Categories.json").body());
        assertThat(categories.findValuesAsString("Name")).contains("Durchsuchung");

        String systemId = UUID.randomUUID().toString();
        assertThat(system.put("/System", Map.of(), null).statusCode()).isBetween(201, 202);
        assertThat(system.put(
                                "/System/" + systemId,
                                CameraSystem.meta("Object", "ConnectionId", "c-1", "SystemName", "Wache Süd"),
                                new byte[0])
                        .statusCode())
                .isEqualTo(201);
        assertThat(system.head("/System/" + systemId).headers().firstValue("X-Object-Meta-Systemname"))
                .hasValue("Wache%20S%C3%BCd");
        assertThat(system.put("/Users", Map.of(), null).statusCode()).isEqualTo(201);
        assertThat(system.put("/Users", Map.of(), null).statusCode()).isEqualTo(202);
        system.registerUser(recording.user(), "Jörg Weiß", number);
        system.registerDevice(recording.serial());

        assertThat(system.begin(recording).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> first = system.put(recording.clip(0), recording.clipMeta(0), TestFootage.matroska());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Etag")).hasValue(md5(TestFootage.matroska()));
        byte[] second = fresh("second clip");
        assertThat(system.put(recording.clip(1), recording.clipMeta(1), second).statusCode())
                .isEqualTo(201);
        String track = recording.clip(0).replace(".mkv", "_" + recording.serial() + "_gpstrail.json");
        assertThat(system.put(track, CameraSystem.meta("Object", "FileType", "json"), """
                        {"CoordinateEntries":[
                          {"LocationWKT":"POINT(13.221184 55.718409)","SecondsFromStart":4.0,"Timestamp":"2026-02-03T10:00:04Z"},
                          {"LocationWKT":"POINT(13.220701 55.718702)","SecondsFromStart":22.0,"Timestamp":"2026-02-03T10:00:22Z"}]}
                        """.getBytes(
                                        StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
        assertThat(system.put(
                                recording.container() + "/bookmark_20260203_100030_1",
                                CameraSystem.meta(
                                        "Object",
                                        "CategoryID",
                                        "search",
                                        "CategoryName",
                                        "Durchsuchung",
                                        "Tags",
                                        "TriggerOn:Button;Farbe:grün",
                                        "StartTime",
                                        "2026-02-03T10:00:30Z"),
                                "Tasche geöffnet".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
        assertThat(house.passed(door.door(), recording.container())
                        .get("complete")
                        .asBoolean())
                .isFalse();
        assertThat(system.complete(recording).statusCode()).isEqualTo(204);

        JsonNode passed = house.passed(door.door(), recording.container());
        assertThat(passed.get("complete").asBoolean()).isTrue();
        assertThat(passed.get("clips").asInt()).isEqualTo(2);
        assertThat(passed.get("user").asString()).isEqualTo("Jörg Weiß (" + number + ")");
        assertThat(passed.at("/wearer/id").asString()).isEqualTo(wearer.id().toString());
        assertThat(passed.get("trigger").asString()).isEqualTo("Button");
        assertThat(house.passed(door.door()).get("systems").get(0).get("name").asString())
                .isEqualTo("Wache Süd");
        String evidence = passed.get("evidence").asString();
        JsonNode shown = house.evidence(evidence);
        assertThat(shown.at("/wearer/id").asString()).isEqualTo(wearer.id().toString());
        assertThat(shown.get("camera").asString()).isEqualTo(recording.serial());
        assertThat(shown.get("recordedStart").asString()).isEqualTo("2026-02-03T10:00:00Z");
        assertThat(shown.get("recordedEnd").asString()).isEqualTo("2026-02-03T10:02:00Z");
        assertThat(shown.get("category").toString()).contains("search");
        assertThat(shown.get("originals").get(0).get("sha256").asString())
                .isEqualTo(Sha256.of(TestFootage.matroska()).toString());
        JsonNode mark =
                house.ask("/api/evidence/" + evidence + "/marks").get("items").get(0);
        assertThat(mark.get("text").asString()).isEqualTo("Tasche geöffnet");
        assertThat(mark.get("at").asString()).isEqualTo("2026-02-03T10:00:30Z");
        assertThat(mark.get("tags").get(1).asString()).isEqualTo("Farbe:grün");
        await().atMost(Duration.ofMinutes(4)).untilAsserted(() -> {
            JsonNode now = house.evidence(evidence);
            assertThat(now.get("hasTrack").asBoolean()).isTrue();
            assertThat(now.get("originals").get(0).at("/playback/state").asString())
                    .isEqualTo("READY");
        });
        JsonNode points = house.ask("/api/evidence/" + evidence + "/track").get("points");
        assertThat(points).hasSize(2);
        assertThat(points.get(0).get("lat").asDouble()).isEqualTo(55.718409);
        assertThat(points.get(0).get("lon").asDouble()).isEqualTo(13.221184);
    }

    @Test
    void keepsARecordingThatNeverBecomesCompleteInSight() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);
        door.system().put(recording.clip(0), recording.clipMeta(0), fresh("only"));

        JsonNode doors = Fleet.listed(people, door.door());
        assertThat(doors.get("incomplete").asInt()).isEqualTo(1);
        assertThat(doors.get("complete").asInt()).isZero();
    }

    private static final class Fleet {
        static JsonNode listed(TestPeople people, String id) {
            JsonNode all = java.util.Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                    .get()
                    .uri("/api/integration-doors")
                    .retrieve()
                    .body(JsonNode.class));
            for (JsonNode door : all.get("items")) {
                if (door.get("id").asString().equals(id)) {
                    return door;
                }
            }
            throw new AssertionError("no door " + id);
        }
    }

    @Test
    void doesNotAssignFootageOfAUserWhomNobodyKnows() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().registerUser(recording.user(), "Nobody", "no-such-number");
        door.system().begin(recording);
        door.system().put(recording.clip(0), recording.clipMeta(0), fresh("whose"));
        door.system().complete(recording);

        JsonNode passed = house.passed(door.door(), recording.container());
        assertThat(passed.has("wearer")).isFalse();
        assertThat(passed.get("user").asString()).isEqualTo("Nobody (no-such-number)");
        JsonNode shown = house.evidence(passed.get("evidence").asString());
        assertThat(shown.has("wearer")).isFalse();
        assertThat(shown.at("/unit/name").asString()).isEqualTo("Parking");
    }

    @Test
    void putsFootageOfACameraThatNobodyRegisteredIntoTheQuarantine() {
        Connected door = house.connected(Map.of("autoRegister", false));
        Recording recording = recording();
        door.system().registerDevice(recording.serial());
        door.system().begin(recording);
        byte[] clip = fresh("unknown camera");

        assertThat(door.system()
                        .put(recording.clip(0), recording.clipMeta(0), clip)
                        .statusCode())
                .isEqualTo(201);

        JsonNode passed = house.passed(door.door(), recording.container());
        assertThat(passed.get("problem").asString()).isEqualTo("camera-unknown");
        assertThat(passed.has("evidence")).isFalse();
        assertThat(quarantined(clip).get("problem").get("code").asString()).isEqualTo("camera-unknown");
    }

    @Test
    void takesInWhatCameFromACameraThatIsRegisteredOnlyAfterwards() {
        Connected door = house.connected(Map.of("autoRegister", false));
        CameraSystem system = door.system();
        Recording recording = recording();
        system.begin(recording);
        byte[] first = fresh("first of a stranger");
        byte[] second = fresh("second of a stranger");
        system.put(recording.clip(1), recording.clipMeta(1), second);
        system.put(recording.clip(0), recording.clipMeta(0), first);
        system.put(
                recording.container() + "/bookmark_20260203_100030_1",
                CameraSystem.meta("Object", "CategoryID", "search"),
                "Keller".getBytes(StandardCharsets.UTF_8));
        system.complete(recording);
        String one = quarantined(first).get("id").asString();
        String two = quarantined(second).get("id").asString();
        assertThat(admissible()).doesNotContain(one, two);
        assertThat(admit(one).path("code").asString()).isEqualTo("not-admissible");

        people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/cameras")
                .body(Map.of("serial", recording.serial()))
                .retrieve()
                .toBodilessEntity();

        assertThat(admissible()).contains(one, two);
        JsonNode admitted = admit(one);
        assertThat(admitted.get("state").asString()).isEqualTo("SEALED");
        String evidence = admitted.get("evidence").asString();
        assertThat(admit(two).get("evidence").asString()).isEqualTo(evidence);
        assertThat(admit(two).path("code").asString()).isEqualTo("not-admissible");
        assertThat(admissible()).doesNotContain(one, two);
        assertThat(house.ask("/api/quarantine").toString()).doesNotContain(one, two);
        JsonNode shown = house.evidence(evidence);
        assertThat(shown.get("camera").asString()).isEqualTo(recording.serial());
        assertThat(shown.get("originals").valueStream().map(each -> each.get("sha256")
                        .asString()))
                .containsExactly(Sha256.of(first).toString(), Sha256.of(second).toString());
        assertThat(house.ask("/api/evidence/" + evidence + "/marks").get("items"))
                .hasSize(1);
        JsonNode passed = house.passed(door.door(), recording.container());
        assertThat(passed.get("evidence").asString()).isEqualTo(evidence);
        assertThat(passed.has("problem")).isFalse();
        assertThat(house.ask("/api/salvage").toString()).doesNotContain(one, two);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        house.ask("/api/uploads/" + one).get("state").asString())
                .isEqualTo("SECURED"));
    }

    @Test
    void keepsInQuarantineWhatIsTakenInAndIsAPartThatCameOtherwiseSince() {
        Connected door = house.connected(Map.of("autoRegister", false));
        Recording recording = recording();
        door.system().begin(recording);
        byte[] before = fresh("before it was known");
        byte[] since = fresh("since");
        door.system().put(recording.clip(0), recording.clipMeta(0), before);
        String kept = quarantined(before).get("id").asString();
        people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/cameras")
                .body(Map.of("serial", recording.serial()))
                .retrieve()
                .toBodilessEntity();
        door.system().put(recording.clip(0), recording.clipMeta(0), since);

        JsonNode admitted = admit(kept);

        assertThat(admitted.get("state").asString()).isEqualTo("REFUSED");
        assertThat(admitted.at("/problem/code").asString()).isEqualTo("part-conflict");
        assertThat(admissible()).doesNotContain(kept);
        assertThat(people.api(Role.EVIDENCE_MANAGER)
                        .get()
                        .uri("/api/quarantine/" + kept + "/content")
                        .retrieve()
                        .body(byte[].class))
                .isEqualTo(before);
    }

    private JsonNode admit(String upload) {
        return java.util.Objects.requireNonNull(people.api(Role.EVIDENCE_MANAGER)
                .post()
                .uri("/api/quarantine/" + upload + "/admit")
                .retrieve()
                .body(JsonNode.class));
    }

    private List<String> admissible() {
        return house.ask("/api/quarantine")
                .get("admissible")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private JsonNode quarantined(byte[] clip) {
        String sha256 = Sha256.of(clip).toString();
        for (JsonNode upload : house.ask("/api/quarantine").get("items")) {
            if (sha256.equals(upload.path("sha256").asString())) {
                return upload;
            }
        }
        throw new AssertionError("not in quarantine: " + sha256);
    }

    @Test
    void playsClipsInTheOrderOfTheirTimesHoweverTheyCome() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);
        for (int clip : new int[] {2, 0, 3, 1}) {
            assertThat(door.system()
                            .put(recording.clip(clip), recording.clipMeta(clip), fresh("clip " + clip))
                            .statusCode())
                    .isEqualTo(201);
        }
        door.system().complete(recording);

        JsonNode shown = house.evidence(
                house.passed(door.door(), recording.container()).get("evidence").asString());
        assertThat(shown.get("originals").findValuesAsString("name"))
                .containsExactly(name(recording, 0), name(recording, 1), name(recording, 2), name(recording, 3));
        assertThat(shown.get("originals").findValuesAsString("part")).containsExactly("1", "2", "3", "4");
        assertThat(shown.get("title").asString()).isEqualTo(name(recording, 0));
        assertThat(shown.get("missingParts")).isEmpty();
        assertThat(shown.get("recordedStart").asString()).isEqualTo("2026-02-03T10:00:00Z");
        assertThat(shown.get("recordedEnd").asString()).isEqualTo("2026-02-03T10:04:00Z");
    }

    private static String name(Recording recording, int clip) {
        return recording.clip(clip).substring(recording.container().length() + 1);
    }

    @Test
    void movesAClipWhoseTimesAreToldOnlyAfterwards() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        String container = recording.container();
        door.system().begin(recording);
        door.system().put(container + "/part2.mkv", Map.of(), fresh("second"));
        door.system().put(container + "/part10.mkv", Map.of(), fresh("tenth"));
        door.system().put(container + "/part1.mkv", Map.of(), fresh("first"));
        String evidence = house.passed(door.door(), container).get("evidence").asString();
        assertThat(house.evidence(evidence).get("originals").findValuesAsString("name"))
                .containsExactly("part1.mkv", "part2.mkv", "part10.mkv");

        assertThat(door.system()
                        .post(container + "/part1.mkv", recording.clipMeta(7))
                        .statusCode())
                .isEqualTo(202);

        JsonNode shown = house.evidence(evidence);
        assertThat(shown.get("originals").findValuesAsString("name"))
                .containsExactly("part2.mkv", "part10.mkv", "part1.mkv");
        assertThat(shown.get("recordedEnd").asString()).isEqualTo("2026-02-03T10:08:00Z");
    }

    @Test
    void keepsRejectedContentWithItsReasonAndTheRecordingThatItBelongsTo() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        byte[] clip = fresh("rejected");
        String container = "/RejectedContent_UnknownTime_" + UUID.randomUUID();
        assertThat(door.system()
                        .put(
                                container,
                                CameraSystem.meta(
                                        "Container",
                                        "ContainerName",
                                        container.substring(1),
                                        "BWCSerialNumber",
                                        recording.serial(),
                                        "RejectedContentOriginalContainer",
                                        recording.container().substring(1),
                                        "RejectedContentReason",
                                        "Clip has no duration"),
                                null)
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.system()
                        .put(container + "/" + name(recording, 0), recording.clipMeta(0), clip)
                        .statusCode())
                .isEqualTo(201);

        assertThat(quarantined(clip).at("/problem/detail").asString())
                .contains("Clip has no duration")
                .contains(recording.container().substring(1));
    }

    @Test
    void hearsWhatIsSaidOfAContainerAsOfAnObjectAsTheMakersExampleDoes() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system()
                .put(
                        recording.container(),
                        CameraSystem.meta("Object", "Status", "Transferring", "BWCModel", "W800"),
                        null);
        door.system().put(recording.clip(0), recording.clipMeta(0), fresh("only"));

        assertThat(door.system()
                        .post(recording.container(), CameraSystem.meta("Object", "Status", "Complete"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(house.passed(door.door(), recording.container())
                        .get("complete")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void keepsWhatASystemCouldNotReadInTheQuarantineWithItsReason() {
        Connected door = house.connected(Map.of());
        byte[] content = fresh("no recording");
        String container = "/RejectedContent_20260203T100000Z_77";
        assertThat(door.system()
                        .put(container, CameraSystem.meta("Container", "Reason", "Damaged index"), null)
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.system().put(container + "/blob.bin", Map.of(), content).statusCode())
                .isEqualTo(201);

        JsonNode kept = quarantined(content);
        assertThat(kept.at("/problem/code").asString()).isEqualTo("rejected-content");
        assertThat(kept.at("/problem/detail").asString()).contains("Damaged index");
        assertThat(people.api(Role.EVIDENCE_MANAGER)
                        .get()
                        .uri("/api/quarantine/" + kept.get("id").asString() + "/content")
                        .retrieve()
                        .body(byte[].class))
                .isEqualTo(content);
    }

    @Test
    void keepsTheSameClipOnceAndOtherBytesOfItsNameBeside() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);
        byte[] clip = fresh("clip");
        byte[] other = fresh("other");
        assertThat(door.system()
                        .put(recording.clip(0), recording.clipMeta(0), clip)
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.system()
                        .put(recording.clip(0), recording.clipMeta(0), clip)
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.system()
                        .put(recording.clip(0), recording.clipMeta(0), other)
                        .statusCode())
                .isEqualTo(201);

        String evidence =
                house.passed(door.door(), recording.container()).get("evidence").asString();
        assertThat(house.evidence(evidence).get("originals")).hasSize(1);
        assertThat(house.evidence(evidence)
                        .get("originals")
                        .get(0)
                        .get("sha256")
                        .asString())
                .isEqualTo(Sha256.of(clip).toString());
        assertThat(quarantined(other).at("/problem/code").asString()).isEqualTo("part-conflict");
        assertThat(house.passed(door.door(), recording.container())
                        .get("problem")
                        .asString())
                .isEqualTo("part-conflict");
        assertThat(door.system().head(recording.clip(0)).headers().firstValue("Etag"))
                .hasValue(md5(other));
    }

    @Test
    void saysNothingOfARecordingThatWasSaidOfAnotherWithTheSameTrack() {
        Connected door = house.connected(Map.of());
        CameraSystem system = door.system();
        Recording first = recording();
        Recording second =
                new Recording(first.user(), first.serial(), first.trigger().plusSeconds(3_600));
        byte[] empty = fresh("no fix in this cellar");
        system.begin(first);
        system.put(first.clip(0), first.clipMeta(0), fresh("first"));
        system.put(track(first), Map.of(), empty);
        String evidence =
                house.passed(door.door(), first.container()).get("evidence").asString();

        system.begin(second);
        system.put(
                second.container() + "/bookmark_20260203_110030_1",
                CameraSystem.meta("Object", "CategoryID", "search"),
                "Wohnung".getBytes(StandardCharsets.UTF_8));
        assertThat(system.put(track(second), Map.of(), empty).statusCode()).isEqualTo(201);
        assertThat(house.passed(door.door(), second.container()).has("evidence"))
                .isFalse();
        system.put(second.clip(0), second.clipMeta(0), fresh("second"));

        String other =
                house.passed(door.door(), second.container()).get("evidence").asString();
        assertThat(other).isNotEqualTo(evidence);
        assertThat(house.ask("/api/evidence/" + evidence + "/marks").get("items"))
                .isEmpty();
        assertThat(house.evidence(evidence).has("category")).isFalse();
        assertThat(house.ask("/api/evidence/" + other + "/marks").get("items")).hasSize(1);
        assertThat(house.evidence(other).get("category").toString()).contains("search");
    }

    private static String track(Recording recording) {
        return recording.clip(0).replace(".mkv", "_" + recording.serial() + "_gpstrail.json");
    }

    @Test
    void refusesWhatBrokeOnItsWayAndTakesItWhenItComesWhole() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);
        Map<String, String> headers = new java.util.HashMap<>(recording.clipMeta(0));
        headers.put("Etag", md5(CLIP));

        assertThat(door.system().put(recording.clip(0), headers, OTHER).statusCode())
                .isEqualTo(422);
        assertThat(door.system().head(recording.clip(0)).statusCode()).isEqualTo(404);
        assertThat(house.drafts(door.door())).isZero();
        assertThat(house.passed(door.door()).get("refusals").get(0).get("code").asString())
                .isEqualTo("integration-etag-differs");
        assertThat(door.system().put(recording.clip(0), headers, CLIP).statusCode())
                .isEqualTo(201);
    }

    @Test
    void askForANewTokenWhenTheirsHasExpiredAndGoOn() {
        Connected door = house.connected(Map.of());
        CameraSystem system = door.system();
        Recording recording = recording();
        system.begin(recording);
        system.put(recording.clip(0), recording.clipMeta(0), fresh("before"));

        house.expireTokens(door.door());

        HttpResponse<byte[]> refused = system.put(recording.clip(1), recording.clipMeta(1), fresh("lost"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Swift");
        assertThat(system.authenticate().statusCode()).isEqualTo(200);
        assertThat(system.put(recording.clip(1), recording.clipMeta(1), fresh("after"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(system.complete(recording).statusCode()).isEqualTo(204);
    }

    @Test
    void opensNothingButItsOwnPathsAndNoFootage() {
        Connected door = house.connected(Map.of());
        CameraSystem system = door.system();
        Recording recording = recording();
        system.begin(recording);
        system.put(recording.clip(0), recording.clipMeta(0), fresh("footage"));
        String evidence =
                house.passed(door.door(), recording.container()).get("evidence").asString();

        for (String path :
                List.of("/api/evidence", "/api/evidence/" + evidence, "/api/uploads", "/api/cameras", "/api/session")) {
            assertThat(people.visitor()
                            .get()
                            .uri(path)
                            .header("X-Auth-Token", system.token())
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .as(path)
                    .isEqualTo(401);
            assertThat(people.api(system.token())
                            .get()
                            .uri(path)
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(system.get(recording.clip(0)).statusCode()).isEqualTo(403);
        assertThat(system.call("DELETE", recording.clip(0), Map.of(), null).statusCode())
                .isEqualTo(403);
        assertThat(system.head(recording.clip(0)).statusCode()).isEqualTo(200);
        Connected another = house.connected(Map.of());
        String elsewhere = another.system().storage();
        assertThat(people.visitor()
                        .get()
                        .uri(java.net.URI.create(elsewhere))
                        .header("X-Auth-Token", system.token())
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        // Nor does anybody else's right count at the door.
        assertThat(people.api(Role.ADMINISTRATOR)
                        .get()
                        .uri(java.net.URI.create(elsewhere))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
    }

    @Test
    void endsAtOnceWhenItIsClosed() {
        Connected door = house.connected(Map.of());
        CameraSystem system = door.system();
        assertThat(system.put("/Users", Map.of(), null).statusCode()).isEqualTo(201);

        house.close(door.door());

        assertThat(system.put("/Users", Map.of(), null).statusCode()).isEqualTo(401);
        assertThat(system.authenticate().statusCode()).isEqualTo(401);
    }

    @Test
    void hasANewKeyWithEachConnectionFile() {
        Connected door = house.connected(Map.of());
        JsonNode newer = house.connect(door.door());

        assertThat(door.system().put("/Users", Map.of(), null).statusCode()).isEqualTo(401);
        assertThat(door.system().authenticate().statusCode()).isEqualTo(401);
        assertThat(new CameraSystem(newer).authenticate().statusCode()).isEqualTo(200);
        assertThat(new CameraSystem(newer)
                        .authenticate("door-x", newer.get("BlobAPIKey").asString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void isOpenToTheAddressesThatItNamesAndNoOther() {
        Connected door = house.connected(Map.of("addresses", List.of("10.0.0.0/8", "2001:db8::/32")));

        assertThat(door.system().authenticate().statusCode()).isEqualTo(403);

        Connected here = house.connected(Map.of("addresses", List.of("127.0.0.0/8", "::1")));
        assertThat(here.system().authenticate().statusCode()).isEqualTo(200);
    }

    @Test
    void takesFromTwoSystemsAtOnce() throws Exception {
        Connected door = house.connected(Map.of());
        CameraSystem second = new CameraSystem(door.file());
        second.authenticate();
        List<Recording> recordings = List.of(recording(), recording());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> {
                        CameraSystem system = i == 0 ? door.system() : second;
                        Recording recording = recordings.get(i);
                        system.begin(recording);
                        for (int clip = 0; clip < 4; clip++) {
                            assertThat(system.put(recording.clip(clip), recording.clipMeta(clip), fresh("clip"))
                                            .statusCode())
                                    .isEqualTo(201);
                        }
                        return system.complete(recording).statusCode();
                    }))
                    .toList();
            for (var one : sent) {
                assertThat(one.get()).isEqualTo(204);
            }
        }
        for (Recording recording : recordings) {
            JsonNode passed = house.passed(door.door(), recording.container());
            assertThat(house.evidence(passed.get("evidence").asString()).get("originals"))
                    .hasSize(4);
        }
    }

    @Test
    void takesABodyWhoseLengthNobodySaid() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);
        byte[] clip = fresh("chunks");

        HttpResponse<byte[]> answer =
                door.system().putChunked(recording.clip(0), recording.clipMeta(0), new ByteArrayInputStream(clip));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(door.system()
                        .head(recording.clip(0))
                        .headers()
                        .firstValueAsLong("Content-Length")
                        .orElseThrow())
                .isEqualTo(clip.length);
    }

    static String md5(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("MD5").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
