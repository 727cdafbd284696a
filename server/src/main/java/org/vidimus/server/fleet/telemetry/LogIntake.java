package org.vidimus.server.fleet.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.fleet.AtPreRecord;
import org.vidimus.server.fleet.AtReport;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.CameraReport;
import org.vidimus.server.fleet.Upkeep;
import org.vidimus.server.fleet.telemetry.TelemetryTable.Said;

/** Takes in cameras' logs: in true time, each moment once. */
@Component
@Order(1)
class LogIntake implements AtReport {
    static final String YEARS_OFF = "CLOCK_YEARS_OFF";

    /** What a dock finds that is the camera's fault rather than the footage's. */
    private static final Set<String> FAULTS = Set.of(
            "camera-read-only",
            "not-erased",
            "file-unreadable",
            "index-unreadable",
            "log-unreadable",
            "settings-not-written",
            "settings-unreadable",
            "settings-differ",
            "clock-not-set",
            "digest-differs-from-cameras");

    private final TelemetryTable table;
    private final ObjectProvider<AtPreRecord> others;

    LogIntake(TelemetryTable table, ObjectProvider<AtPreRecord> others) {
        this.table = table;
        this.others = others;
    }

    @Override
    public void reported(CameraId camera, String serial, CameraReport report, Instant now, Outcome outcome) {
        CameraReport.State state = report.state();
        Long offset = state.clockOffsetMs();
        boolean yearsOff = offset != null && TrueTime.isYearsOff(offset);
        TrueTime time = new TrueTime(offset, now);
        if (state.firmware() != null) {
            table.firmware(camera, state.firmware());
        }
        table.clock(camera, offset, report.upkeep().clockSet(), now);
        own(state, now).ifPresent(reading -> table.addReadings(camera, List.of(reading)));
        Upkeep.Log log = report.upkeep().log();
        long disbelieved = log == null ? 0 : take(camera, serial, log, time, outcome);
        if (yearsOff || disbelieved > 0) {
            table.addDocksFault(
                    camera,
                    YEARS_OFF,
                    yearsOff && offset != null
                            ? "offset " + offset / 1_000 + " s, " + disbelieved + " lines"
                            : disbelieved + " lines",
                    now);
            outcome.note("log-disbelieved", Long.toString(disbelieved));
        }
        if (log != null && log.unread() > 0) {
            outcome.note("log-unread", Long.toString(log.unread()));
        }
        state.problems().stream()
                .filter(problem -> problem.code() != null && FAULTS.contains(problem.code()))
                .forEach(problem -> fault(camera, problem, now));
    }

    private void fault(CameraId camera, CameraReport.FileProblem problem, Instant now) {
        String code = problem.code();
        if (code != null) {
            table.addDocksFault(camera, code, problem.message(), now);
        }
    }

    /** What the dock itself saw, at this moment. */
    private static java.util.Optional<Said<Upkeep.Reading>> own(CameraReport.State state, Instant now) {
        if (state.batteryPercent() == null && state.freeBytes() == null && state.clockOffsetMs() == null) {
            return java.util.Optional.empty();
        }
        Double battery = state.batteryPercent() == null
                ? null
                : (Double) state.batteryPercent().doubleValue();
        return java.util.Optional.of(new Said<>(
                now,
                state.clockOffsetMs(),
                null,
                new Upkeep.Reading(now, null, battery, null, null, null, state.freeBytes(), state.totalBytes(), null)));
    }

    /** @return how many lines were not believed for their time */
    private long take(CameraId camera, String serial, Upkeep.Log log, TrueTime time, Outcome outcome) {
        List<Said<Upkeep.Reading>> readings =
                said(log.readings(), Upkeep.Reading::at, Upkeep.Reading::clockOffsetMs, time);
        List<Said<Upkeep.Reached>> stages = said(log.stages(), Upkeep.Reached::at, Upkeep.Reached::clockOffsetMs, time);
        List<Said<Upkeep.Fault>> faults = said(log.faults(), Upkeep.Fault::at, Upkeep.Fault::clockOffsetMs, time);
        table.addReadings(camera, readings);
        table.addStages(camera, stages)
                .ifPresent(earliest -> others.forEach(each -> each.preRecorded(serial, earliest, outcome)));
        table.addFaults(camera, faults);
        return (long) log.readings().size()
                + log.stages().size()
                + log.faults().size()
                - readings.size()
                - stages.size()
                - faults.size();
    }

    private static <T> List<Said<T>> said(
            List<T> lines, Function<T, Instant> at, Function<T, @Nullable Long> offset, TrueTime time) {
        List<Said<T>> said = new ArrayList<>(lines.size());
        for (T line : lines) {
            time.of(at.apply(line), offset.apply(line))
                    .ifPresent(moment -> said.add(new Said<>(moment.at(), moment.offsetMs(), at.apply(line), line)));
        }
        return said;
    }
}
