package org.vidimus.server.fleet.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a camera can be set to. What is null is left as the camera has it. {@link Setting#ALL} describes every one; validation, the
 * API, the screen and the docks go by that list.
 *
 * @param preRecordSeconds how much of what happened before the button was pressed is kept
 * @param postRecordSeconds how long it goes on after the button was pressed to stop
 * @param frontDisplay whether the person in front sees themselves
 * @param reminderSeconds how often it reminds its wearer that it is recording; 0 for never
 * @param position whether it notes where it is
 * @param mute whether sound may be left out: {@code never}, {@code wearer}, {@code always}
 * @param remoteStart whether somebody else than its wearer may start a recording
 */
public record CameraSettings(
        @Nullable String resolution,
        @Nullable Integer preRecordSeconds,
        @Nullable Integer postRecordSeconds,
        @Nullable Boolean frontDisplay,
        @Nullable Boolean lights,
        @Nullable Boolean tones,
        @Nullable Integer reminderSeconds,
        @Nullable Boolean position,
        @Nullable String mute,
        @Nullable Boolean watermark,
        @Nullable Integer volume,
        @Nullable Boolean remoteStart) {
    /** @throws org.vidimus.server.Refused with {@code settings-malformed}, naming the setting, if a value is none of it */
    public CameraSettings checked() {
        for (Setting setting : Setting.ALL) {
            Object value = setting.of(this);
            if (value != null && !setting.takes(value)) {
                throw new SettingsProblem.Malformed(setting.code(), setting.wanted(), value.toString()).refused();
            }
        }
        return this;
    }

    /** As docks write it: every value that is set, as text, by code. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting setting : Setting.ALL) {
            Object value = setting.of(this);
            if (value != null) {
                texts.put(setting.code(), value.toString());
            }
        }
        return texts;
    }
}
