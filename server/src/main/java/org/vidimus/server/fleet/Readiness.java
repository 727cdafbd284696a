package org.vidimus.server.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a camera may be handed out, and what is missing: read off what its dock last said, its uploads and its slot. Only a camera
 * that is ready ends a single issue.
 */
public record Readiness(List<Lack> missing) {
    /** Of these none is ever overlooked, whoever asks for it: footage would be lost or be somebody else's. */
    private static final Set<Lack> FOOTAGE =
            EnumSet.of(Lack.NEVER_REPORTED, Lack.NOT_LOOKED_AT, Lack.NOT_OFFLOADED, Lack.NOT_SECURED, Lack.NOT_ERASED);

    public Readiness {
        missing = List.copyOf(missing);
    }

    /** What is missing, from the worst to what time alone mends. */
    public enum Lack {
        /** No dock has ever looked at it. */
        NEVER_REPORTED,
        /** It has just come into its slot, or stands in none: what is known of it is from before it was away. */
        NOT_LOOKED_AT,
        /** Footage that has not arrived here, or something that its dock could not take off it. */
        NOT_OFFLOADED,
        /** Footage that has arrived, and whose stored copy was not read back yet. */
        NOT_SECURED,
        /** Footage that is safe here and still on the camera too. */
        NOT_ERASED,
        /** Since it was given away a gap has shown in its numbering. */
        FOOTAGE_MISSING,
        /** Something that can be set on it was read back as something else than is wanted, or breaks a rule. */
        SETTINGS_DIFFER,
        /** Somebody was sent to its slot and did not find it there. */
        NOT_FOUND,
        CLOCK_OFF,
        NOT_CHARGED
    }

    public boolean ready() {
        return missing.isEmpty();
    }

    /** Whether footage is on it, or may be. */
    public boolean hasFootage() {
        return missing.stream().anyMatch(FOOTAGE::contains);
    }

    /** Whether nothing but its clock and its battery is wanting. */
    public boolean isSafe() {
        return missing.stream().allMatch(lack -> lack == Lack.CLOCK_OFF || lack == Lack.NOT_CHARGED);
    }

    /** Of a row of {@code camera_now}. */
    public static Readiness of(ResultSet now, ReadySettings settings) throws SQLException {
        List<Lack> missing = new ArrayList<>();
        if (now.getObject("reported_at") == null) {
            missing.add(Lack.NEVER_REPORTED);
        } else {
            addIf(missing, !now.getBoolean("looked_at"), Lack.NOT_LOOKED_AT);
        }
        addIf(missing, now.getLong("not_offloaded") > 0 || now.getString("slot_problem") != null, Lack.NOT_OFFLOADED);
        addIf(missing, now.getLong("not_secured") > 0, Lack.NOT_SECURED);
        addIf(missing, now.getLong("not_erased") > 0, Lack.NOT_ERASED);
        addIf(missing, now.getLong("gaps") > 0, Lack.FOOTAGE_MISSING);
        addIf(missing, now.getBoolean("not_found"), Lack.NOT_FOUND);
        long offsetMs = Math.abs(now.getLong("clock_offset_ms"));
        addIf(
                missing,
                !now.getBoolean("clock_set")
                        && offsetMs > settings.clockTolerance().toMillis(),
                Lack.CLOCK_OFF);
        Integer battery = now.getObject("battery_percent", Integer.class);
        addIf(missing, battery != null && battery < settings.chargedPercent(), Lack.NOT_CHARGED);
        return new Readiness(missing);
    }

    /** The same with one thing more that is missing. */
    public Readiness lacking(Lack lack) {
        List<Lack> all = new ArrayList<>(missing);
        all.add(lack);
        all.sort(null);
        return new Readiness(all);
    }

    private static void addIf(List<Lack> missing, boolean wanting, Lack lack) {
        if (wanting) {
            missing.add(lack);
        }
    }

    /**
     * Whether it came back after it was given: a camera that still stands where it was taken from has not been away.
     *
     * @param slotSince since when it is in its slot; null where no slot says so
     * @param reportedAt when a dock last spoke of it
     */
    public static boolean isBack(Instant given, @Nullable Instant slotSince, @Nullable Instant reportedAt) {
        if (slotSince != null) {
            return slotSince.isAfter(given);
        }
        return reportedAt != null && reportedAt.isAfter(given);
    }
}
