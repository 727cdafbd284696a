package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Programs that other systems run against this house: each is a person without a sign-in, so that its duties are nobody's own. */
@RestController
@RequestMapping("/api/services")
@Tag(name = "access")
class ServiceController {
    private final Gate gate;
    private final Household household;
    private final Services services;
    private final People people;
    private final Roles roles;
    private final Clock clock;

    ServiceController(Gate gate, Household household, Services services, People people, Roles roles, Clock clock) {
        this.gate = gate;
        this.household = household;
        this.services = services;
        this.people = people;
        this.roles = roles;
        this.clock = clock;
    }

    /** @param role code of the role to begin with; further duties as for everybody */
    record NewService(
            @Nullable String name,
            @Nullable String role,
            @Nullable UUID unit) {}

    record ServiceItem(UUID id, String name, Optional<UnitItem> unit, List<String> roles) {
        static ServiceItem of(Person person) {
            return new ServiceItem(
                    person.id().value(),
                    person.name(),
                    person.unit().map(UnitItem::of),
                    person.duties().stream().map(Duty::role).distinct().toList());
        }
    }

    record ServiceItems(List<ServiceItem> items) {}

    @Does(Action.SERVICE_LIST)
    @GetMapping
    ServiceItems listServices(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.SERVICE_LIST),
                _ -> new ServiceItems(
                        services.all().stream().map(ServiceItem::of).toList()));
    }

    @Does(Action.SERVICE_CREATE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ServiceItem createService(Caller caller, @RequestBody NewService wish) {
        PersonId id = PersonId.random();
        Person service = new Person(
                id,
                "service-" + id.value(),
                Fitness.name("name", wish.name()),
                household.unit(wish.unit()),
                List.of(Duties.beginning(
                        Fitness.personal(roles, wish.role()), Optional.empty(), clock.instant(), Optional.empty())));
        return gate.change(Passage.of(caller, Action.SERVICE_CREATE), outcome -> {
            people.add(service, Passwords.NONE);
            services.mark(id);
            outcome.about(Subject.person(id.value()));
            outcome.note("role", service.duties().getFirst().role());
            return ServiceItem.of(service);
        });
    }
}
