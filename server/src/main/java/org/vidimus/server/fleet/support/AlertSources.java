package org.vidimus.server.fleet.support;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.Settings;
import org.vidimus.server.fleet.endurance.Shortfalls;

/** What the fleet's own tables, and the vault's disk, say. Each is one question to the database. */
@Configuration(proxyBeanMethods = false)
class AlertSources {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSources.class);
    private static final double PERCENT = 100;
    static final String WORN = """
            select c.id, c.serial, b.battery_health_percent as percent from camera c cross join lateral (
                select battery_health_percent from camera_reading r where r.camera = c.id and r.at >= :from
                and r.battery_health_percent is not null order by r.at desc limit 1) b
            where c.standing = 'IN_SERVICE' and b.battery_health_percent < :least
            """;

    private record Source(AlertKind kind, BiFunction<Integer, Instant, List<Found>> looking) implements AlertSource {
        @Override
        public Optional<List<Found>> look(int threshold, Instant now) {
            return Optional.of(looking.apply(threshold, now));
        }
    }

    @Bean
    AlertSource vaultFull(Settings settings) {
        return new VaultRoom(settings.vault());
    }

    record VaultRoom(Path vault) implements AlertSource {
        @Override
        public AlertKind kind() {
            return AlertKind.VAULT_FULL;
        }

        @Override
        public Optional<List<Found>> look(int threshold, Instant now) {
            try {
                FileStore store = Files.getFileStore(vault);
                return Optional.of(room(store.getUsableSpace(), store.getTotalSpace(), threshold)
                        .map(facts -> List.of(new Found("vault", Optional.empty(), Optional.empty(), "", facts)))
                        .orElse(List.of()));
            } catch (IOException e) {
                LOG.warn("event=vault-room-unknown reason=\"{}\"", e.getMessage());
                return Optional.empty();
            }
        }
    }

    static Optional<Map<String, Object>> room(long free, long total, int threshold) {
        if (total <= 0 || free * PERCENT / total >= threshold) {
            return Optional.empty();
        }
        return Optional.of(
                Map.of("freeBytes", free, "totalBytes", total, "percent", (int) Math.floor(free * PERCENT / total)));
    }

    @Bean
    AlertSource cardFull(JdbcClient sql) {
        return new Source(AlertKind.CARD_FULL, (threshold, _) -> {
            List<Found> found = new ArrayList<>();
            sql.sql("""
                    select c.id, c.serial, (r.body ->> 'freeBytes')::bigint as free, (r.body ->> 'totalBytes')::bigint as total
                    from camera c join camera_report r on r.id = c.last_report where c.standing = 'IN_SERVICE'
                    """).query(row -> {
                var facts = room(row.getLong("free"), row.getLong("total"), threshold);
                if (facts.isPresent()) {
                    found.add(Found.camera(uuid(row), text(row, "serial"), facts.get()));
                }
            });
            return found;
        });
    }

    @Bean
    AlertSource notSeen(JdbcClient sql) {
        return new Source(AlertKind.NOT_SEEN, (threshold, now) -> sql.sql("""
                        select c.id, c.serial, coalesce(r.received_at, c.registered_at) as at from camera c
                        left join camera_report r on r.id = c.last_report
                        where c.standing = 'IN_SERVICE' and coalesce(r.received_at, c.registered_at) < :before
                        and not exists (select 1 from dock_slot s where s.camera = c.id and s.seen_at >= :before)
                        """)
                .param("before", at(now.minus(Duration.ofDays(threshold))))
                .query((row, _) -> Found.camera(uuid(row), row.getString("serial"), Map.of("since", instant(row))))
                .list());
    }

    @Bean
    AlertSource notOffloaded(JdbcClient sql) {
        return new Source(AlertKind.NOT_OFFLOADED, (threshold, now) -> {
            Map<UUID, Found> found = new HashMap<>();
            sql.sql("""
                    select c.id, c.serial, 'LEFT' as why, coalesce(s.came_at, s.since) as at, s.files_left as files from dock_slot s
                    join camera c on c.id = s.camera where s.files_left > 0 and coalesce(s.came_at, s.since) < :before
                    union all
                    select c.id, c.serial, 'MISSING', min(m.since), count(*) from camera_missing m
                    join camera c on c.id = m.camera where m.found_at is null and m.since < :before group by 1, 2
                    union all
                    select c.id, c.serial, 'OUT', h.from_at, 0 from hand_out h join camera c on c.id = h.camera
                    where h.until_at is null and h.mode = 'SINGLE_ISSUE' and h.from_at < :before
                    union all
                    select c.id, c.serial, 'TAKEN_AWAY', n.reported_at, n.not_offloaded from camera_now n
                    join camera c on c.id = n.camera
                    where n.slot is null and n.not_offloaded > 0 and n.reported_at < :before and c.standing <> 'RETIRED'
                    """)
                    .param("before", at(now.minus(Duration.ofHours(threshold))))
                    .query(row -> {
                        found.putIfAbsent(
                                uuid(row),
                                Found.camera(
                                        uuid(row),
                                        text(row, "serial"),
                                        Map.of(
                                                "why",
                                                text(row, "why"),
                                                "since",
                                                instant(row),
                                                "files",
                                                row.getInt("files"))));
                    });
            return List.copyOf(found.values());
        });
    }

    @Bean
    AlertSource clockDrift(JdbcClient sql) {
        return new Source(AlertKind.CLOCK_DRIFT, (threshold, _) -> sql.sql("""
                        select c.id, c.serial, (r.body ->> 'clockOffsetMs')::bigint as offset_ms from camera c
                        join camera_report r on r.id = c.last_report
                        where c.standing = 'IN_SERVICE' and abs((r.body ->> 'clockOffsetMs')::bigint) > :most
                        """)
                .param("most", threshold * 1000L)
                .query((row, _) ->
                        Found.camera(uuid(row), row.getString("serial"), Map.of("offsetMs", row.getLong("offset_ms"))))
                .list());
    }

    @Bean
    AlertSource firmwareBehind(JdbcClient sql) {
        return new Source(AlertKind.FIRMWARE_BEHIND, (threshold, _) -> {
            Map<String, List<Versioned>> models = new HashMap<>();
            sql.sql("""
                    select c.id, c.serial, concat(c.maker, ' ', c.model) as kind,
                           coalesce(c.firmware, r.body ->> 'firmware') as version
                    from camera c left join camera_report r on r.id = c.last_report
                    where c.standing = 'IN_SERVICE' and c.model is not null and coalesce(c.firmware, r.body ->> 'firmware') is not null
                    """).query(row -> {
                models.computeIfAbsent(text(row, "kind"), _ -> new ArrayList<>())
                        .add(new Versioned(uuid(row), text(row, "serial"), text(row, "version")));
            });
            return models.values().stream()
                    .flatMap(each -> Versioned.behind(each, threshold).stream())
                    .toList();
        });
    }

    /** A camera and its firmware. */
    record Versioned(UUID camera, String serial, String version) {
        /** Those older than the newest version that at least {@code enough} of them have. */
        static List<Found> behind(List<Versioned> all, int enough) {
            Optional<String> newest = all.stream()
                    .map(Versioned::version)
                    .distinct()
                    .filter(version -> all.stream()
                                    .filter(one -> Versions.ORDER.compare(one.version(), version) >= 0)
                                    .count()
                            >= enough)
                    .max(Versions.ORDER);
            return newest.stream()
                    .flatMap(version -> all.stream()
                            .filter(one -> Versions.ORDER.compare(one.version(), version) < 0)
                            .map(one -> Found.camera(
                                    one.camera(), one.serial(), Map.of("version", one.version(), "newest", version))))
                    .toList();
        }
    }

    @Bean
    AlertSource dockSilent(JdbcClient sql) {
        return new Source(AlertKind.DOCK_SILENT, (threshold, now) -> sql.sql(
                        "select id, name, seen_at as at from dock where retired_at is null and seen_at < ?")
                .param(at(now.minus(Duration.ofMinutes(threshold))))
                .query((row, _) -> new Found(
                        uuid(row).toString(),
                        Optional.empty(),
                        Optional.of(uuid(row)),
                        row.getString("name"),
                        Map.of("since", instant(row))))
                .list());
    }

    /** By what a camera says of its battery, and by how long it truly lasts: many say nothing, or are wrong. */
    @Bean
    AlertSource batteryFailing(JdbcClient sql, Shortfalls shortfalls) {
        return new Source(AlertKind.BATTERY_FAILING, (threshold, now) -> {
            Map<UUID, String> serials = new LinkedHashMap<>();
            Map<UUID, Map<String, Object>> facts = new HashMap<>();
            sql.sql(WORN)
                    .param("from", at(now.minus(Duration.ofDays(30))))
                    .param("least", threshold)
                    .query(row -> {
                        serials.put(uuid(row), text(row, "serial"));
                        facts.computeIfAbsent(uuid(row), _ -> new LinkedHashMap<>())
                                .put("percent", Math.round(row.getFloat("percent")));
                    });
            for (Shortfalls.Shortfall each : shortfalls.find()) {
                UUID camera = each.camera().value();
                serials.put(camera, each.serial());
                Map<String, Object> known = facts.computeIfAbsent(camera, _ -> new LinkedHashMap<>());
                known.put("lastsMinutes", each.expected().toMinutes());
                known.put("shiftMinutes", each.shift().toMinutes());
            }
            return serials.entrySet().stream()
                    .map(each ->
                            Found.camera(each.getKey(), each.getValue(), facts.getOrDefault(each.getKey(), Map.of())))
                    .toList();
        });
    }

    private static UUID uuid(java.sql.ResultSet row) throws java.sql.SQLException {
        return row.getObject("id", UUID.class);
    }

    private static String text(java.sql.ResultSet row, String column) throws java.sql.SQLException {
        return row.getString(column);
    }

    private static String instant(java.sql.ResultSet row) throws java.sql.SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant().toString();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
