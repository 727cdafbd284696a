package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.Settings;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.SealBroken;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** A copy that was read back once and is found broken later, while the camera still has the file. */
class BrokenCopyTest extends IngestTest {
    @Autowired
    Vault vault;

    @Autowired
    Settings settings;

    @Autowired
    Securing securing;

    private final byte[] footage = bytes(200_000, System.nanoTime());
    private String path;
    private ObjectId object;

    @BeforeEach
    void secure() {
        path = sent("R1", footage);
        awaitState(path, "SECURED");
        object = objectOf(path);
    }

    @Test
    void isSecuredNoMoreAndNothingIsErasedBecauseOfIt() throws IOException {
        overwrite();

        assertThat(erased(path).code()).isEqualTo("not-secured");
        assertThat(dock.get(path).json().path("securedAt").isString()).isFalse();

        securing.doubt();

        JsonNode shown = dock.get(path).json();
        assertThat(shown.path("state").asString()).isEqualTo("SEALED");
        assertThat(shown.at("/problem/code").asString()).isEqualTo("read-back-failed");
        assertThat(erased(path).code()).isEqualTo("not-secured");
        assertThat(original().at("/securedAt").isString()).isFalse();
        assertThat(entriesOf(path)).anyMatch(entry -> entry.contains("\ndetail problem read-back-failed\n"));
    }

    @Test
    void isNoReasonToEraseADuplicateEither() throws IOException {
        String duplicate = sent("R2", footage);
        awaitState(duplicate, "DUPLICATE");
        assertThat(dock.get(duplicate).json().path("securedAt").isString()).isTrue();

        overwrite();

        assertThat(erased(duplicate).code()).isEqualTo("not-secured");
        securing.doubt();
        assertThat(dock.get(duplicate).json().at("/problem/code").asString()).isEqualTo("read-back-failed");
    }

    /** A disk that was away for a while. */
    @Test
    void isSecuredAgainWhenItReadsAsItShould() throws IOException {
        byte[] stored = Files.readAllBytes(file());
        overwrite();
        securing.doubt();

        Files.write(file(), stored);
        securing.secure(new UploadId(UUID.fromString(id(path))));

        awaitState(path, "SECURED");
        assertThat(dock.get(path).json().path("problem").isObject()).isFalse();
        assertThat(erased(path).status()).isEqualTo(204);
    }

    @Test
    void isReplacedByTheSameBytesOnceThoseWereReadBack() throws IOException {
        overwrite();
        securing.doubt();

        String again = sent("R1", footage);

        awaitState(again, "SECURED");
        assertThat(objectOf(again)).isNotEqualTo(object);
        assertThat(original().at("/securedAt").isString()).isTrue();
        assertThat(original().at("/n").asInt()).isEqualTo(1);
        assertThat(content()).isEqualTo(footage);
        assertThat(erased(again).status()).isEqualTo(204);
        JsonNode first = dock.get(path).json();
        assertThat(first.path("state").asString()).isEqualTo("DUPLICATE");
        assertThat(first.path("securedAt").isString()).isTrue();
        assertThat(entriesOf(again)).anyMatch(entry -> entry.contains("\ndetail replaces-object " + object + "\n"));
    }

    /** Both are whole, whichever is read back first: one stays, and the other was not needed. */
    @Test
    void keepsOneWhenBothTurnOutToBeWhole() throws IOException {
        byte[] stored = Files.readAllBytes(file());
        overwrite();
        securing.doubt();
        String again = dock.created(footage.length, facts("R1", footage));
        dock.patch(again, 0, footage);
        Files.write(file(), stored);
        securing.secure(new UploadId(UUID.fromString(id(path))));

        for (String each : List.of(path, again)) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            dock.get(each).json().path("securedAt").isString())
                    .isTrue());
        }
        assertThat(content()).isEqualTo(footage);
        assertThat(sql.sql("select count(*) from upload where evidence_id = ? and object_id is not null")
                        .param(UUID.fromString(evidence()))
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private String sent(String recording, byte[] bytes) {
        return dock.upload(bytes, facts(recording, bytes));
    }

    private Map<String, String> facts(String recording, byte[] bytes) {
        return Map.of(
                "filename",
                "REC0001.bin",
                "camera",
                camera,
                "recording",
                recording,
                "sha256",
                Sha256.of(bytes).toString());
    }

    private TusClient.Answer erased(String upload) {
        return dock.post(upload + "/erased", "{\"at\":\"2026-11-21T20:15:30Z\"}");
    }

    private ObjectId objectOf(String upload) {
        return new ObjectId(sql.sql("select object_id from upload where id = ?")
                .param(UUID.fromString(id(upload)))
                .query(UUID.class)
                .single());
    }

    /** As a disk does that forgets; and then somebody reads it. */
    private void overwrite() throws IOException {
        Files.write(file(), new byte[] {1, 2, 3}, StandardOpenOption.WRITE);
        assertThatThrownBy(() -> vault.readBack(object)).isInstanceOf(SealBroken.class);
    }

    private Path file() throws IOException {
        try (Stream<Path> stored = Files.walk(settings.vault())) {
            return stored.filter(file -> file.getFileName().toString().contains(object.toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String evidence() {
        return dock.get(path).json().path("evidence").asString();
    }

    private JsonNode original() {
        return client(Role.EVIDENCE_MANAGER)
                .get("/api/evidence/" + evidence())
                .json()
                .at("/originals/0");
    }

    private byte[] content() {
        return client(Role.EVIDENCE_MANAGER)
                .get("/api/evidence/" + evidence() + "/originals/1/content")
                .response()
                .body();
    }
}
