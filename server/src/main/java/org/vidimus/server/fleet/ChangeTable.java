package org.vidimus.server.fleet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was done to cameras' entries in the register. Joins the transaction that is running. */
@Repository
class ChangeTable {
    private final JdbcClient sql;
    private final JsonMapper json;

    ChangeTable(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    enum What {
        REGISTERED,
        CHANGED,
        FIRMWARE
    }

    /** @param by empty for the house itself */
    void add(CameraId camera, Instant at, What what, Optional<UUID> by, List<RegisterEntry.Change> changes) {
        sql.sql("insert into camera_change (id, camera, at, what, by_person, changes) "
                        + "values (:id, :camera, :at, :what, :by, cast(:changes as jsonb))")
                .param("id", UUID.randomUUID())
                .param("camera", camera.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("what", what.name())
                .param("by", by.orElse(null))
                .param("changes", json.writeValueAsString(changes))
                .update();
    }

    /** Notes what the camera runs now, where it ran something else. */
    void firmware(CameraId camera, String firmware, Instant at) {
        Optional<String> before = sql.sql("select firmware from camera where id = ? and firmware is not null")
                .param(camera.value())
                .query(String.class)
                .optional();
        if (before.equals(Optional.of(firmware))) {
            return;
        }
        sql.sql("update camera set firmware = ? where id = ?")
                .params(firmware, camera.value())
                .update();
        add(
                camera,
                at,
                What.FIRMWARE,
                Optional.empty(),
                List.of(new RegisterEntry.Change("firmware", before, Optional.of(firmware))));
    }
}
