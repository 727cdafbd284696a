package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sets a camera's clock by the file that its layout names. */
public final class ClockSetting {
    private static final Pattern TIME = Pattern.compile("\\{(utc|local)(?::([^}]+))?}");

    private final Camera camera;
    private final Upkeep.Clock form;
    private final ZoneId zone;

    public ClockSetting(Camera camera, Upkeep.Clock form, ZoneId zone) {
        this.camera = camera;
        this.form = form;
        this.zone = zone;
    }

    /** @throws IOException if it could not be written */
    public void set(Instant now) throws IOException {
        CameraFile.write(CameraFile.at(camera.root(), form.file()), content(now).getBytes(StandardCharsets.UTF_8));
    }

    String content(Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return TIME.matcher(form.content())
                .replaceAll(place -> Matcher.quoteReplacement(shown(at, place.group(1), place.group(2))));
    }

    private String shown(Instant at, String kind, @Nullable String pattern) {
        ZoneId where = kind.equals("utc") ? ZoneOffset.UTC : zone;
        return pattern == null
                ? at.toString()
                : DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                        .withZone(where)
                        .format(at);
    }

    /** @throws IllegalArgumentException if there is no time in it, or one that cannot be written */
    static void check(String content) {
        if (TIME.matcher(content).results().findAny().isEmpty()) {
            throw new IllegalArgumentException("'" + content + "' has no {utc} or {local:pattern} in it");
        }
        TIME.matcher(content).results().forEach(time -> {
            String pattern = time.group(2);
            if (pattern == null && time.group(1).equals("local")) {
                throw new IllegalArgumentException("{local} needs a pattern, as in {local:yyyyMMddHHmmss}");
            }
            if (pattern != null
                    && DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                            .toString()
                            .isEmpty()) {
                throw new IllegalArgumentException("'" + pattern + "' writes no time");
            }
        });
    }
}
