package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.signin.PasskeyOptions;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** What lies behind a one-time link: the first administrator of a house, an invitation, or a recovery. */
@RestController
@RequestMapping("/api/set-up/{link}")
@Tag(name = "access")
class SetUpController {
    private final Gate gate;
    private final SetUpLinks houseLinks;
    private final Recovery recovery;
    private final People people;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final Proofs proofs;
    private final SignInRules rules;
    private final Clock clock;

    SetUpController(
            Gate gate,
            SetUpLinks houseLinks,
            Recovery recovery,
            People people,
            Passwords passwords,
            Passkeys passkeys,
            Proofs proofs,
            SignInRules rules,
            Clock clock) {
        this.gate = gate;
        this.houseLinks = houseLinks;
        this.recovery = recovery;
        this.people = people;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.proofs = proofs;
        this.rules = rules;
        this.clock = clock;
    }

    /** What the link is for. */
    enum For {
        HOUSE,
        INVITATION,
        RECOVERY
    }

    /**
     * @param name and login of the person; absent for the first administrator, who chooses both
     * @param passkeysHere whether this address of the desk can have passkeys
     */
    record SetUp(
            For kind,
            Optional<String> name,
            Optional<String> login,
            boolean passkeysHere,
            boolean secondFactorRequired) {}

    record Somebody(@Nullable String login, @Nullable String name) {}

    /** @param passkeyName how its owner calls it */
    record Chosen(
            @Nullable String login,
            @Nullable String name,
            @Nullable String password,
            Proofs.@Nullable Shown passkey,
            @Nullable String passkeyName) {
        Recovery.Choice choice() {
            return new Recovery.Choice(
                    password, passkey, passkey == null ? "" : Fitness.name("passkeyName", passkeyName));
        }
    }

    record Ready(String login) {}

    @Does({Action.HOUSE_SET_UP, Action.PERSON_SET_UP})
    @GetMapping
    SetUp showSetUp(Caller caller, @PathVariable String link, HttpServletRequest request) {
        if (houseLinks.opens(link)) {
            return gate.view(Passage.of(caller, Action.HOUSE_SET_UP), _ -> setUp(For.HOUSE, Optional.empty(), request));
        }
        PersonLinks.Purpose purpose = recovery.find(link);
        return gate.view(about(caller, purpose), _ -> setUp(kind(purpose), people.find(purpose.person()), request));
    }

    private SetUp setUp(For kind, Optional<Person> person, HttpServletRequest request) {
        return new SetUp(
                kind,
                person.map(Person::name),
                person.map(Person::login),
                proofs.passkeysHere(request),
                rules.secondFactorRequired());
    }

    @Does({Action.HOUSE_SET_UP, Action.PERSON_SET_UP})
    @PostMapping("/passkey")
    PasskeyOptions.Creation askForFirstPasskey(
            Caller caller, @PathVariable String link, @RequestBody Somebody wish, HttpServletRequest request) {
        if (houseLinks.opens(link)) {
            String login = Fitness.login(wish.login());
            String name = Fitness.name("name", wish.name());
            return gate.view(
                    Passage.of(caller, Action.HOUSE_SET_UP),
                    _ -> proofs.askForNew(request, PersonId.random(), login, name));
        }
        PersonLinks.Purpose purpose = recovery.find(link);
        Person person = people.find(purpose.person()).orElseThrow();
        return gate.view(
                about(caller, purpose), _ -> proofs.askForNew(request, person.id(), person.login(), person.name()));
    }

    @Does({Action.HOUSE_SET_UP, Action.PERSON_SET_UP})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Ready acceptSetUp(
            Caller caller, @PathVariable String link, @RequestBody Chosen chosen, HttpServletRequest request) {
        if (houseLinks.opens(link)) {
            return new Ready(firstAdministrator(caller, link, chosen, request));
        }
        return new Ready(recovery.accept(caller, link, chosen.choice(), request).login());
    }

    private String firstAdministrator(Caller caller, String link, Chosen chosen, HttpServletRequest request) {
        String login = Fitness.login(chosen.login());
        String name = Fitness.name("name", chosen.name());
        Recovery.Choice choice = chosen.choice();
        Optional<String> encoded = choice.encodedPassword(passwords, login, name);
        return gate.change(Passage.of(caller, Action.HOUSE_SET_UP), (Outcome outcome) -> {
            houseLinks.use(link);
            Optional<Proofs.NewKey> key =
                    choice.passkey() == null ? Optional.empty() : Optional.of(proofs.newKey(request, choice.passkey()));
            Person person = new Person(
                    // The passkey knows its owner by this id.
                    key.map(Proofs.NewKey::owner).orElseGet(PersonId::random),
                    login,
                    name,
                    Optional.empty(),
                    List.of(Duties.beginning(
                            Caller.Role.ADMINISTRATOR.name(), Optional.empty(), clock.instant(), Optional.empty())));
            people.add(person, encoded.orElse(null));
            key.ifPresent(made -> {
                if (passkeys.add(person.id(), made.key(), made.party(), choice.name())
                        .isEmpty()) {
                    throw new AccessProblem.PasskeyRefused().refused();
                }
            });
            outcome.about(Subject.person(person.id().value()));
            return login;
        });
    }

    private static For kind(PersonLinks.Purpose purpose) {
        return switch (purpose.kind()) {
            case INVITATION -> For.INVITATION;
            case RECOVERY -> For.RECOVERY;
        };
    }

    private static Passage about(Caller caller, PersonLinks.Purpose purpose) {
        return Passage.of(
                        caller,
                        Action.PERSON_SET_UP,
                        Subject.person(purpose.person().value()))
                .with("step", "opened");
    }
}
