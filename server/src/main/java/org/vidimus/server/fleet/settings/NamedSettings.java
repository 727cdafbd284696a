package org.vidimus.server.fleet.settings;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.CameraId;

/** Settings for cameras, by name, and who gets them. */
@Service
class NamedSettings {
    private static final int LONGEST_NAME = 100;

    private final Gate gate;
    private final SettingsTable table;
    private final SettingsState state;
    private final RuleCheck rules;
    private final Names names;
    private final Clock clock;

    NamedSettings(Gate gate, SettingsTable table, SettingsState state, RuleCheck rules, Names names, Clock clock) {
        this.gate = gate;
        this.table = table;
        this.state = state;
        this.rules = rules;
        this.names = names;
        this.clock = clock;
    }

    record UnitRef(UUID id, String name) {}

    /**
     * @param cameras how many cameras these are wanted on
     * @param broken what of it breaks the profile in force; until it is mended nothing of it is written on cameras
     */
    record Item(
            UUID id,
            String name,
            CameraSettings values,
            boolean houseDefault,
            List<UnitRef> units,
            List<String> roles,
            int cameras,
            Instant changedAt,
            List<RuleCheck.Broken> broken) {}

    /**
     * @param values unset ones are left to the camera
     * @param units and {@code roles}: who gets them; whoever had others by one of these has these then
     */
    record Wish(
            @Nullable String name,
            @Nullable CameraSettings values,
            @Nullable Boolean houseDefault,
            @Nullable List<UUID> units,
            @Nullable List<String> roles) {}

    List<Item> list(Caller caller) {
        return gate.view(Passage.of(caller, Action.CAMERA_SETTINGS_LIST), _ -> items());
    }

    private List<Item> items() {
        List<SettingsTable.Receiver> receivers = table.receivers();
        Map<UnitId, String> units = names.units(receivers.stream()
                .flatMap(each -> each.unit().stream())
                .map(UnitId::new)
                .toList());
        Map<UUID, Integer> counts = table.counts(clock.instant());
        List<Item> items = new ArrayList<>();
        for (SettingsTable.Named each : table.all()) {
            List<SettingsTable.Receiver> own = receivers.stream()
                    .filter(receiver -> receiver.settings().equals(each.id()))
                    .toList();
            items.add(new Item(
                    each.id(),
                    each.name(),
                    each.values(),
                    each.houseDefault(),
                    own.stream()
                            .flatMap(receiver -> receiver.unit().stream())
                            .map(unit -> new UnitRef(unit, units.getOrDefault(new UnitId(unit), unit.toString())))
                            .toList(),
                    own.stream().flatMap(receiver -> receiver.role().stream()).toList(),
                    counts.getOrDefault(each.id(), 0),
                    each.changedAt(),
                    rules.broken(each.values())));
        }
        return items;
    }

    /** Codes of roles that settings can be given to. */
    List<String> roles() {
        TreeSet<String> roles = new TreeSet<>(table.rolesHeld());
        Stream.of(Caller.Role.WEARER, Caller.Role.SUPERVISOR).map(Enum::name).forEach(roles::add);
        table.receivers().forEach(each -> each.role().ifPresent(roles::add));
        return List.copyOf(roles);
    }

    List<RuleCheck.Broken> check(Caller caller, CameraSettings values) {
        return gate.view(Passage.of(caller, Action.CAMERA_SETTINGS_LIST), _ -> rules.broken(values.checked()));
    }

    Item add(Caller caller, Wish wish) {
        return save(caller, UUID.randomUUID(), wish, false);
    }

    Item change(Caller caller, UUID id, Wish wish) {
        return save(caller, id, wish, true);
    }

    private Item save(Caller caller, UUID id, Wish wish, boolean there) {
        String name = wish.name() == null ? "" : wish.name().strip();
        Passage passage = Passage.of(caller, Action.CAMERA_SETTINGS_CHANGE).with("settings", id.toString());
        return gate.change(passage, outcome -> {
            if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf(0) >= 0) {
                throw new SettingsProblem.Malformed("name", "1 to " + LONGEST_NAME + " characters", name).refused();
            }
            if (there && table.find(id).isEmpty()) {
                throw new SettingsProblem.Unknown().refused();
            }
            CameraSettings values = Optional.ofNullable(wish.values())
                    .orElseThrow(() -> new SettingsProblem.Malformed("values", "an object", "nothing").refused())
                    .checked();
            List<RuleCheck.Broken> broken = rules.broken(values);
            if (!broken.isEmpty()) {
                throw new SettingsProblem.BreakRule(broken).refused();
            }
            List<String> roles = wish.roles() == null ? List.of() : wish.roles();
            if (roles.stream().anyMatch(role -> !role.matches("[A-Z0-9_]{1,50}"))) {
                throw new SettingsProblem.Malformed("roles", "codes of roles", roles.toString()).refused();
            }
            table.save(id, name, values, Boolean.TRUE.equals(wish.houseDefault()), clock.instant());
            table.give(id, wish.units() == null ? List.of() : wish.units(), roles);
            outcome.note("name", name);
            values.texts().forEach((code, value) -> outcome.note(kebab(code), value));
            return items().stream()
                    .filter(item -> item.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static String kebab(String code) {
        return "set-" + code.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    void delete(Caller caller, UUID id) {
        Passage passage = Passage.of(caller, Action.CAMERA_SETTINGS_CHANGE).with("settings", id.toString());
        gate.change(passage, outcome -> {
            SettingsTable.Named there = table.find(id).orElseThrow(() -> new SettingsProblem.Unknown().refused());
            table.delete(id);
            return outcome.note("deleted", there.name());
        });
    }

    /** How one camera is set. */
    SettingsState.CameraState ofCamera(Caller caller, UUID id) {
        CameraId camera = new CameraId(id);
        return gate.view(
                Passage.of(caller, Action.CAMERA_LIST, Subject.camera(id)),
                _ -> Optional.ofNullable(state.of(List.of(camera)).get(camera)).orElseThrow());
    }
}
