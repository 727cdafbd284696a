package org.vidimus.server.media.track;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads NMEA 0183 logs: {@code RMC} (position, date, speed), {@code GGA} (altitude, precision) and Magellan's {@code PMGNTRK}. A
 * sentence with a wrong checksum, or without a fix, is left out.
 */
public final class Nmea {
    private static final double KNOT = 0.514444;
    private static final int LONGEST_LINE = 512;

    private final List<TrackPoint> points = new ArrayList<>();
    private Optional<Double> altitude = Optional.empty();
    private Optional<Double> precision = Optional.empty();
    private Optional<LocalDate> date = Optional.empty();
    private String heightAt = "";

    private Nmea() {}

    public static Track read(InputStream in) throws IOException {
        Nmea reader = new Nmea();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        String line;
        while ((line = lines.readLine()) != null && reader.points.size() < Track.MOST_POINTS) {
            int start = line.indexOf('$');
            if (start >= 0 && line.length() - start < LONGEST_LINE) {
                reader.sentence(line.substring(start + 1).strip());
            }
        }
        return Track.of(reader.points, "NMEA");
    }

    private void sentence(String sentence) {
        int star = sentence.indexOf('*');
        String body = star < 0 ? sentence : sentence.substring(0, star);
        if (star >= 0 && !checks(body, sentence.substring(star + 1))) {
            return;
        }
        String[] f = body.split(",", -1);
        if (f[0].equals("PMGNTRK") && f.length >= 11) {
            magellan(f);
        } else if (f[0].length() == 5 && f[0].endsWith("RMC") && f.length >= 10) {
            minimum(f);
        } else if (f[0].length() == 5 && f[0].endsWith("GGA") && f.length >= 10) {
            fix(f);
        }
    }

    /** {@code GGA,hhmmss,lat,N,lon,E,fix,satellites,precision,altitude,M,…} */
    private void fix(String[] f) {
        if (f[6].equals("0")) {
            return;
        }
        precision = Numbers.of(f[8]).map(p -> p * 5);
        altitude = Numbers.of(f[9]);
        heightAt = f[1];
        boolean told = !points.isEmpty() && date.isPresent();
        if (told && date.flatMap(day -> time(f[1], day)).equals(points.getLast().at())) {
            points.add(points.removeLast().elevated(altitude).within(precision));
        }
    }

    /** {@code RMC,hhmmss,A,lat,N,lon,E,knots,course,ddmmyy,…} */
    private void minimum(String[] f) {
        if (!f[2].equals("A")) {
            return;
        }
        date = day(f[9]);
        boolean same = heightAt.equals(f[1]);
        TrackPoint.of(degrees(f[3], f[4], 2), degrees(f[5], f[6], 3), date.flatMap(day -> time(f[1], day)))
                .map(point -> point.moving(Numbers.of(f[7]).map(knots -> knots * KNOT)))
                .map(point -> same ? point.elevated(altitude).within(precision) : point)
                .ifPresent(points::add);
    }

    /** {@code PMGNTRK,lat,N,lon,W,altitude,M,hhmmss,A,name,ddmmyy} */
    private void magellan(String[] f) {
        if (!f[8].equals("A")) {
            return;
        }
        TrackPoint.of(degrees(f[1], f[2], 2), degrees(f[3], f[4], 3), day(f[10]).flatMap(day -> time(f[7], day)))
                .map(point -> point.elevated(Numbers.of(f[5]).map(h -> f[6].equals("F") ? h * 0.3048 : h)))
                .ifPresent(points::add);
    }

    /** Degrees and minutes in one number: {@code 4415.163} is 44° 15.163′. */
    private static double degrees(String text, String side, int digits) {
        if (text.length() < digits + 2 || !text.matches("\\d{3,5}(?:\\.\\d+)?")) {
            return Double.NaN;
        }
        double whole = Double.parseDouble(text);
        double degrees = Math.floor(whole / 100) + whole % 100 / 60;
        return side.equals("S") || side.equals("W")
                ? -degrees
                : side.equals("N") || side.equals("E") ? degrees : Double.NaN;
    }

    private static Optional<LocalDate> day(String text) {
        if (!text.matches("\\d{6}")) {
            return Optional.empty();
        }
        try {
            int year = Integer.parseInt(text.substring(4, 6));
            return Optional.of(LocalDate.of(
                    year >= 80 ? 1900 + year : 2000 + year,
                    Integer.parseInt(text.substring(2, 4)),
                    Integer.parseInt(text.substring(0, 2))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text, LocalDate day) {
        if (!text.matches("\\d{6}(?:\\.\\d{1,6})?")) {
            return Optional.empty();
        }
        try {
            LocalTime time = LocalTime.of(
                    Integer.parseInt(text.substring(0, 2)),
                    Integer.parseInt(text.substring(2, 4)),
                    Math.min(59, Integer.parseInt(text.substring(4, 6))));
            double fraction = text.length() > 6 ? Double.parseDouble("0" + text.substring(6)) : 0;
            return Optional.of(day.atTime(time).toInstant(ZoneOffset.UTC).plusMillis(Math.round(fraction * 1000)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean checks(String body, String sum) {
        int xor = 0;
        for (int i = 0; i < body.length(); i++) {
            xor ^= body.charAt(i);
        }
        return sum.strip().equalsIgnoreCase(String.format(java.util.Locale.ROOT, "%02X", xor & 0xff));
    }
}
