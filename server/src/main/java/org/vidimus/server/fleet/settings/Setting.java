package org.vidimus.server.fleet.settings;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a camera can be set to.
 *
 * @param code its name, on the wire and in camera layouts
 * @param kind of value
 * @param options what may be chosen, for {@code ONE_OF}
 * @param least and {@code most}: bounds, for {@code WHOLE}
 */
record Setting(
        String code,
        Kind kind,
        List<String> options,
        @Nullable Integer least,
        @Nullable Integer most,
        Function<CameraSettings, @Nullable Object> value) {
    enum Kind {
        FLAG,
        WHOLE,
        ONE_OF
    }

    /** Every setting there is, in the order that screens show them. */
    static final List<Setting> ALL = List.of(
            oneOf("resolution", CameraSettings::resolution, "480p", "720p", "1080p", "1440p", "2160p"),
            whole("preRecordSeconds", CameraSettings::preRecordSeconds, 0, 600),
            whole("postRecordSeconds", CameraSettings::postRecordSeconds, 0, 600),
            flag("frontDisplay", CameraSettings::frontDisplay),
            flag("lights", CameraSettings::lights),
            flag("tones", CameraSettings::tones),
            whole("reminderSeconds", CameraSettings::reminderSeconds, 0, 3_600),
            flag("position", CameraSettings::position),
            oneOf("mute", CameraSettings::mute, "never", "wearer", "always"),
            flag("watermark", CameraSettings::watermark),
            whole("volume", CameraSettings::volume, 0, 100),
            flag("remoteStart", CameraSettings::remoteStart));

    private static Setting flag(String code, Function<CameraSettings, @Nullable Object> value) {
        return new Setting(code, Kind.FLAG, List.of(), null, null, value);
    }

    private static Setting whole(String code, Function<CameraSettings, @Nullable Object> value, int least, int most) {
        return new Setting(code, Kind.WHOLE, List.of(), least, most, value);
    }

    private static Setting oneOf(String code, Function<CameraSettings, @Nullable Object> value, String... options) {
        return new Setting(code, Kind.ONE_OF, List.of(options), null, null, value);
    }

    @Nullable
    Object of(CameraSettings settings) {
        return value.apply(settings);
    }

    boolean takes(Object given) {
        return switch (kind) {
            case FLAG -> given instanceof Boolean;
            case WHOLE ->
                given instanceof Integer number
                        && (least == null || number >= least)
                        && (most == null || number <= most);
            case ONE_OF -> given instanceof String text && options.contains(text);
        };
    }

    String wanted() {
        return switch (kind) {
            case FLAG -> "true or false";
            case WHOLE -> least + " to " + most;
            case ONE_OF -> String.join(", ", options);
        };
    }
}
