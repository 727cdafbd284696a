package org.vidimus.server.fleet.endurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How long one camera lasts, as the API shows it. Hours are switched on; lows and highs hold it four times in five. */
record Outlook(
        UUID id,
        String serial,
        boolean enough,
        Basis basis,
        Temperatures temperature,
        @Nullable Span full,
        @Nullable Now now,
        List<State> states,
        @Nullable Shift shift,
        List<Level> course,
        List<Advice> advice,
        Cell battery,
        Held held) {
    /**
     * @param shifts of this camera
     * @param cameras of the same model that it was compared with
     * @param modelShifts of those
     * @param like whose past shifts the next is taken to be like
     */
    record Basis(int shifts, int cameras, int modelShifts, Like like) {}

    enum Like {
        WEARER,
        CAMERA,
        MODEL,
        USUAL
    }

    /** @param asked whether somebody asked for it; else it is that of the camera's last shifts */
    record Temperatures(double celsius, boolean asked) {}

    record Span(double hours, double low, double high) {
        static Span of(Forecast.Lasting lasting) {
            return new Span(rounded(lasting.median()), rounded(lasting.low()), rounded(lasting.high()));
        }
    }

    /** From the charge that it has now. */
    record Now(double percent, Instant at, boolean charging, double hours, double low, double high) {}

    /** What a camera may be doing all the time. */
    enum Kind {
        PRESENT,
        PRE_RECORD,
        DISPLAY,
        RECORDING
    }

    /** @param seenHours of this camera in that state, in its last shifts: what the figure rests on */
    record State(Kind state, double hours, double low, double high, double seenHours) {}

    /** Whether it lasts so long, from full and from the charge it has. */
    record Shift(double hours, double chance, @Nullable Double chanceNow) {}

    /** The percent expected after so many hours of a shift. */
    record Level(double hours, double percent, double low, double high) {}

    record Cell(
            double strength,
            double low,
            double high,
            @Nullable Double perMonth,
            boolean failing,
            Set<Battery.Sign> signs,
            @Nullable LocalDate since,
            @Nullable Double reportedHealth,
            @Nullable Integer cycles,
            List<Point> history) {}

    /** By the day only: when exactly a shift was is about its wearer. */
    record Point(LocalDate on, double strength, double low, double high) {}

    /**
     * How well it would have done.
     *
     * @param minutesOff on average
     */
    record Held(int shifts, int within, @Nullable Integer minutesOff, List<One> items) {}

    record One(LocalDate on, double expected, double low, double high, double actual) {}

    static double rounded(double value) {
        return Math.rint(value * 100) / 100;
    }
}
