package org.vidimus.server.fleet.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import org.vidimus.server.ingest.TusClient;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** Rooms of their own with a dock, cameras and people, for tests of the whole server; requests go over HTTP. */
@Component
public class DockRoom {
    private final TestPeople people;
    private final Fleet fleet;
    private final JdbcClient sql;

    DockRoom(TestPeople people, Fleet fleet, JdbcClient sql) {
        this.people = people;
        this.fleet = fleet;
        this.sql = sql;
    }

    /** @param serial of a camera that belongs to the room's unit */
    public record Docked(CameraId id, String serial) {}

    /** A unit, a site and a dock that nobody else uses. */
    public final class Room {
        public final Unit unit = people.unit("Room " + UUID.randomUUID());
        public final UUID site = UUID.randomUUID();
        public final UUID dock = UUID.randomUUID();
        public final String dockName = "dock-" + dock;

        private Room() {
            sql.sql("insert into site (id, name) values (?, ?)")
                    .params(site, "Site " + site)
                    .update();
            sql.sql("insert into dock (id, name, site) values (?, ?, ?)")
                    .params(dock, dockName, site)
                    .update();
        }

        public Person person() {
            return people.another(
                    Role.WEARER, "w" + UUID.randomUUID().toString().substring(0, 12), unit);
        }

        public Docked camera() {
            String serial = "R-" + UUID.randomUUID();
            CameraId id =
                    fleet.register(Caller.job("test"), NewCamera.of(serial).in(unit.id()));
            return new Docked(id, serial);
        }

        /** A camera in a slot that has reported with nothing on it. */
        public Docked ready(String slot, int batteryPercent) {
            Docked camera = camera();
            dock(camera, slot, batteryPercent);
            report(camera, "{\"dock\":\"" + dockName + "\",\"batteryPercent\":" + batteryPercent + "}");
            return camera;
        }

        /** Puts it into a slot, as the dock's agent says before it has looked at it. */
        public void dock(Docked camera, String slot, int batteryPercent) {
            sql.sql("update dock set seen_at = clock_timestamp() where id = ?")
                    .param(dock)
                    .update();
            sql.sql("""
                            insert into dock_slot (dock, slot, camera, phase, battery_percent, since, seen_at)
                            values (:dock, :slot, :camera, 'FOUND', :battery, clock_timestamp(), clock_timestamp())
                            on conflict (dock, slot) do update set camera = excluded.camera, phase = excluded.phase,
                                battery_percent = excluded.battery_percent, since = excluded.since, seen_at = excluded.seen_at
                            """)
                    .param("dock", dock)
                    .param("slot", slot)
                    .param("camera", camera.id().value())
                    .param("battery", batteryPercent)
                    .update();
        }

        /** Nothing was heard of its slot for so long. */
        public void silent(Docked camera, Duration since) {
            sql.sql("update dock_slot set seen_at = clock_timestamp() - ? * interval '1 second' where camera = ?")
                    .params(since.toSeconds(), camera.id().value())
                    .update();
        }

        /** What its dock says of its slot. */
        public void slotSays(Docked camera, String phase, @Nullable String problem) {
            sql.sql("update dock_slot set phase = :phase, problem = :problem where camera = :camera")
                    .param("phase", phase)
                    .param("problem", problem)
                    .param("camera", camera.id().value())
                    .update();
        }

        public void charged(Docked camera, int batteryPercent) {
            sql.sql("update dock_slot set battery_percent = ?, seen_at = clock_timestamp() where camera = ?")
                    .params(batteryPercent, camera.id().value())
                    .update();
        }

        public void undock(Docked camera) {
            sql.sql("delete from dock_slot where camera = ?")
                    .param(camera.id().value())
                    .update();
        }

        public void report(Docked camera, String body) {
            ResponseEntity<JsonNode> answer =
                    post(people.api(Role.DOCK), "/api/cameras/" + camera.serial() + "/reports", body);
            assertThat(answer.getStatusCode().value())
                    .as(String.valueOf(answer.getBody()))
                    .isEqualTo(201);
        }

        /** Gives it at the desk, as the fleet manager. */
        public ResponseEntity<JsonNode> give(Person person, String more) {
            return post(
                    people.api(Role.FLEET_MANAGER),
                    "/api/hand-outs",
                    "{\"person\":\"" + person.id() + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
        }

        public ResponseEntity<JsonNode> give(Person person, Docked camera) {
            return give(person, "\"camera\":\"" + camera.id() + "\"");
        }

        /** Since and until when, as if it had been handed out in the past. */
        public void had(Person person, Docked camera, Instant from, Instant until) {
            sql.sql(
                            "insert into hand_out (id, camera, person, mode, from_at, until_at) values (?, ?, ?, 'SINGLE_ISSUE', ?, ?)")
                    .params(UUID.randomUUID(), camera.id().value(), person.id().value(), utc(from), utc(until))
                    .update();
        }

        /** Uploads a recording of it as its dock does, and says as which evidence it is kept. */
        public UUID upload(Docked camera, String recording, Instant cameraStart, Duration clockAhead) {
            byte[] bytes = (recording + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put("filename", recording + ".mp4");
            metadata.put("camera", camera.serial());
            metadata.put("recording", recording);
            metadata.put("start", cameraStart.toString());
            metadata.put("clockOffsetMs", Long.toString(clockAhead.toMillis()));
            metadata.put("sha256", Sha256.of(bytes).toString());
            TusClient agent = new TusClient(people.url(), people.token(Role.DOCK));
            String path = agent.created(bytes.length, metadata);
            assertThat(agent.patch(path, 0, () -> new ByteArrayInputStream(bytes), bytes.length)
                            .status())
                    .isEqualTo(204);
            return UUID.fromString(agent.get(path).json().get("evidence").asString());
        }

        public JsonNode shown(Docked camera) {
            return Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                    .get()
                    .uri("/api/cameras/" + camera.id())
                    .retrieve()
                    .body(JsonNode.class));
        }
    }

    public Room room() {
        return new Room();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static ResponseEntity<JsonNode> post(RestClient api, String path, String body) {
        return api.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    static String code(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody()).path("code").asString("");
    }
}
