package org.vidimus.server.bench;

import static java.net.HttpURLConnection.HTTP_CREATED;
import static java.net.HttpURLConnection.HTTP_OK;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.Caller.Role;

/** What a fleet manager waits for who looks after 2,000 cameras: the list, narrowed and in its orders, and one camera. */
final class FleetTopic implements Topic {
    private static final int CAMERAS = 2_000;
    private static final int ASKED_A_ROUND = 40;
    private static final int WARM_UP = 20;
    private static final int HANDED_OUT = 60;

    @Override
    public void run(Options options, Table table) throws Exception {
        try (House house = House.open(Files.createDirectories(options.folder().resolve("fleet")))) {
            Staff staff = new Staff(house);
            String token = staff.token(Role.FLEET_MANAGER);
            fill(house.sql(), Math.min(CAMERAS, Math.max(50, options.rows() / 500)));
            table.say("fleet: "
                    + house.sql()
                            .sql("select count(*) from camera")
                            .query(Long.class)
                            .single() + " cameras");
            URI server = URI.create(
                    "http://127.0.0.1:" + house.part(Environment.class).getRequiredProperty("local.server.port"));
            try (Wire wire = new Wire(server)) {
                for (Map.Entry<String, String> screen : screens().entrySet()) {
                    measure(screen.getKey(), screen.getValue(), wire, token, options, table);
                }
                handOut(house.sql(), wire, token, table);
            }
        }
    }

    private static Map<String, String> screens() {
        Map<String, String> screens = new LinkedHashMap<>();
        screens.put("the list, most urgent first", "/api/cameras");
        screens.put("its page 20", "/api/cameras?page=20");
        screens.put("by number", "/api/cameras?sort=NUMBER");
        screens.put("by battery", "/api/cameras?sort=BATTERY");
        screens.put("those that are out", "/api/cameras?show=OUT");
        screens.put("two words", "/api/cameras?q=bench+17");
        screens.put("the dock room", "/api/docks");
        return screens;
    }

    /** Four docks full of cameras, every tenth about to be emptied; the others are out; some miss footage. */
    private static void fill(JdbcClient sql, int count) {
        if (sql.sql("select exists (select from camera)").query(Boolean.class).single()) {
            return;
        }
        sql.sql("""
                insert into dock (id, name, seen_at) select gen_random_uuid(), 'bench ' || n, now() from generate_series(1, 4) n
                """).update();
        sql.sql("""
                insert into camera (id, serial, maker, model, unit, asset)
                select gen_random_uuid(), 'BENCH-' || lpad(n::text, 5, '0'), 'Vidimus', 'V1', (select id from unit limit 1), 'K ' || n
                from generate_series(1, :count) n
                """).param("count", count).update();
        sql.sql("""
                insert into camera_report (id, camera, received_at, reported_at, dock, body)
                select gen_random_uuid(), id, now() - random() * interval '2 days', now(), 'bench 1',
                    jsonb_build_object('at', now(), 'dock', 'bench 1', 'layout', 'vidimus', 'firmware', '1.2', 'clockOffsetMs', 120,
                        'freeBytes', 60000000000, 'totalBytes', 64000000000, 'batteryPercent', (random() * 100)::int, 'filesListed', 8,
                        'counters', jsonb_build_object('recordings', 100), 'problems', '[]'::jsonb,
                        'stages', (select jsonb_agg(jsonb_build_object('at', now() + n * interval '7 minutes', 'stage', 'WORN'))
                            from generate_series(1, 60) n))
                from camera
                """).update();
        sql.sql("update camera c set last_report = r.id from camera_report r where r.camera = c.id")
                .update();
        sql.sql("""
                insert into camera_part (camera, recording, part, number, started, first_report, seen_report)
                select c.id, c.serial || '-' || n, 1, n, now(), c.last_report, case when n > 88 and c.serial like '%5' then c.last_report end
                from camera c, generate_series(1, 100) n
                """).update();
        sql.sql("""
                insert into upload (id, state, evidence_id, length_bytes, name, camera, recording, part, made_by, created_at,
                    expires_at, ended_at, secured_at, erased_at)
                select gen_random_uuid(), 'SECURED', gen_random_uuid(), 1, p.recording, c.serial, p.recording, 1, gen_random_uuid(),
                    now() - p.number * interval '1 hour', now(), now(), now(),
                    case when p.number < 95 then now() end
                from camera_part p join camera c on c.id = p.camera
                """).update();
        sql.sql("""
                insert into dock_slot (dock, slot, camera, serial, phase, battery_percent, charging, since, seen_at)
                select d.id, n::text, c.id, c.serial, 'DONE', (random() * 100)::int, true, now() - interval '1 hour',
                    now() + interval '1 hour'
                from (select row_number() over (order by serial) as n, id, serial from camera) c
                    join dock d on d.name = 'bench ' || (1 + c.n % 4)
                where c.n % 5 < 3
                """).update();
        sql.sql("""
                insert into hand_out (id, camera, person, mode, from_at)
                select gen_random_uuid(), id, (select id from person limit 1), 'SINGLE_ISSUE', now() - interval '3 hours'
                from camera c where not exists (select from dock_slot s where s.camera = c.id) and c.serial not like '%7'
                """).update();
        sql.sql("""
                insert into camera_settings (id, name, body, house_default, changed_at)
                values (gen_random_uuid(), 'bench', '{"preRecordSeconds": 30}'::jsonb, true, now())
                """).update();
        sql.sql("""
                insert into camera_settings_read (camera, at, body)
                select id, now() - interval '3 days', jsonb_build_object('volume', '70', 'preRecordSeconds', '30') from camera
                """).update();
        sql.sql("""
                insert into camera_missing (id, camera, number, number_to, reason)
                select gen_random_uuid(), id, 7, 9, 'NUMBER_NEVER_SEEN' from camera where serial like '%50'
                """).update();
        sql.sql("analyze").update();
    }

