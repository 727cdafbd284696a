package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Relations.Relation;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** The people of the house and their duties. */
@RestController
@Tag(name = "access")
class PeopleController {
    private final Household household;
    private final Staffing staffing;
    private final DirectoryDuties directory;
    private final People people;
    private final Locks locks;

    PeopleController(Household household, Staffing staffing, DirectoryDuties directory, People people, Locks locks) {
        this.household = household;
        this.staffing = staffing;
        this.directory = directory;
        this.people = people;
        this.locks = locks;
    }

    /**
     * @param role code; {@code until} is the first moment at which the duty no longer holds
     * @param fromDirectory whether the provider's claims brought it, and so take it away again
     */
    record DutyItem(
            UUID id,
            String role,
            Optional<UnitItem> unit,
            Instant from,
            Optional<Instant> until,
            Optional<Boolean> fromDirectory) {
        static DutyItem of(Duty duty) {
            return new DutyItem(
                    duty.id(), duty.role(), duty.unit().map(UnitItem::of), duty.from(), duty.until(), Optional.empty());
        }

        DutyItem fromDirectory(Set<UUID> given) {
            return given.contains(id) ? new DutyItem(id, role, unit, from, until, Optional.of(true)) : this;
        }
    }

    /** Somebody above, by name. */
    record SuperiorItem(UUID id, String name) {
        static SuperiorItem of(Relation relation) {
            return new SuperiorItem(relation.superior().value(), relation.name());
        }
    }

    /**
     * @param duties those in force now; of somebody inactive, those that would be
     * @param active whether they are in the house now
     * @param locked whether too many failures have locked their password, or somebody their account; told to those who may release it
     * @param invited whether they have no password and no passkey of their own yet; told to those who may invite
     * @param invitation the link to hand over, in the answer that made the person and never again
     */
    record PersonItem(
            UUID id,
            String login,
            String name,
            Optional<UnitItem> unit,
            List<DutyItem> duties,
            Optional<String> staffNumber,
            Optional<String> rank,
            Optional<String> email,
            boolean active,
            Optional<SuperiorItem> lineManager,
            List<SuperiorItem> appraisers,
            List<String> may,
            boolean locked,
            boolean invited,
            Optional<RecoveryController.WayInLink> invitation) {}

    /** What is known of everybody's sign-in, asked once for a list. */
    private record SignIns(Set<PersonId> locked, Set<PersonId> withoutWayIn) {}

    /** @param until first moment at which they no longer belonged there */
    record SpellItem(UnitItem unit, Instant from, Optional<Instant> until) {}

    /** @param until first moment at which they no longer were */
    record SuperiorSpell(Relations.Kind kind, SuperiorItem person, Instant from, Optional<Instant> until) {}

    record HistoryItem(List<SpellItem> units, List<SuperiorSpell> superiors) {}

    record PersonItems(List<PersonItem> items) {}

    record DutyItems(List<DutyItem> items) {}

    /**
     * @param role code of the role to begin with; {@code unit} is empty for somebody who belongs to none
     * @param password for trials; without it the answer has a link by which they choose one themselves
     */
    record NewPerson(
            @Nullable String login,
            @Nullable String name,
            @Nullable String role,
            @Nullable UUID unit,
            @Nullable String password) {}

    /** All of it, as it shall be. */
    record PersonChange(
            @Nullable String name,
            @Nullable UUID unit,
            @Nullable String staffNumber,
            @Nullable String rank,
            @Nullable String email,
            @Nullable UUID lineManager,
            @Nullable List<UUID> appraisers) {}

    /** @param unit where it counts, if not simply in the person's own unit; {@code until} is the first moment without it */
    record NewDuty(
            @Nullable String role,
            @Nullable UUID unit,
            @Nullable Instant until) {}

    /** @param presence which of them; only those who are here, if nothing is said */
    @Does(Action.PERSON_LIST)
    @GetMapping("/api/people")
    PersonItems listPeople(Caller caller, @RequestParam(defaultValue = "ACTIVE") List<Presence> presence) {
        List<Staffing.Placed> seen = staffing.list(caller, Set.copyOf(presence));
        SignIns signIns = signIns();
        return new PersonItems(seen.stream()
                .map(placed -> item(caller, placed, signIns, Optional.empty()))
                .toList());
    }

    @Does(Action.PERSON_CREATE)
    @PostMapping("/api/people")
    @ResponseStatus(HttpStatus.CREATED)
    PersonItem createPerson(Caller caller, @RequestBody NewPerson wish) {
        String login = Fitness.login(wish.login());
        String name = Fitness.name("name", wish.name());
        String role = wish.role() == null ? "" : wish.role();
        Optional<Unit> unit = household.unit(wish.unit());
        if (wish.password() != null) {
            Person made = household.person(caller, login, name, role, unit, wish.password());
            return item(caller, new Staffing.Placed(made, List.of()));
        }
        Household.Invited invited = household.invite(caller, login, name, role, unit);
        return item(
                caller,
                new Staffing.Placed(invited.person(), List.of()),
                signIns(),
                Optional.of(RecoveryController.WayInLink.of(invited.link())));
    }

