package org.vidimus.server.fleet.dock;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Facts;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** The docks of the house. One that nobody has entered appears by itself when its agent first reports. */
@Service
class Docks {
    private static final int LONGEST_NAME = 100;

    private final Gate gate;
    private final Scopes scopes;
    private final Permissions permissions;
    private final DockTable docks;
    private final Clock clock;

    Docks(Gate gate, Scopes scopes, Permissions permissions, DockTable docks, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.permissions = permissions;
        this.docks = docks;
        this.clock = clock;
    }

    /**
     * Takes in what a dock says of its slots.
     *
     * @return the serials it named
     */
    Set<String> report(Caller caller, String name, SlotsReport report) {
        String dock = name("name", name);
        return gate.change(Passage.of(caller, Action.DOCK_SLOTS), outcome -> {
            // Durable from here: who is where, in one statement. A crash before leaves what was said before, and the
            // agent says it
            // again in seconds.
            UUID id = docks.heard(dock, report.agent(), clock.instant());
            docks.write(id, report.slots(), clock.instant()).forEach(other -> outcome.about(Subject.dock(other)));
            outcome.about(Subject.dock(id));
            return report.slots().stream()
                    .flatMap(slot -> Optional.ofNullable(slot.serial()).stream())
                    .collect(Collectors.toSet());
        });
    }

    List<DockView> list(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.DOCK_LIST), _ -> docks.list(scopes.of(caller, Action.DOCK_LIST)).stream()
                        .map(dock -> dock.with(dock.slots(), may(caller, dock)))
                        .toList());
    }

    private List<String> may(Caller caller, DockView dock) {
        return permissions.of(
                caller,
                Subject.Kind.DOCK,
                facts(Optional.ofNullable(dock.unit()).map(unit -> new UnitId(unit.id()))));
    }

    static Facts facts(Optional<UnitId> unit) {
        return new Facts(Optional.empty(), unit, Optional.empty());
    }

    /** @param site id of the site it stands at */
    record Wish(@Nullable UUID site, @Nullable UUID unit, boolean retired) {}

    DockView add(Caller caller, @Nullable String name, Wish wish) {
        String fit = name("name", name);
        return gate.change(Passage.of(caller, Action.DOCK_CHANGE).with("dock", fit), outcome -> {
            UUID id = UUID.randomUUID();
            docks.insert(id, fit, wish.site(), wish.unit());
            outcome.about(Subject.dock(id));
            return shown(caller, id);
        });
    }

    DockView change(Caller caller, UUID id, Wish wish) {
        return gate.change(Passage.of(caller, Action.DOCK_CHANGE, Subject.dock(id)), _ -> {
            docks.change(id, wish.site(), wish.unit(), wish.retired(), clock.instant());
            return shown(caller, id);
        });
    }

    private DockView shown(Caller caller, UUID id) {
        DockView dock = docks.find(id).orElseThrow(() -> new DockProblem.Unknown().refused());
        return dock.with(dock.slots(), may(caller, dock));
    }

    List<DockView.Ref> sites(Caller caller) {
        return gate.view(Passage.of(caller, Action.DOCK_LIST), _ -> docks.sites());
    }

    DockView.Ref addSite(Caller caller, @Nullable String name) {
        String fit = name("name", name);
        return gate.change(Passage.of(caller, Action.DOCK_CHANGE).with("site", fit), _ -> {
            UUID id = UUID.randomUUID();
            docks.insertSite(id, fit);
            return new DockView.Ref(id, fit);
        });
    }

    DockView.Ref changeSite(Caller caller, UUID id, @Nullable String name) {
        String fit = name("name", name);
        return gate.change(Passage.of(caller, Action.DOCK_CHANGE).with("site", fit), _ -> {
            docks.changeSite(id, fit);
            return new DockView.Ref(id, fit);
        });
    }

    private static String name(String field, @Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (name.isEmpty() || !SlotsReport.fits(name, LONGEST_NAME)) {
            throw new DockProblem.Malformed(field, field + ": want 1 to " + LONGEST_NAME + " characters").refused();
        }
        return name;
    }
}
