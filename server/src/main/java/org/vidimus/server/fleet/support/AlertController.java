package org.vidimus.server.fleet.support;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.support.AlertTable.Alert;
import org.vidimus.server.fleet.support.AlertTable.Rule;

/** Alerts, who has taken them in hand, and the rules by which they are raised. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "fleet")
class AlertController {
    private final Gate gate;
    private final AlertTable table;
    private final Set<AlertKind> watched;
    private final Names names;
    private final Clock clock;

    AlertController(Gate gate, AlertTable table, List<AlertSource> sources, Names names, Clock clock) {
        this.gate = gate;
        this.table = table;
        this.watched = sources.stream().map(AlertSource::kind).collect(Collectors.toSet());
        this.names = names;
        this.clock = clock;
    }

    record Taker(UUID id, Optional<String> name) {}

    /** @param name the camera's serial, the dock's name; the empty text for the house itself */
    record AlertItem(
            UUID id,
            AlertKind kind,
            String name,
            Optional<UUID> camera,
            Optional<UUID> dock,
            Map<String, Object> facts,
            Instant since,
            Optional<Instant> endedAt,
            Optional<Taker> takenBy,
            Optional<Instant> takenAt) {}

    /** @param alerts of this kind there are now, however many of them are listed */
    record OpenOfKind(AlertKind kind, int alerts) {}

    record Alerts(List<AlertItem> items, List<OpenOfKind> open) {}

    private record Seen(List<Alert> alerts, Map<AlertKind, Integer> open) {}

    /** By kind, the worst first, and at most 200 of each: those that are so now, the newest first, before those that ended. */
    @GetMapping
    @Does(Action.ALERT_LIST)
    Alerts listAlerts(Caller caller, @RequestParam(defaultValue = "false") boolean ended) {
        Seen seen = gate.view(
                Passage.of(caller, Action.ALERT_LIST),
                _ -> new Seen(table.list(ended ? AlertTable.Shown.ALL : AlertTable.Shown.OPEN), table.open()));
        List<Alert> found = seen.alerts();
        Map<PersonId, String> known = names.people(found.stream()
                .flatMap(alert -> alert.takenBy().stream())
                .map(PersonId::new)
                .collect(Collectors.toSet()));
        return new Alerts(
                found.stream()
                        .map(a -> new AlertItem(
                                a.id(),
                                a.kind(),
                                a.name(),
                                a.camera(),
                                a.dock(),
                                a.facts(),
                                a.since(),
                                a.endedAt(),
                                a.takenBy()
                                        .map(one -> new Taker(one, Optional.ofNullable(known.get(new PersonId(one))))),
                                a.takenAt()))
                        .toList(),
                seen.open().entrySet().stream()
                        .map(each -> new OpenOfKind(each.getKey(), each.getValue()))
                        .toList());
    }

    /** Says that the caller sees to it. Whoever says so last has it. */
    @PostMapping("/{id}/taken")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Does(Action.ALERT_TAKE)
    void takeAlert(Caller caller, @PathVariable UUID id) {
        Passage passage = table.find(id)
                .flatMap(Alert::camera)
                .map(camera -> Passage.of(caller, Action.ALERT_TAKE, Subject.camera(camera)))
                .orElseGet(() -> Passage.of(caller, Action.ALERT_TAKE));
        gate.change(passage.with("alert", id.toString()), outcome -> {
            if (!table.take(id, caller.person().orElse(caller.id()), clock.instant())) {
                throw new CustodyProblem.NotFound().refused();
            }
            return outcome;
        });
    }

    /** @param least the threshold may be, and {@code most} */
    record RuleItem(AlertKind kind, boolean active, int threshold, int least, int most) {}

    record RuleItems(List<RuleItem> items) {}

    /** Of what somebody in this house looks out for. */
    @GetMapping("/rules")
    @Does(Action.ALERT_LIST)
    RuleItems listAlertRules(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.ALERT_LIST),
                _ -> new RuleItems(table.rules().values().stream()
                        .map(rule -> new RuleItem(
                                rule.kind(),
                                rule.active(),
                                rule.threshold(),
                                rule.kind().least(),
                                rule.kind().most()))
                        .toList()));
    }

    record RuleWish(@Nullable Boolean active, @Nullable Integer threshold) {}

    @PutMapping("/rules/{kind}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Does(Action.ALERT_RULE)
    void changeAlertRule(Caller caller, @PathVariable String kind, @RequestBody RuleWish wish) {
        gate.change(Passage.of(caller, Action.ALERT_RULE).with("kind", kind), outcome -> {
            AlertKind known = Given.one("kind", kind, AlertKind.class);
            Rule rule = new Rule(
                    known,
                    wish.active() == null || wish.active(),
                    Given.within("threshold", wish.threshold(), known.least(), known.most(), known.threshold()));
            table.set(rule, clock.instant(), caller.person());
            return outcome.note("active", Boolean.toString(rule.active()))
                    .note("threshold", Integer.toString(rule.threshold()));
        });
    }
}