    @Does(Action.PERSON_CHANGE)
    @PutMapping("/api/people/{id}")
    PersonItem changePerson(Caller caller, @PathVariable UUID id, @RequestBody PersonChange wish) {
        List<UUID> appraisers = wish.appraisers() == null ? List.of() : wish.appraisers();
        return item(
                caller,
                staffing.change(
                        caller,
                        new PersonId(id),
                        new Staffing.Wish(
                                Fitness.name("name", wish.name()),
                                household.unit(wish.unit()),
                                Fitness.particulars(wish.staffNumber(), wish.rank(), wish.email()),
                                Optional.ofNullable(wish.lineManager())
                                        .map(superior -> staffing.superior("lineManager", superior)),
                                appraisers.stream()
                                        .map(superior -> staffing.superior("appraisers", superior))
                                        .collect(Collectors.toUnmodifiableSet()))));
    }

    /** Somebody leaves. What they did stays under their name. */
    @Does(Action.PERSON_CHANGE)
    @DeleteMapping("/api/people/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePerson(Caller caller, @PathVariable UUID id) {
        staffing.leave(caller, new PersonId(id));
    }

    /** Somebody who left is back, with the duties that have not ended meanwhile. */
    @Does(Action.PERSON_CHANGE)
    @PostMapping("/api/people/{id}/return")
    PersonItem returnPerson(Caller caller, @PathVariable UUID id) {
        return item(caller, staffing.comeBack(caller, new PersonId(id)));
    }

    /** Where somebody belonged and who was above them, the newest first. */
    @Does(Action.PERSON_LIST)
    @GetMapping("/api/people/{id}/history")
    HistoryItem showPersonHistory(Caller caller, @PathVariable UUID id) {
        Staffing.History history = staffing.history(caller, new PersonId(id));
        return new HistoryItem(
                history.units().stream()
                        .map(spell -> new SpellItem(UnitItem.of(spell.unit()), spell.from(), spell.until()))
                        .toList(),
                history.superiors().stream()
                        .map(relation -> new SuperiorSpell(
                                relation.kind(), SuperiorItem.of(relation), relation.from(), relation.until()))
                        .toList());
    }

    /** All that somebody ever held, the newest first. */
    @Does(Action.PERSON_LIST)
    @GetMapping("/api/people/{id}/duties")
    DutyItems listDuties(Caller caller, @PathVariable UUID id) {
        List<Duty> held = household.duties(caller, new PersonId(id));
        Set<UUID> given = directory.of(new PersonId(id));
        return new DutyItems(held.stream()
                .map(duty -> DutyItem.of(duty).fromDirectory(given))
                .toList());
    }

    @Does(Action.DUTY_CHANGE)
    @PostMapping("/api/people/{id}/duties")
    @ResponseStatus(HttpStatus.CREATED)
    DutyItem createDuty(Caller caller, @PathVariable UUID id, @RequestBody NewDuty wish) {
        return DutyItem.of(household.entrust(
                caller, new PersonId(id), wish.role(), household.unit(wish.unit()), Optional.ofNullable(wish.until())));
    }

    @Does(Action.DUTY_CHANGE)
    @DeleteMapping("/api/people/{id}/duties/{duty}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endDuty(Caller caller, @PathVariable UUID id, @PathVariable UUID duty) {
        household.release(caller, new PersonId(id), duty);
    }

    private SignIns signIns() {
        return new SignIns(locks.locked(), people.withoutWayIn());
    }

    private PersonItem item(Caller caller, Staffing.Placed placed) {
        return item(caller, placed, signIns(), Optional.empty());
    }

    private PersonItem item(
            Caller caller, Staffing.Placed placed, SignIns signIns, Optional<RecoveryController.WayInLink> invitation) {
        Person person = placed.person();
        List<String> may = household.may(caller, person);
        return new PersonItem(
                person.id().value(),
                person.login(),
                person.name(),
                person.unit().map(UnitItem::of),
                person.duties().stream().map(DutyItem::of).toList(),
                person.particulars().staffNumber(),
                person.particulars().rank(),
                person.particulars().email(),
                person.active(),
                superiors(placed, Relations.Kind.LINE_MANAGER).findFirst(),
                superiors(placed, Relations.Kind.APPRAISER).toList(),
                may,
                may.contains(Action.PERSON_RELEASE.code()) && signIns.locked().contains(person.id()),
                may.contains(Action.PERSON_INVITE.code())
                        && signIns.withoutWayIn().contains(person.id()),
                invitation);
    }

    private static Stream<SuperiorItem> superiors(Staffing.Placed placed, Relations.Kind kind) {
        return placed.superiors().stream()
                .filter(relation -> relation.kind() == kind)
                .map(SuperiorItem::of);
    }
}
