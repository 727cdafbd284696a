package org.vidimus.server.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.DirectoryRules.Entrusted;
import org.vidimus.server.access.DirectoryRules.Rule;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/**
 * Duties that the directory gives: each begins at the first sign-in with its claim and ends at the first one without. Duties that
 * people gave are not touched, and the last administrator stays one.
 */
@Component
class DirectoryDuties {
    private static final Caller DIRECTORY = Caller.job("directory");

    private final JdbcClient sql;
    private final Gate gate;
    private final Duties duties;
    private final Roles roles;
    private final DirectoryRules rules;
    private final Clock clock;

    DirectoryDuties(JdbcClient sql, Gate gate, Duties duties, Roles roles, DirectoryRules rules, Clock clock) {
        this.sql = sql;
        this.gate = gate;
        this.duties = duties;
        this.roles = roles;
        this.rules = rules;
        this.clock = clock;
    }

    /** Of the duties that the directory ever gave to anybody, those of this person. */
    Set<UUID> of(PersonId person) {
        return sql
                .sql("select o.duty from openid_duty o join duty d on d.id = o.duty where d.person = ?")
                .param(person.value())
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the directory in force now. */
    List<Duty> inForce(PersonId person) {
        Set<UUID> given = of(person);
        return duties.inForce(List.of(person.value())).getOrDefault(person.value(), List.of()).stream()
                .filter(duty -> given.contains(duty.id()))
                .toList();
    }

    /** Makes the person's duties of the directory what these values bring by the rules in force. */
    void apply(PersonId person, List<String> values) {
        List<Rule> brought = DirectoryRules.bring(rules.all(), values).stream()
                .filter(rule -> roles.exists(rule.role()))
                .toList();
        List<Duty> held = inForce(person);
        List<Duty> over = held.stream()
                .filter(duty ->
                        brought.stream().noneMatch(rule -> rule.entrusted().isSameAs(Entrusted.of(duty))))
                .toList();
        List<Rule> missing = new ArrayList<>();
        for (Rule rule : brought) {
            boolean there = held.stream().anyMatch(duty -> rule.entrusted().isSameAs(Entrusted.of(duty)))
                    || missing.stream().anyMatch(other -> rule.entrusted().isSameAs(other.entrusted()));
            if (!there) {
                missing.add(rule);
            }
        }
        if (over.isEmpty() && missing.isEmpty()) {
            return;
        }
        gate.change(Passage.of(DIRECTORY, Action.DUTY_CHANGE, Subject.person(person.value())), outcome -> {
            missing.forEach(rule -> give(person, rule));
            List<String> ended = over.stream()
                    .filter(duty -> !duties.leavesNoAdministrator(List.of(duty)))
                    .filter(duty -> duties.end(person, duty.id()))
                    .map(Duty::role)
                    .toList();
            if (!missing.isEmpty()) {
                outcome.note("given", missing.stream().map(Rule::role).collect(Collectors.joining(" ")));
            }
            if (!ended.isEmpty()) {
                outcome.note("ended", String.join(" ", ended));
            }
            return outcome;
        });
    }

    private void give(PersonId person, Rule rule) {
        Duty duty = Duties.beginning(rule.role(), rule.unit(), clock.instant(), Optional.empty());
        duties.add(person, duty);
        sql.sql("insert into openid_duty (duty, value) values (?, ?)")
                .param(duty.id())
                .param(rule.value())
                .update();
    }
}
