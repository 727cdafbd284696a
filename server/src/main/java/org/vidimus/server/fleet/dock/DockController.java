package org.vidimus.server.fleet.dock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.fleet.settings.CameraSettings;
import org.vidimus.server.fleet.settings.SettingsState;

@RestController
class DockController {
    private final Docks docks;
    private final SettingsState settings;

    DockController(Docks docks, SettingsState settings) {
        this.docks = docks;
        this.settings = settings;
    }

    record DockItems(List<DockView> items) {}

    @GetMapping("/api/docks")
    @Does(Action.DOCK_LIST)
    DockItems listDocks(Caller caller) {
        return new DockItems(docks.list(caller));
    }

    /** @param name as the dock's agent calls itself */
    record NewDock(
            @Nullable String name,
            @Nullable UUID site,
            @Nullable UUID unit) {}

    @PostMapping("/api/docks")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.DOCK_CHANGE)
    DockView addDock(Caller caller, @RequestBody NewDock dock) {
        return docks.add(caller, dock.name(), new Docks.Wish(dock.site(), dock.unit(), false));
    }

    record DockChange(
            @Nullable UUID site,
            @Nullable UUID unit,
            @Nullable Boolean retired) {}

    @PutMapping("/api/docks/{id}")
    @Does(Action.DOCK_CHANGE)
    DockView changeDock(Caller caller, @PathVariable UUID id, @RequestBody DockChange change) {
        return docks.change(
                caller, id, new Docks.Wish(change.site(), change.unit(), Boolean.TRUE.equals(change.retired())));
    }

    record SlotWire(
            @Nullable String slot,
            @Nullable String serial,
            SlotsReport.@Nullable Phase phase,
            @Nullable Long totalBytes,
            @Nullable Long doneBytes,
            @Nullable Integer filesLeft,
            @Nullable Integer batteryPercent,
            @Nullable Boolean charging,
            @Nullable String problem) {
        SlotsReport.Slot slotSaid() {
            return new SlotsReport.Slot(
                    slot == null ? "" : slot,
                    serial,
                    phase,
                    totalBytes == null ? 0 : totalBytes,
                    doneBytes == null ? 0 : doneBytes,
                    filesLeft == null ? 0 : filesLeft,
                    batteryPercent,
                    charging,
                    problem);
        }
    }

    record SlotsWire(@Nullable String agent, @Nullable List<SlotWire> slots) {}

    /** What the dock shall do with the cameras it named, by serial. */
    record Wishes(Map<String, Wish> cameras) {}

    record Wish(@Nullable CameraSettings settings) {}

    @PostMapping("/api/docks/{name}/slots")
    @Does(Action.DOCK_SLOTS)
    Wishes report(Caller caller, @PathVariable String name, @RequestBody SlotsWire said) {
        List<SlotWire> slots = said.slots() == null ? List.of() : said.slots();
        Set<String> serials = docks.report(
                caller,
                name,
                new SlotsReport(
                        said.agent(), slots.stream().map(SlotWire::slotSaid).toList()));
        Map<String, Wish> wishes = new HashMap<>();
        settings.forDocks(serials).forEach((serial, wanted) -> wishes.put(serial, new Wish(wanted)));
        return new Wishes(wishes);
    }

    record SiteItems(List<DockView.Ref> items) {}

    record SiteWish(@Nullable String name) {}

    @GetMapping("/api/sites")
    @Does(Action.DOCK_LIST)
    SiteItems listSites(Caller caller) {
        return new SiteItems(docks.sites(caller));
    }

    @PostMapping("/api/sites")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.DOCK_CHANGE)
    DockView.Ref addSite(Caller caller, @RequestBody SiteWish site) {
        return docks.addSite(caller, site.name());
    }

    @PutMapping("/api/sites/{id}")
    @Does(Action.DOCK_CHANGE)
    DockView.Ref changeSite(Caller caller, @PathVariable UUID id, @RequestBody SiteWish site) {
        return docks.changeSite(caller, id, site.name());
    }
}