    /** The best of what stands in all docks, for one after the other. */
    private static void handOut(JdbcClient sql, Wire wire, String token, Table table) throws IOException {
        List<UUID> people = Stream.generate(UUID::randomUUID).limit(HANDED_OUT).toList();
        sql.sql(
                        "insert into person (id, login, name, unit, made_at) select id, id::text, 'Bench', (select unit from camera limit 1), now() "
                                + "from unnest(?::uuid[]) id")
                .param(people.toArray(UUID[]::new))
                .update();
        Noise noise = new Noise();
        Times times = new Times();
        for (UUID person : people) {
            long start = System.nanoTime();
            Wire.Answer answer = wire.send(
                    "POST",
                    "/api/hand-outs",
                    Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                    noise.exactly(("{\"person\":\"" + person + "\"}").getBytes(StandardCharsets.UTF_8)));
            times.add(Times.millis(start));
            if (answer.status() != HTTP_CREATED) {
                throw new IllegalStateException("the hand-out was answered " + answer.status());
            }
        }
        table.add(Line.of("fleet: the best camera handed out, median", times.median(), "ms"));
        table.add(Line.of("fleet: the best camera handed out, p95", times.percentile(95), "ms", Aim.atMost(300)));
    }

    private static void measure(String name, String address, Wire wire, String token, Options options, Table table)
            throws IOException {
        Times times = new Times();
        long bytes = 0;
        for (int i = -WARM_UP; i < options.rounds() * ASKED_A_ROUND; i++) {
            long start = System.nanoTime();
            Wire.Answer answer = wire.get(address, Map.of("Authorization", "Bearer " + token));
            if (i >= 0) {
                times.add(Times.millis(start));
            }
            if (answer.status() != HTTP_OK) {
                throw new IllegalStateException(address + " was answered " + answer.status());
            }
            bytes = answer.bodyBytes();
        }
        table.say("fleet: " + name + ": " + bytes / 1_000 + " kB");
        table.add(Line.of("fleet: " + name + ", median", times.median(), "ms"));
        table.add(Line.of("fleet: " + name + ", p95", times.percentile(95), "ms", Aim.atMost(150)));
    }
}
