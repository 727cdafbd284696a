package org.vidimus.server.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When each frame is shown, in the units of its track. Read from ffprobe's list of packets, which is in the order of decoding and
 * in which cut-away frames are marked.
 */
final class FrameTimes {
    /** A day at 120 frames a second. */
    private static final int MOST = 10_500_000;

    private static final double GAP_SECONDS = 0.5;

    private long[] times = new long[4096];
    private int count;
    private long lastDuration;
    private long numerator = 1;
    private long denominator = 1;

    /** Reads lines of {@code pts,duration,flags} and one of the time base, {@code 1/90000}. */
    void read(InputStream csv) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII));
        String line;
        while ((line = lines.readLine()) != null) {
            line(line);
        }
        Arrays.sort(times, 0, count);
    }

    boolean empty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** From the first frame to the end of the last. */
    Duration duration() {
        if (count == 0) {
            return Duration.ZERO;
        }
        long last = lastDuration > 0 ? lastDuration : typicalStep();
        return Duration.ofMillis(Math.round((times[count - 1] - times[0] + last) * seconds() * 1000));
    }

    Optional<Double> frameRate() {
        double length = duration().toMillis() / 1000.0;
        return count < 2 || length <= 0 ? Optional.empty() : Optional.of(Math.round(count / length * 1000) / 1000.0);
    }

    /** Whether frames come at uneven times, beyond what the rounding of a coarse clock explains. */
    boolean uneven() {
        if (count < 3) {
            return false;
        }
        long typical = typicalStep();
        long slack = Math.max(typical / 5, (long) Math.ceil(0.0015 / seconds()));
        int off = 0;
        for (int i = 1; i < count; i++) {
            if (Math.abs(times[i] - times[i - 1] - typical) > slack) {
                off++;
            }
        }
        return off * 50 > count;
    }

    /** The longest time without a frame where there should have been many, in words. */
    Optional<String> gap() {
        long limit = Math.max(typicalStep() * 6, Math.round(GAP_SECONDS / seconds()));
        int at = 0;
        for (int i = 1; i < count; i++) {
            if (times[i] - times[i - 1] > limit && (at == 0 || times[i] - times[i - 1] > times[at] - times[at - 1])) {
                at = i;
            }
        }
        return at == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "no picture for %.1f s from %.1f s on",
                        (times[at] - times[at - 1]) * seconds(),
                        (times[at - 1] - times[0]) * seconds()));
    }

    /** {@code {"timescale":…,"first":…,"runs":[[count,delta],…]}} */
    String json() {
        StringBuilder json = new StringBuilder("{\"timescale\":").append(denominator);
        json.append(",\"first\":").append(count == 0 ? 0 : times[0] * numerator).append(",\"runs\":[");
        int runs = 0;
        for (int i = 1; i < count; ) {
            long delta = times[i] - times[i - 1];
            int end = i;
            while (end < count && times[end] - times[end - 1] == delta) {
                end++;
            }
            json.append(runs++ == 0 ? "[" : ",[")
                    .append(end - i)
                    .append(',')
                    .append(delta * numerator)
                    .append(']');
            i = end;
        }
        return json.append("]}").toString();
    }

    private double seconds() {
        return (double) numerator / denominator;
    }

    private long typicalStep() {
        if (count < 2) {
            return 0;
        }
        long[] steps = new long[count - 1];
        for (int i = 1; i < count; i++) {
            steps[i - 1] = times[i] - times[i - 1];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    private void line(String line) {
        int slash = line.indexOf('/');
        if (slash > 0) {
            base(line, slash);
            return;
        }
        String[] fields = line.split(",", -1);
        OptionalLong time = number(fields[0]);
        // D marks a packet before the first edit: it is decoded and not shown.
        if (time.isEmpty() || count == MOST || fields.length > 2 && fields[2].contains("D")) {
            return;
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
        }
        times[count++] = time.getAsLong();
        lastDuration = fields.length > 1 ? number(fields[1]).orElse(0) : 0;
    }

    private void base(String line, int slash) {
        long over = number(line.substring(0, slash)).orElse(1);
        long under =
                number(line.substring(slash + 1).replaceAll("[^0-9].*", "")).orElse(1);
        numerator = Math.max(1, over);
        denominator = Math.max(1, under);
    }

    private static OptionalLong number(String text) {
        if (!text.matches("-?\\d{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
