package org.vidimus.server.fleet.endurance;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;
import org.vidimus.server.fleet.CameraId;

/** A large fleet's readings in the database, and what going through them costs; for {@code ./vidimus bench endurance}. */
public final class EnduranceLoad {
    private static final int DIFFERENT = 40;

    private final JdbcTemplate jdbc;
    private final Estimates estimates;
    private final Endurance endurance;
    private final List<UUID> cameras = new ArrayList<>();

    public EnduranceLoad(JdbcTemplate jdbc, Object estimates, Endurance endurance) {
        this.jdbc = jdbc;
        this.estimates = (Estimates) estimates;
        this.endurance = endurance;
    }

    /** The type of the bean that goes through readings. */
    public static Class<?> worker() {
        return Estimates.class;
    }

    /** Some cameras are simulated, and the others are copies of them: what they cost is the same. */
    public void fill(int count, int days, Instant until) {
        List<VirtualCamera> simulated =
                VirtualFleet.live(VirtualFleet.Plan.of(Math.min(count, DIFFERENT), days, 1, Physics.PLAIN, until));
        for (VirtualCamera camera : simulated) {
            cameras.add(write(camera));
        }
        for (int n = simulated.size(); n < count; n++) {
            cameras.add(copy(cameras.get(n % simulated.size())));
        }
        jdbc.execute("analyze camera_reading, camera_stage, camera");
    }

    private UUID register() {
        UUID id = UUID.randomUUID();
        jdbc.update("insert into camera (id, serial, maker, model) values (?, ?, 'Vidimus', 'V1')", id, id.toString());
        return id;
    }

    private UUID write(VirtualCamera camera) {
        UUID id = register();
        VirtualReadings.store(jdbc, id, camera);
        return id;
    }

    private UUID copy(UUID of) {
        UUID id = register();
        jdbc.update("""
                insert into camera_reading (camera, at, battery_percent, battery_health_percent, charge_cycles, temperature_c, charging)
                select ?, at, battery_percent, battery_health_percent, charge_cycles, temperature_c, charging from camera_reading where camera = ?
                """, id, of);
        jdbc.update("""
                insert into camera_stage (camera, at, stage, pre_record) select ?, at, stage, pre_record from camera_stage where camera = ?
                """, id, of);
        return id;
    }

    /** One more reading of every camera, as after a shift. */
    public void say(Instant at) {
        jdbc.update(
                "insert into camera_reading (camera, at, battery_percent, charging) select id, ?, 90, true from camera",
                Timestamp.from(at));
    }

    public long readings() {
        Long count = jdbc.queryForObject("select count(*) from camera_reading", Long.class);
        return count == null ? 0 : count;
    }

    /** @return cameras that had said something */
    public int catchUp() {
        return estimates.catchUp();
    }

    /** What a kiosk waits for. */
    public void handOut(int n, org.vidimus.server.access.PersonId person) {
        endurance.forHandOut(new CameraId(cameras.get(n % cameras.size())), person);
    }
}
