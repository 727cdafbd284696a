package org.vidimus.server.media.salvage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import org.vidimus.server.fleet.support.AlertKind;
import org.vidimus.server.ingest.Mishaps;
import org.vidimus.server.media.Doubts;
import org.vidimus.server.media.TestFootage;
import org.vidimus.server.media.salvage.card.TestCard;
import org.vidimus.server.media.salvage.repair.Damaged;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** From a part that does not play to what was recovered of it, over the API. */
@ServerTest
class SalvageTest {
    /** One attempt is made at a time, and those of other tests may come first. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final byte[] SOUND = TestFootage.mp4();
    private static final byte[] FOOTAGE =
            TestFootage.clip("mp4", 4, "-c:v", "libopenh264", "-b:v", "400k", "-g", "15", "-c:a", "aac", "-b:a", "64k");

    @Autowired
    TestEvidence evidence;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    Mishaps mishaps;

    @Autowired
    Vault vault;

    @Autowired
    Cases cases;

    @Autowired
    Doubts doubts;

    @Autowired
    Fleet fleet;

    @Autowired
    WaitingCases waiting;

    @Autowired
    Attempts attempts;

    @Autowired
    PlatformTransactionManager transactions;

    private final String serial = "CAM-" + UUID.randomUUID();

    private JsonNode get(Role role, String uri) {
        return requireNonNull(people.api(role).get().uri(uri).retrieve().body(JsonNode.class));
    }

    private ResponseEntity<JsonNode> post(Role role, String uri, Object body) {
        return people.api(role).post().uri(uri).body(body).retrieve().toEntity(JsonNode.class);
    }

    private Received receive(byte[] bytes, String name) {
        return evidence.receive(Delivery.of(bytes, name).from(serial));
    }

    private List<JsonNode> casesOf(Received received) {
        List<JsonNode> found = new ArrayList<>();
        get(Role.EVIDENCE_MANAGER, "/api/salvage?open=false&evidence=" + received.evidence())
                .path("items")
                .forEach(found::add);
        return found;
    }

    private JsonNode tried(Received received) {
        await().atMost(PATIENCE)
                .until(() -> casesOf(received).stream().anyMatch(one -> List.of("DONE", "NOTHING", "FAILED")
                        .contains(one.path("attempt").asString())));
        return get(
                Role.EVIDENCE_MANAGER,
                "/api/salvage/" + casesOf(received).getFirst().path("id").asString());
    }

    private void waitUntilReady(UUID id) {
        await().atMost(PATIENCE).until(() -> get(Role.EVIDENCE_MANAGER, "/api/evidence/" + id)
                .path("originals")
                .get(0)
                .path("playback")
                .path("state")
                .asString()
                .equals("READY"));
    }

    @Test
    void recoversByItselfWhatDoesNotPlayWithASoundFileOfTheCameraAndLeavesTheOriginalAsItCame() {
        Received sound = receive(SOUND, "GOOD.MP4");
        waitUntilReady(sound.evidence().value());
        byte[] broken = Damaged.lostPower(FOOTAGE, 100_000);
        Received received = receive(broken, "BROKEN.MP4");

        JsonNode story = tried(received);

        assertThat(story.path("about").path("cause").asString()).isEqualTo("NOT_PLAYABLE");
        assertThat(story.path("attempts").get(0).path("state").asString()).isEqualTo("DONE");
        JsonNode report = story.path("results").get(0).path("report");
        assertThat(report.path("format").asString()).isEqualTo("vidimus.salvage/v1");
        assertThat(report.path("reference").path("evidence").asString())
                .isEqualTo(sound.evidence().toString());
        JsonNode picture = report.path("tracks").get(0);
        assertThat(picture.path("samples").asInt()).isEqualTo(100);
        assertThat(picture.path("whole").asInt()).isEqualTo(100);
        assertThat(picture.path("frames").asString()).isEqualTo("W100");
        assertThat(report.path("tracks").get(1).path("damaged").asInt()).isZero();

        String made = story.path("results").get(0).path("evidence").asString();
        waitUntilReady(UUID.fromString(made));
        JsonNode derivative = get(Role.EVIDENCE_MANAGER, "/api/evidence/" + made);
        assertThat(derivative.path("kind").asString()).isEqualTo("DERIVATIVE");
        assertThat(derivative.path("derivedFrom").path("evidence").asString())
                .isEqualTo(received.evidence().toString());
        assertThat(get(Role.EVIDENCE_MANAGER, "/api/evidence/" + made + "/salvage")
                        .path("method")
                        .asString())
                .isEqualTo("WALK");
        JsonNode parent = get(Role.EVIDENCE_MANAGER, "/api/evidence/" + received.evidence());
        assertThat(parent.path("derivatives").get(0).path("evidence").asString())
                .isEqualTo(made);
        assertThat(people.api(Role.EVIDENCE_MANAGER)
                        .get()
                        .uri("/api/evidence/" + received.evidence() + "/originals/1/content?download=1")
                        .retrieve()
                        .body(byte[].class))
                .isEqualTo(broken);
    }

    @Test
    void saysThatNothingWasFoundAndTriesAgainWithAChosenSoundFile() {
        Received received = receive(Damaged.withoutIndex(FOOTAGE), "ALONE.MP4");
        JsonNode before = tried(received);
        String id = before.path("about").path("id").asString();
        assertThat(before.path("attempts").get(0).path("state").asString()).isEqualTo("NOTHING");
        Received sound = evidence.receive(Delivery.of(
                        TestFootage.clip(
                                "mp4",
                                2,
                                "-c:v",
                                "libopenh264",
                                "-b:v",
                                "400k",
                                "-g",
                                "15",
                                "-c:a",
                                "aac",
                                "-b:a",
                                "64k"),
                        "OTHER.MP4")
                .from("CAM-" + UUID.randomUUID()));

        ResponseEntity<JsonNode> asked = post(
                Role.EVIDENCE_MANAGER,
                "/api/salvage/" + id + "/attempts",
                Map.of("reference", Map.of("evidence", sound.evidence().toString(), "n", 1)));

        assertThat(asked.getStatusCode().value()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> get(Role.EVIDENCE_MANAGER, "/api/salvage/" + id)
                .path("about")
                .path("attempt")
                .asString()
                .equals("DONE"));
        assertThat(get(Role.EVIDENCE_MANAGER, "/api/salvage/" + id).path("results"))
                .hasSize(1);
    }

    @Test
    void carvesEveryRecordingFromTheImageOfACardWhoseDirectoryIsGone() {
        TestCard card = new TestCard(true);
        card.add("ONE.MP4", FOOTAGE, 0);
        card.add("TWO.MP4", SOUND, 0);
        Received received = evidence.receive(Delivery.of(card.withoutDirectory(true), "card.img"));

        JsonNode story = tried(received);

        assertThat(story.path("about").path("cause").asString()).isEqualTo("CARD_IMAGE");
        assertThat(story.path("results")).hasSize(2);
        assertThat(story.path("results")
                        .get(1)
                        .path("report")
                        .path("tracks")
                        .get(0)
                        .path("whole")
                        .asInt())
                .isEqualTo(75);
    }

    record Container(String name, byte[] damaged, int atLeast) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Container> otherContainers() {
        byte[] avi = TestFootage.motionJpegAvi();
        byte[] stream = TestFootage.transportStream();
        return List.of(
                // The segment's head is gone, so it does not play; a hole lies in the middle.
                new Container("CUT.MKV", holed(TestFootage.matroska(), 512), 40),
                new Container("CUT.AVI", holed(Arrays.copyOf(avi, avi.length * 3 / 4), 2048), 20),
                new Container("LOSS.TS", Damaged.without(stream, stream.length / 188 / 2 * 188, 188 * 30), 40));
    }

    private static byte[] holed(byte[] file, int length) {
        return Damaged.zeroed(file, file.length / 2, length);
    }

    @ParameterizedTest
    @MethodSource("otherContainers")
    void makesADerivativeThatPlaysOfOtherContainersAndNamesTheTimeThatIsMissing(Container container) {
        Received received = receive(container.damaged(), container.name());
        waitUntilExamined(received);
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> doubts.damaged(
                        new OriginalId(received.evidence(), 1), "damaged: the file ends before its own end"));
        String id = casesOf(received).getFirst().path("id").asString();
        post(Role.EVIDENCE_MANAGER, "/api/salvage/" + id + "/attempts", Map.of());

        JsonNode story = tried(received);

        JsonNode report = story.path("results").get(0).path("report");
        assertThat(report.path("method").asString()).isEqualTo("REWRAPPED");
        JsonNode picture = report.path("tracks").get(0);
        assertThat(picture.path("kind").asString()).isEqualTo("VIDEO");
        assertThat(picture.path("whole").asInt()).isGreaterThan(container.atLeast());
        assertThat(picture.path("ranges"))
                .anySatisfy(range -> assertThat(range.path("state").asString()).isEqualTo("WHOLE"))
                .anySatisfy(range -> assertThat(range.path("state").asString()).isNotEqualTo("WHOLE"));
        UUID made =
                UUID.fromString(story.path("results").get(0).path("evidence").asString());
        waitUntilReady(made);
        assertThat(get(Role.EVIDENCE_MANAGER, "/api/evidence/" + made)
                        .path("derivedFrom")
                        .path("evidence")
                        .asString())
                .isEqualTo(received.evidence().toString());
    }

    private void waitUntilExamined(Received received) {
        await().atMost(PATIENCE).until(() -> !List.of("UNEXAMINED", "EXAMINING")
                .contains(get(Role.EVIDENCE_MANAGER, "/api/evidence/" + received.evidence())
                        .path("originals")
                        .get(0)
                        .path("playback")
                        .path("state")
                        .asString()));
    }

    @Test
    void salvagesWhatOnlyReachedTheQuarantineAndAltersNothingThere() throws IOException {
        Received sound = receive(SOUND, "GOOD.MP4");
        waitUntilReady(sound.evidence().value());
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        byte[] broken = Damaged.withoutIndex(FOOTAGE);
        UUID upload = quarantined(broken, "HALF.MP4");
        JsonNode found = casesOf(serial).getFirst();
        assertThat(found.path("cause").asString()).isEqualTo("UPLOAD_REFUSED");
        String uri = "/api/salvage/" + found.path("id").asString();

        ResponseEntity<JsonNode> asked = post(
                Role.EVIDENCE_MANAGER,
                uri + "/attempts",
                Map.of("reference", Map.of("evidence", sound.evidence().toString(), "n", 1)));

        assertThat(asked.getStatusCode().value()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> get(Role.EVIDENCE_MANAGER, uri)
                .path("about")
                .path("attempt")
                .asString()
                .equals("DONE"));
        JsonNode result = get(Role.EVIDENCE_MANAGER, uri).path("results").get(0);
        assertThat(result.path("report").path("tracks").get(0).path("whole").asInt())
                .isEqualTo(100);
        assertThat(result.path("report").path("source").path("sha256").asString())
                .isEqualTo(Sha256.of(broken).toString());
        UUID made = UUID.fromString(result.path("evidence").asString());
        waitUntilReady(made);
        JsonNode derivative = get(Role.EVIDENCE_MANAGER, "/api/evidence/" + made);
        assertThat(derivative.path("kind").asString()).isEqualTo("DERIVATIVE");
        assertThat(derivative.has("derivedFrom")).isFalse();
        assertThat(derivative.path("camera").asString()).isEqualTo(serial);
        assertThat(people.api(Role.EVIDENCE_MANAGER)
                        .get()
                        .uri("/api/quarantine/" + upload + "/content")
                        .retrieve()
                        .body(byte[].class))
                .isEqualTo(broken);
    }

    /** Sent with a digest that is not its own, as by a reader that read it wrongly once. */
    private UUID quarantined(byte[] bytes, String name) {
        String metadata = "filename " + coded(name) + ",camera " + coded(serial) + ",recording "
                + coded("r-" + UUID.randomUUID()) + ",part " + coded("1") + ",sha256 "
                + coded(Sha256.of(SOUND).toString());
        String location = requireNonNull(people.api(Role.DOCK)
                .post()
                .uri("/api/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(bytes.length))
                .header("Upload-Metadata", metadata)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getFirst("Location"));
        String path = java.net.URI.create(location).getPath();
        ResponseEntity<Void> sent = people.api(Role.DOCK)
                .patch()
                .uri(path)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .body(bytes)
                .retrieve()
                .toBodilessEntity();
        assertThat(sent.getStatusCode().is2xxSuccessful()).isFalse();
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String coded(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void isToldToTheFleetsWatchWhenACaseWaitsForTooLong() {
        UUID camera = fleet.register(Caller.job("test"), NewCamera.of(serial)).value();
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> mishaps.happened(new Mishaps.Mishap(
                        Mishaps.Cause.MEDIUM,
                        Optional.of(serial),
                        Optional.of(camera),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "DCIM/B.MP4",
                        Optional.empty(),
                        "file-unreadable: input/output error")));
        Instant now = Instant.now();

        assertThat(waiting.kind()).isEqualTo(AlertKind.SALVAGE_OPEN);
        assertThat(waiting.look(7, now).orElseThrow())
                .noneMatch(found -> found.name().equals(serial));
        assertThat(waiting.look(7, now.plus(Duration.ofDays(8))).orElseThrow())
                .filteredOn(found -> found.name().equals(serial))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.camera()).contains(camera);
                    assertThat(found.facts()).containsEntry("cases", 1).containsKey("since");
                });

