package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Subject;

/** Who can see a thing as it stands now: the policy asked for everybody. */
@Component
public class Viewers {
    private static final UUID NO_SITTING = new UUID(0, 0);

    private final People people;
    private final Permissions permissions;

    Viewers(People people, Permissions permissions) {
        this.people = people;
        this.permissions = permissions;
    }

    /** @param because which duty brings it, in words */
    public record Viewer(PersonId person, String name, Optional<Unit> unit, List<String> roles, String because) {}

    /** By name; nobody when there is no such thing. */
    public List<Viewer> of(Subject subject, Action action) {
        return permissions.factsOf(subject).stream()
                .flatMap(facts -> people.within(Scope.everything()).stream()
                        .flatMap(person -> viewer(person, action, facts).stream()))
                .toList();
    }

    private Optional<Viewer> viewer(Person person, Action action, Facts facts) {
        return permissions
                .why(Callers.of(person, NO_SITTING), action, facts)
                .map(because -> new Viewer(
                        person.id(),
                        person.name(),
                        person.unit(),
                        person.duties().stream().map(Duty::role).distinct().toList(),
                        because));
    }
}
