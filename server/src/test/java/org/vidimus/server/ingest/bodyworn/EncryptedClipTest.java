package org.vidimus.server.ingest.bodyworn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.ingest.bodyworn.CameraSystem.Recording;
import org.vidimus.server.ingest.bodyworn.DoorHouse.Connected;
import org.vidimus.server.media.TestFootage;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** Clips that were encrypted before they left the camera stay so, and play where the house has the key. */
@ServerTest
class EncryptedClipTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Autowired
    DoorHouse house;

    @Autowired
    JdbcClient sql;

    private final SecureRandom random = new SecureRandom();

    private static Recording recording() {
        return new Recording(UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
    }

    /** What a camera makes of a clip: AES-256-CBC under a key of its own, which is wrapped with RSA-OAEP. */
    private record Encrypted(byte[] clip, byte[] keyFile) {}

    private Encrypted encrypted(byte[] clip, JsonNode connection) throws Exception {
        String pem = new String(
                Base64.getDecoder().decode(connection.get("PublicKey").asString()), StandardCharsets.US_ASCII);
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
        byte[] content = new byte[32];
        byte[] iv = new byte[16];
        random.nextBytes(content);
        random.nextBytes(iv);
        Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(content, "AES"), new IvParameterSpec(iv));
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, key);
        String keyFile = """
                {
                  "EncryptedKey": "%s",
                  "ContentEncryptionIV": "%s",
                  "PublicKeyId": "%s"
                }
                """.formatted(
                        Base64.getEncoder().encodeToString(rsa.doFinal(content)),
                        Base64.getEncoder().encodeToString(iv),
                        connection.get("PublicKeyId").asString());
        return new Encrypted(aes.doFinal(clip), keyFile.getBytes(StandardCharsets.UTF_8));
    }

    private String send(Connected door, Recording recording, Encrypted encrypted) {
        door.system().begin(recording);
        assertThat(door.system()
                        .put(recording.clip(0), recording.clipMeta(0), encrypted.clip())
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.system()
                        .put(recording.clip(0).replace(".mkv", ".key"), Map.of(), encrypted.keyFile())
                        .statusCode())
                .isEqualTo(201);
        door.system().complete(recording);
        return house.passed(door.door(), recording.container()).get("evidence").asString();
    }

    private JsonNode playback(String evidence, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(house.evidence(evidence)
                        .get("originals")
                        .get(0)
                        .at("/playback/state")
                        .asString())
                .isEqualTo(state));
        return house.evidence(evidence).get("originals").get(0);
    }

    @Test
    void playAndStayEncryptedWhereTheHouseKeepsTheKey() throws Exception {
        Connected door = house.connected(Map.of("sealing", "KEPT"));
        assertThat(door.file().get("WantEncryption").asBoolean()).isTrue();
        assertThat(door.privateKey()).isEmpty();
        Encrypted encrypted = encrypted(TestFootage.mp4(), door.file());
        Recording recording = recording();
        String evidence = send(door, recording, encrypted);

        JsonNode original = playback(evidence, "READY");
        assertThat(original.get("sha256").asString())
                .isEqualTo(Sha256.of(encrypted.clip()).toString());
        // The player is given a copy, never the encrypted original.
        assertThat(original.at("/playback/url").asString()).contains("renditions/proxy.mp4");
        assertThat(original.at("/media/durationMs").asInt()).isGreaterThan(2_000);
        assertThat(house.passed(door.door(), recording.container())
                        .get("encrypted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void showTheirTrackWhenThatCameEncryptedToo() throws Exception {
        Connected door = house.connected(Map.of("sealing", "KEPT"));
        Recording recording = recording();
        String evidence = send(door, recording, encrypted(TestFootage.matroska(), door.file()));
        Encrypted track = encrypted(
                "{\"CoordinateEntries\":[{\"LocationWKT\":\"POINT(7.1 51.2)\",\"SecondsFromStart\":1.5,\"Timestamp\":\"2026-02-03T10:00:01Z\"},{\"LocationWKT\":\"POINT(7.2 51.3)\",\"SecondsFromStart\":9}]}"
                        .getBytes(StandardCharsets.UTF_8),
                door.file());
        String name = recording.clip(0).replace(".mkv", "_" + recording.serial() + "_gpstrail");
        assertThat(door.system().put(name + ".json", Map.of(), track.clip()).statusCode())
                .isEqualTo(201);
        assertThat(door.system().put(name + ".key", Map.of(), track.keyFile()).statusCode())
                .isEqualTo(201);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        house.evidence(evidence).get("hasTrack").asBoolean())
                .as("%s", house.evidence(evidence))
                .isTrue());
    }

    @Test
    void areLookedIntoAgainOnlyWhenTheirOwnKeyComes() throws Exception {
        Connected door = house.connected(Map.of("sealing", "KEPT"));
        Recording recording = recording();
        String evidence = send(door, recording, encrypted(TestFootage.mp4(), door.file()));
        playback(evidence, "READY");
        await().atMost(PATIENCE).until(() -> looksAgain(evidence) == 0);
        Encrypted next = encrypted(TestFootage.matroska(), door.file());

        door.system().put(recording.clip(1), recording.clipMeta(1), next.clip());
        door.system().put(recording.clip(1).replace(".mkv", ".key"), Map.of(), next.keyFile());
        door.system().complete(recording);

        // Each comes after some seconds: what was asked for still waits.
        assertThat(looksAgain(evidence)).isZero();
    }

    /** Examinations of the evidence's first original that were asked for beside the one of its arrival. */
    private long looksAgain(String evidence) {
        return sql.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(new OriginalId(new EvidenceId(UUID.fromString(evidence)), 1) + "/again")
                .query(Long.class)
                .single();
    }

    @Test
    void sayThatTheyAreEncryptedWhereTheKeyIsTheAgencysAlone() throws Exception {
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----";
        Connected door = house.connected(Map.of("sealing", "GIVEN", "publicKey", pem));
        String evidence = send(door, recording(), encrypted(TestFootage.mp4(), door.file()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        playback(evidence, "NONE").at("/playback/reason").asString())
                .contains("encrypted"));
        assertThat(house.evidence(evidence).get("originals")).hasSize(2);
    }

    @Test
    void openWithTheKeyThatWasShownOnce() throws Exception {
        Connected door = house.connected(Map.of("sealing", "SHOWN"));
        Encrypted encrypted = encrypted(TestFootage.mp4(), door.file());

        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getMimeDecoder().decode(door.privateKey().replaceAll("-----[A-Z ]+-----", ""))));
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        rsa.init(Cipher.DECRYPT_MODE, key);
        String wrapped = new String(encrypted.keyFile(), StandardCharsets.UTF_8)
                .replaceAll("(?s).*\"EncryptedKey\": \"([^\"]+)\".*", "$1");
        assertThat(rsa.doFinal(Base64.getDecoder().decode(wrapped))).hasSize(32);
    }
}
