package org.vidimus.server.fleet.settings;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.fleet.AtReport;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.CameraReport;
import org.vidimus.server.fleet.WantedSettings;
import org.vidimus.server.fleet.settings.RuleCheck.Broken;
import org.vidimus.server.fleet.settings.SettingsTable.ReadBack;
import org.vidimus.server.fleet.settings.SettingsTable.Wanted;

/**
 * Whether cameras are set as they shall be. A camera is not, as long as something that can be set on it was read back as something
 * else than is wanted, or what was read back breaks a rule of the profile in force.
 */
@Component
@Order(2)
public class SettingsState implements AtReport, WantedSettings {
    private final SettingsTable table;
    private final RuleCheck rules;
    private final Clock clock;

    SettingsState(SettingsTable table, RuleCheck rules, Clock clock) {
        this.table = table;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * One setting of one camera.
     *
     * @param wanted null where the camera may keep what it has
     * @param readBack null where nothing was read back
     * @param settable whether docks can set it on this camera
     */
    public record Line(
            String code, @Nullable String wanted, @Nullable String readBack, boolean settable, boolean differs) {}

    /**
     * How a camera is set.
     *
     * @param name of the settings that are wanted; null where none are
     * @param readAt since when it has been read back like this; null where it never was
     * @param differingSince null where nothing differs
     * @param broken what is wanted and breaks the profile; it is not written on cameras until somebody has mended it
     * @param breaking what was read back and breaks the profile
     */
    public record CameraState(
            @Nullable String name,
            List<Line> lines,
            @Nullable Instant readAt,
            @Nullable Instant differingSince,
            List<Broken> broken,
            List<Broken> breaking) {
        public boolean isAsWanted() {
            return differingSince == null && breaking.isEmpty();
        }
    }

    @Override
    public Set<CameraId> notAsWanted(Collection<CameraId> cameras) {
        Map<CameraId, Wanted> wanted = table.wanted(cameras, clock.instant());
        Map<CameraId, ReadBack> back = table.readBack(cameras);
        Map<Pair, Boolean> known = new HashMap<>();
        return cameras.stream()
                .filter(camera -> !known.computeIfAbsent(Pair.of(wanted.get(camera), back.get(camera)), _ -> state(
                                Optional.ofNullable(wanted.get(camera)), Optional.ofNullable(back.get(camera)))
                        .isAsWanted()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All that it depends on whether a camera is set as it shall be; thousands of cameras are few of these. */
    private record Pair(@Nullable UUID settings, @Nullable Map<String, Optional<String>> readBack) {
        static Pair of(@Nullable Wanted wanted, @Nullable ReadBack back) {
            return new Pair(wanted == null ? null : wanted.settings(), back == null ? null : back.values());
        }
    }

    public Map<CameraId, CameraState> of(Collection<CameraId> cameras) {
        Map<CameraId, Wanted> wanted = table.wanted(cameras, clock.instant());
        Map<CameraId, ReadBack> back = table.readBack(cameras);
        Map<CameraId, CameraState> states = new HashMap<>();
        for (CameraId camera : new HashSet<>(cameras)) {
            states.put(camera, state(Optional.ofNullable(wanted.get(camera)), Optional.ofNullable(back.get(camera))));
        }
        return states;
    }

    private CameraState state(Optional<Wanted> wanted, Optional<ReadBack> back) {
        List<Broken> broken = wanted.map(each -> rules.broken(each.values())).orElse(List.of());
        Map<String, String> want = wanted.map(each -> each.values().texts()).orElse(Map.of());
        Map<String, Optional<String>> read = back.map(ReadBack::values).orElse(Map.of());
        List<Line> lines = new ArrayList<>();
        boolean differs = false;
        for (String code : codes(want, read)) {
            String value = want.get(code);
            Optional<String> is = read.getOrDefault(code, Optional.empty());
            // Broken settings are not written, so a camera that does not have them is none the worse for it.
            boolean other =
                    broken.isEmpty() && value != null && read.containsKey(code) && !is.equals(Optional.of(value));
            differs |= other;
            lines.add(new Line(code, value, is.orElse(null), read.containsKey(code), other));
        }
        Instant readAt = back.map(ReadBack::at).orElse(null);
        Instant since = differs && readAt != null && wanted.isPresent()
                ? later(readAt, wanted.get().changedAt())
                : null;
        return new CameraState(
                wanted.map(Wanted::name).orElse(null), lines, readAt, since, broken, rules.broken(told(read)));
    }

    private static Set<String> codes(Map<String, String> wanted, Map<String, Optional<String>> read) {
        Set<String> codes = new LinkedHashSet<>();
        Setting.ALL.stream()
                .map(Setting::code)
                .filter(code -> wanted.containsKey(code) || read.containsKey(code))
                .forEach(codes::add);
        codes.addAll(read.keySet());
        return codes;
    }

    private static Map<String, String> told(Map<String, Optional<String>> read) {
        Map<String, String> told = new HashMap<>();
        read.forEach((code, value) -> value.ifPresent(text -> told.put(code, text)));
        return told;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What docks shall set on these cameras, by serial. Nothing that breaks the profile. */
    public Map<String, CameraSettings> forDocks(Collection<String> serials) {
        Map<String, CameraId> ids = table.ids(serials);
        Map<CameraId, Wanted> wanted = table.wanted(ids.values(), clock.instant());
        Map<String, CameraSettings> settings = new HashMap<>();
        ids.forEach((serial, id) -> {
            Wanted each = wanted.get(id);
            if (each != null && rules.broken(each.values()).isEmpty()) {
                settings.put(serial, each.values());
            }
        });
        return settings;
    }

    @Override
    public void reported(CameraId camera, String serial, CameraReport report, Instant now, Outcome outcome) {
        Map<String, Optional<String>> settings = report.upkeep().settings();
        if (settings != null) {
            Optional<ReadBack> before =
                    Optional.ofNullable(table.readBack(List.of(camera)).get(camera));
            if (before.filter(known -> known.values().equals(settings)).isPresent()) {
                table.confirm(camera, now);
            } else {
                table.addReadBack(camera, settings, now);
                outcome.note("settings", "read back");
            }
        }
        if (!report.upkeep().preRecordSeconds().isEmpty()) {
            table.addPreRecord(camera, report.upkeep().preRecordSeconds());
        }
    }
}
