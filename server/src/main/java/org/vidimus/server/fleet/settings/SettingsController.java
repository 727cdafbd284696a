package org.vidimus.server.fleet.settings;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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

@RestController
class SettingsController {
    private final NamedSettings settings;

    SettingsController(NamedSettings settings) {
        this.settings = settings;
    }

    /** One setting there is; see {@link Setting}. */
    record Description(
            String code,
            Setting.Kind kind,
            List<String> options,
            @Nullable Integer least,
            @Nullable Integer most) {
        static Description of(Setting setting) {
            return new Description(setting.code(), setting.kind(), setting.options(), setting.least(), setting.most());
        }
    }

    /** @param roles codes of roles that settings can be given to */
    record Items(List<NamedSettings.Item> items, List<Description> description, List<String> roles) {}

    @GetMapping("/api/camera-settings")
    @Does(Action.CAMERA_SETTINGS_LIST)
    Items listSettings(Caller caller) {
        return new Items(
                settings.list(caller), Setting.ALL.stream().map(Description::of).toList(), settings.roles());
    }

    @PostMapping("/api/camera-settings")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.CAMERA_SETTINGS_CHANGE)
    NamedSettings.Item addSettings(Caller caller, @RequestBody NamedSettings.Wish wish) {
        return settings.add(caller, wish);
    }

    record Checked(List<RuleCheck.Broken> broken) {}

    /** What the profile in force says to such settings, before anybody saves them. */
    @PostMapping("/api/camera-settings/check")
    @Does(Action.CAMERA_SETTINGS_LIST)
    Checked checkSettings(Caller caller, @RequestBody CameraSettings values) {
        return new Checked(settings.check(caller, values));
    }

    @PutMapping("/api/camera-settings/{id}")
    @Does(Action.CAMERA_SETTINGS_CHANGE)
    NamedSettings.Item changeSettings(Caller caller, @PathVariable UUID id, @RequestBody NamedSettings.Wish wish) {
        return settings.change(caller, id, wish);
    }

    @DeleteMapping("/api/camera-settings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Does(Action.CAMERA_SETTINGS_CHANGE)
    void deleteSettings(Caller caller, @PathVariable UUID id) {
        settings.delete(caller, id);
    }

    /** Wanted, read back, and what differs since when. */
    @GetMapping("/api/cameras/{id}/settings")
    @Does(Action.CAMERA_LIST)
    SettingsState.CameraState showSettings(Caller caller, @PathVariable UUID id) {
        return settings.ofCamera(caller, id);
    }
}