        String id = casesOf(serial).getFirst().path("id").asString();
        post(Role.EVIDENCE_MANAGER, "/api/salvage/" + id + "/close", Map.of("reason", "card is destroyed"));
        assertThat(waiting.look(7, now.plus(Duration.ofDays(8))).orElseThrow())
                .noneMatch(found -> found.name().equals(serial));
    }

    @Test
    void marksWhatIsDamagedAndWhatLeansOnIt() {
        byte[] damaged = FOOTAGE.clone();
        int[] mdat = Damaged.box(damaged, "mdat");
        byte[] holed = Damaged.zeroed(damaged, (mdat[0] + mdat[1] / 2) / 4096 * 4096, 4096);
        int[] moov = Damaged.box(holed, "moov");
        Received sound = receive(SOUND, "GOOD.MP4");
        waitUntilReady(sound.evidence().value());
        Received received = receive(Damaged.zeroed(holed, moov[0] + 8, moov[1] - 8), "HOLE.MP4");

        JsonNode picture = tried(received)
                .path("results")
                .get(0)
                .path("report")
                .path("tracks")
                .get(0);

        int whole = picture.path("whole").asInt();
        int all = picture.path("samples").asInt();
        assertThat(whole).isLessThan(100);
        assertThat(whole
                        + picture.path("damaged").asInt()
                        + picture.path("affected").asInt())
                .isEqualTo(all);
        assertThat(picture.path("affected").asInt()).isPositive();
    }

    private static Mishaps.Mishap unread(String camera, Optional<String> recording, int part, String file) {
        return new Mishaps.Mishap(
                Mishaps.Cause.MEDIUM,
                Optional.of(camera),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                recording,
                recording.map(_ -> part),
                file,
                Optional.empty(),
                "file-unreadable: input/output error");
    }

    @Test
    void offersAndTakesNoSoundFileThatTheCallerMayNotSee() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        String role = "MENDER_" + mark.toUpperCase(java.util.Locale.ROOT);
        Unit unit = people.unit("Mending " + mark);
        Person wearer = people.another(Role.WEARER, "mender-" + mark, unit);
        Person stranger = people.another(Role.WEARER, "stranger-" + mark, people.unit("Elsewhere " + mark));
        people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/roles/" + role)
                .body(Map.of(
                        "name",
                        "Mender",
                        "rights",
                        Stream.of("evidence.show", "salvage.list", "salvage.show", "salvage.run")
                                .map(action -> Map.of("action", action, "reach", "UNIT", "upTo", "OPEN"))
                                .toList()))
                .retrieve()
                .toBodilessEntity();
        post(Role.ADMINISTRATOR, "/api/people/" + wearer.id() + "/duties", Map.of("role", role));
        Received elsewhere = evidence.receive(Delivery.of(SOUND, "GOOD.MP4")
                .from(serial)
                .wornBy(stranger.id(), stranger.unit().orElseThrow().id()));
        waitUntilReady(elsewhere.evidence().value());
        Received received =
                evidence.receive(Delivery.of(FOOTAGE, "ODD.MP4").from(serial).wornBy(wearer.id(), unit.id()));
        waitUntilExamined(received);
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> doubts.damaged(new OriginalId(received.evidence(), 1), "damaged: odd"));
        String uri = "/api/salvage/" + casesOf(received).getFirst().path("id").asString();
        RestClient mender = people.api(people.token(wearer));
        Map<String, Object> named =
                Map.of("reference", Map.of("evidence", elsewhere.evidence().toString(), "n", 1));

        JsonNode seen = requireNonNull(mender.get().uri(uri).retrieve().body(JsonNode.class));
        ResponseEntity<JsonNode> refused =
                mender.post().uri(uri + "/attempts").body(named).retrieve().toEntity(JsonNode.class);

        assertThat(seen.path("references")).isEmpty();
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(get(Role.EVIDENCE_MANAGER, uri).path("references")).hasSize(1);
        assertThat(post(Role.EVIDENCE_MANAGER, uri + "/attempts", named)
                        .getStatusCode()
                        .value())
                .isEqualTo(202);
    }

    @Test
    void listsTheOldestOpenCaseFirst() {
        happened(unread(serial, Optional.of("r1"), 1, "DCIM/FIRST.MP4"));
        happened(unread(serial, Optional.of("r2"), 1, "DCIM/SECOND.MP4"));

        JsonNode open = get(Role.EVIDENCE_MANAGER, "/api/salvage");
        assertThat(open.path("items")
                        .valueStream()
                        .filter(one -> one.path("camera").asString("").equals(serial))
                        .map(one -> one.path("name").asString()))
                .containsExactly("DCIM/FIRST.MP4", "DCIM/SECOND.MP4");
        assertThat(open.path("more").asLong()).isZero();
    }

    private void happened(Mishaps.Mishap mishap) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> mishaps.happened(mishap));
    }

    private void arrived(String camera, String recording, int part, String file) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> mishaps.arrived(camera, recording, part, file));
    }

    @Test
    void opensOneCaseForAFileThatTheDockCannotReadAndClosesItWhenItArrives() {
        String camera = "CAM-" + UUID.randomUUID();
        Mishaps.Mishap mishap = unread(camera, Optional.of("r1"), 1, "DCIM/A.MP4");
        happened(mishap);
        happened(mishap);
        assertThat(casesOf(camera)).singleElement().satisfies(one -> {
            assertThat(one.path("seen").asInt()).isEqualTo(2);
            assertThat(one.path("said").asString()).contains("input/output error");
        });

        arrived(camera, "r1", 1, "A.MP4");

        assertThat(casesOf(camera)).singleElement().satisfies(one -> assertThat(
                        one.path("closed").path("how").asString())
                .isEqualTo("ARRIVED"));
    }

    @Test
    void keepsCasesApartThatHaveOnlyAFilesNameInCommonAndClosesNoneForAnother() {
        String camera = "CAM-" + UUID.randomUUID();
        happened(unread(camera, Optional.of("r1"), 1, "MOVI0007.MP4"));
        happened(unread(camera, Optional.of("r2"), 1, "MOVI0007.MP4"));
        happened(unread(camera, Optional.of("r3"), 1, "100MEDIA/MOVI0007.MP4"));
        happened(unread(camera, Optional.empty(), 1, "101MEDIA/MOVI0007.MP4"));
        assertThat(casesOf(camera))
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.path("seen").asInt()).isEqualTo(1));

        arrived(camera, "r4", 1, "MOVI0007.MP4");
        arrived(camera, "r1", 1, "MOVI0007.GPX");
        arrived(camera, "r1", 2, "MOVI0007.MP4");
        assertThat(casesOf(camera)).noneMatch(one -> one.has("closed"));

        arrived(camera, "r3", 1, "MOVI0007.MP4");
        assertThat(casesOf(camera))
                .filteredOn(one -> one.has("closed"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("recording").asString()).isEqualTo("r3"));
    }

    private List<JsonNode> casesOf(String camera) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode one : get(Role.FLEET_MANAGER, "/api/salvage?open=false").path("items")) {
            if (one.path("camera").asString().equals(camera)) {
                found.add(one);
            }
        }
        return found;
    }

    @Test
    void givesUpAnAttemptThatBeganTooOftenWithoutComingToItsEnd() {
        Received received = receive(Damaged.withoutIndex(SOUND), "ALWAYS.MP4");
        UUID attempt = UUID.fromString(
                tried(received).path("attempts").get(0).path("id").asString());
        // As servers that were killed again and again leave it.
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            sql.sql("update salvage_attempt set state = 'RUNNING', ended_at = null, begun = 5 where id = ?")
                    .param(attempt)
                    .update();
            cases.draft(attempt, vault.create(new KeyId(UUID.randomUUID())));
        });

        runToItsEnd(attempt);

        assertThat(cases.drafts(attempt)).isEmpty();
        assertThat(casesOf(received)).singleElement().satisfies(one -> {
            assertThat(one.path("attempt").asString()).isEqualTo("FAILED");
            assertThat(one.has("closed")).isFalse();
        });
    }

    /** As its job does: while another attempt is at work, that of another test perhaps, it comes back. */
    private void runToItsEnd(UUID attempt) {
        await().atMost(PATIENCE).until(() -> attempts.run(attempt).isEmpty());
    }

    @Test
    void isClosedOnlyWithAReasonAndOnlyByWhoKeepsEvidence() {
        Received received = receive(Damaged.withoutIndex(SOUND), "CLOSE.MP4");
        String uri = "/api/salvage/" + tried(received).path("about").path("id").asString() + "/close";

        assertThat(post(Role.FLEET_MANAGER, uri, Map.of("reason", "enough"))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(post(Role.EVIDENCE_MANAGER, uri, Map.of("reason", " "))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        assertThat(post(Role.EVIDENCE_MANAGER, uri, Map.of("reason", "card is destroyed"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        ResponseEntity<JsonNode> again = post(Role.EVIDENCE_MANAGER, uri.replace("/close", "/attempts"), Map.of());
        assertThat(requireNonNull(again.getBody()).path("code").asString()).isEqualTo("salvage-case-closed");
    }

    @Test
    void beginsAgainAfterACrashWithoutMakingAnythingTwiceOrLeavingDrafts() {
        Received sound = receive(SOUND, "GOOD.MP4");
        waitUntilReady(sound.evidence().value());
        Received received = receive(Damaged.withoutIndex(FOOTAGE), "CRASH.MP4");
        tried(received);
        UUID attempt = sql.sql(
                        "select a.id from salvage_attempt a join salvage_case c on c.id = a.salvage_case where c.evidence = ?")
                .param(received.evidence().value())
                .query(UUID.class)
                .single();
        // As a crash leaves it: kept, but not noted as ended, and another object half written.
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(_ -> {
            sql.sql("update salvage_attempt set state = 'RUNNING', ended_at = null where id = ?")
                    .param(attempt)
                    .update();
            cases.draft(attempt, vault.create(new KeyId(UUID.randomUUID())));
        });

        runToItsEnd(attempt);

        assertThat(cases.attempt(attempt).orElseThrow().begun()).isEqualTo(2);
        assertThat(cases.drafts(attempt)).isEmpty();
        assertThat(casesOf(received)).singleElement().satisfies(one -> {
            assertThat(one.path("results").asInt()).isEqualTo(1);
            assertThat(one.path("attempt").asString()).isEqualTo("DONE");
        });
    }
}
