package org.vidimus.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.Level;

/**
 * Evidence as a list shows it; the wire form of the API.
 *
 * @param category id of a category
 * @param recordedStart true time, corrected by the offset of the camera's clock
 * @param cameraStart what the camera's own clock said
 * @param clockOffsetMs camera clock minus true time
 * @param poster address of a small picture
 * @param level how closely it is held
 * @param breach a rule that it breaks by how it was recorded
 * @param may codes of what the caller may do with it
 */
public record Card(
        UUID id,
        Kind kind,
        String title,
        @Nullable String category,
        @Nullable Named wearer,
        @Nullable Named unit,
        @Nullable String camera,
        @Nullable String recording,
        @Nullable Instant recordedStart,
        @Nullable Instant recordedEnd,
        @Nullable Instant cameraStart,
        Instant receivedAt,
        @Nullable Long clockOffsetMs,
        @Nullable Long durationMs,
        @Nullable String place,
        @Nullable Position position,
        int parts,
        List<Integer> missingParts,
        long lengthBytes,
        State state,
        @Nullable String poster,
        Level level,
        @Nullable BreachMark breach,
        List<String> may) {
    /**
     * That it breaks a rule of the profile by how it was recorded.
     *
     * @param seconds how much was recorded before the button was pressed, where that is known
     * @param decision what somebody entitled has decided about it; missing until then
     */
    public record BreachMark(
            String rule,
            String profile,
            String basisEn,
            String basisDe,
            Breach.Found found,
            @Nullable Integer seconds,
            int mostSeconds,
            Instant since,
            @Nullable Instant decidedAt,
            @Nullable String decision) {
        static BreachMark of(SettingApart.Mark mark) {
            Breach breach = mark.breach();
            return new BreachMark(
                    breach.rule(),
                    breach.profile(),
                    breach.basisEn(),
                    breach.basisDe(),
                    breach.found(),
                    breach.seconds(),
                    breach.mostSeconds(),
                    mark.since(),
                    mark.decidedAt().orElse(null),
                    mark.decision().orElse(null));
        }
    }

    /** Somebody or something by its name. */
    public record Named(UUID id, String name) {}
}
