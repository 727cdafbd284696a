package org.vidimus.server.fleet.endurance;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vidimus.cameras.Line;
import org.vidimus.cameras.VirtualCamera;

/** What a virtual camera noted, in the tables to which docks' reports bring it: in true time. */
public final class VirtualReadings {
    private static final int AT_ONCE = 5_000;

    private VirtualReadings() {}

    public static void store(JdbcTemplate jdbc, UUID camera, VirtualCamera virtual) {
        store(jdbc, camera, virtual, Duration.ZERO);
    }

    /** @param later than the virtual camera noted it; how long something took stays as it was */
    public static void store(JdbcTemplate jdbc, UUID camera, VirtualCamera virtual, Duration later) {
        jdbc.batchUpdate("""
                insert into camera_reading (camera, at, battery_percent, battery_health_percent, charge_cycles, temperature_c, charging)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """, of(virtual, Line.Reading.class), AT_ONCE, (row, reading) -> {
            row.setObject(1, camera);
            row.setTimestamp(2, Timestamp.from(reading.at().plus(later)));
            row.setDouble(3, reading.percent());
            row.setDouble(4, reading.health());
            row.setInt(5, reading.cycles());
            row.setDouble(6, reading.celsius());
            row.setBoolean(7, reading.charging());
        });
        jdbc.batchUpdate(
                "insert into camera_stage (camera, at, stage, pre_record) values (?, ?, ?, ?) on conflict do nothing",
                of(virtual, Line.Turn.class),
                AT_ONCE,
                (row, turn) -> {
                    row.setObject(1, camera);
                    row.setTimestamp(2, Timestamp.from(turn.at().plus(later)));
                    row.setString(3, turn.stage().name());
                    row.setBoolean(4, turn.preRecord());
                });
    }

    private static <T extends Line> List<T> of(VirtualCamera camera, Class<T> kind) {
        return camera.lines().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
