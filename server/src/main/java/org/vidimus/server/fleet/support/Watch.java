package org.vidimus.server.fleet.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.fleet.support.AlertTable.Alert;
import org.vidimus.server.fleet.support.AlertTable.Rule;
import org.vidimus.server.notices.Channel;
import org.vidimus.server.notices.Notices;

/**
 * Looks at everything that an alert is for, and tells the channels what is new. One alert a thing from when it is so until it is not; a
 * channel is told of all that is new at once, and then not again before its pause is over.
 */
@Component
class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Caller CALLER = Caller.job("fleet-watch");
    private static final Duration COMES_AND_GOES = Duration.ofHours(1);
    private static final Duration PERIOD = Duration.ofDays(90);

    private final Gate gate;
    private final AlertTable table;
    private final List<AlertSource> sources;
    private final Notices notices;
    private final ExperienceTable experience;
    private final Tickets tickets;
    private final Clock clock;

    Watch(
            Gate gate,
            AlertTable table,
            List<AlertSource> sources,
            Notices notices,
            ExperienceTable experience,
            Tickets tickets,
            Clock clock) {
        this.gate = gate;
        this.table = table;
        this.sources = List.copyOf(sources);
        this.notices = notices;
        this.experience = experience;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Bears being run again, and beside itself on another host: they look one after the other. */
    void look() {
        gate.change(Passage.of(CALLER, Action.ALERT_WATCH), outcome -> {
            table.waitForOurTurn();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Map<AlertKind, Rule> rules = table.rules();
            sources.forEach(source -> look(source, rules, now));
            notices.due(now).forEach(channel -> tell(channel, now));
            // Commit point: alerts, what channels were told, and the messages themselves with their jobs are durable
            // together.
            // A crash before leaves all of it to the next look.
            return outcome;
        });
    }

    private void look(AlertSource source, Map<AlertKind, Rule> rules, Instant now) {
        AlertKind kind = source.kind();
        Rule rule = rules.getOrDefault(kind, new Rule(kind, false, 1));
        Optional<List<Found>> seen = rule.active() ? source.look(rule.threshold(), now) : Optional.of(List.of());
        if (seen.isEmpty()) {
            // Whoever cannot see does not say that all is well.
            return;
        }
        Set<String> open = table.open(kind);
        Set<String> over = new HashSet<>(open);
        for (Found found : seen.get()) {
            over.remove(found.key());
            if (open.contains(found.key())) {
                table.goesOn(kind, found);
            } else {
                table.begin(kind, found, now, now.minus(COMES_AND_GOES));
            }
        }
        if (!over.isEmpty()) {
            table.end(kind, over, now);
        }
    }

    private void tell(Channel channel, Instant now) {
        List<Alert> begun = table.untold(channel);
        // What may still come back as the same alert is not told as over.
        List<Alert> over = table.over(channel, now.minus(COMES_AND_GOES));
        if (begun.isEmpty() && over.isEmpty()) {
            notices.nothingFor(channel);
            return;
        }
        notices.post(channel, AlertMessage.of(channel.language(), begun, over));
        table.told(channel, begun, over);
    }

    /** Opens tickets for what fails more often than the rest of the fleet. @return how many */
    int compare() {
        Instant from = clock.instant().minus(PERIOD);
        int opened = 0;
        for (Pattern pattern : Patterns.find(experience.read(from, ExperienceTable.Since.MENDED))) {
            if (tickets.open(CALLER, pattern)) {
                opened++;
            }
        }
        LOG.info("event=fleet-compared tickets={}", opened);
        return opened;
    }
}
