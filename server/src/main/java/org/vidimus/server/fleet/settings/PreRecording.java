package org.vidimus.server.fleet.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Breach;
import org.vidimus.server.evidence.Breaches;
import org.vidimus.server.evidence.Objections;
import org.vidimus.server.fleet.AtPreRecord;
import org.vidimus.server.fleet.AtReport;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.CameraReport;
import org.vidimus.server.fleet.Upkeep;

/**
 * Finds recordings that hold more of the time before the button was pressed than the profile allows: by the camera's own list, by
 * its log, by what its settings were read back as.
 */
@Component
@Order(3)
class PreRecording implements Objections, AtReport, AtPreRecord {
    /** Start of a recording and its line in the log are seldom the same moment. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** So long after a file's first frame the camera may have written that it records. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** When a recording began is not told by all alike. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final SettingsTable table;
    private final RuleCheck rules;
    private final Breaches breaches;
    private final Clock clock;

    PreRecording(SettingsTable table, RuleCheck rules, Breaches breaches, Clock clock) {
        this.table = table;
        this.rules = rules;
        this.breaches = breaches;
        this.clock = clock;
    }

    @Override
    public Optional<Breach> to(String serial, String recording, Optional<Instant> start) {
        UUID id = table.idOf(serial);
        if (id == null) {
            return Optional.empty();
        }
        CameraId camera = new CameraId(id);
        RuleCheck.PreRecordRule rule = rules.preRecord();
        Duration most = rule.most();
        Optional<Breach> byIndex = table.preRecordSaid(camera, recording)
                .filter(seconds -> seconds > most.toSeconds())
                .map(seconds -> breach(rule, Breach.Found.INDEX, Optional.of(seconds)));
        return byIndex.or(() -> start.flatMap(at -> byLog(camera, at, rule)))
                .or(() -> bySettings(camera, start.orElse(clock.instant()), rule));
    }

    /** Where some is allowed, the log must tell how much it was. */
    private Optional<Breach> byLog(CameraId camera, Instant start, RuleCheck.PreRecordRule rule) {
        return table.begun(camera, start.minus(SLACK), start.plus(LONGEST))
                .filter(SettingsTable.Begun::preRecord)
                .flatMap(begun -> {
                    Duration before = Duration.between(start, begun.at());
                    Optional<Integer> seconds =
                            before.compareTo(SLACK) > 0 ? Optional.of((int) before.toSeconds()) : Optional.empty();
                    boolean broken =
                            rule.most().isZero() || before.compareTo(rule.most().plus(SLACK)) > 0;
                    return broken ? Optional.of(breach(rule, Breach.Found.STAGE, seconds)) : Optional.empty();
                });
    }

    /** Whoever sets the camera otherwise while it is out is found when it is read back next. */
    private Optional<Breach> bySettings(CameraId camera, Instant at, RuleCheck.PreRecordRule rule) {
        return table.readBackAt(camera, at).stream()
                .flatMap(back -> tooMuch(back.values(), rule).stream())
                .findFirst()
                .map(seconds -> breach(rule, Breach.Found.SETTINGS, Optional.of(seconds)));
    }

    private static Optional<Integer> tooMuch(Map<String, Optional<String>> settings, RuleCheck.PreRecordRule rule) {
        return settings.getOrDefault("preRecordSeconds", Optional.empty())
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .filter(seconds -> seconds > rule.most().toSeconds());
    }

    private static Breach breach(RuleCheck.PreRecordRule rule, Breach.Found found, Optional<Integer> seconds) {
        return new Breach(
                rule.rule(), rule.profile(), rule.basis().en(), rule.basis().de(), found, seconds.orElse(null), (int)
                        rule.most().toSeconds());
    }

    /** Footage may have arrived before its camera's log could be read. */
    @Override
    public void preRecorded(String serial, Instant earliest, Outcome outcome) {
        setApart(serial, earliest.minus(MARGIN), outcome);
    }

    /** Or before its camera's list and settings could be. */
    @Override
    public void reported(CameraId camera, String serial, CameraReport report, Instant now, Outcome outcome) {
        Upkeep upkeep = report.upkeep();
        Stream<Instant> byList = report.recordings().stream()
                .filter(recording -> upkeep.preRecordSeconds().containsKey(recording.recording()))
                .flatMap(recording -> Stream.ofNullable(recording.startedAt()))
                .map(started -> started.minus(MARGIN));
        Map<String, Optional<String>> settings = upkeep.settings();
        Stream<Instant> bySettings =
                settings != null && tooMuch(settings, rules.preRecord()).isPresent()
                        ? table.changedAfter(camera).stream()
                        : Stream.of();
        Stream.concat(byList, bySettings).min(Instant::compareTo).ifPresent(since -> setApart(serial, since, outcome));
    }

    private void setApart(String serial, Instant since, Outcome outcome) {
        breaches.setApart(serial, since).forEach(evidence -> outcome.about(Subject.evidence(evidence.value()))
                .note("set-apart", "pre-recording"));
    }
}
