package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.openid.Identity;
import org.vidimus.server.access.openid.OpenIdProblem;
import org.vidimus.server.access.openid.OpenIdSettings;
import org.vidimus.server.access.openid.Provider;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Begins the sitting of somebody whom the provider named. */
@Component
class OpenIdSignIn {
    /** The provider's own token, kept with the session for the day that it asks whose session ends. */
    static final String TOKEN = "openid-token";

    private static final Caller DIRECTORY = Caller.job("directory");

    private final Gate gate;
    private final Provider provider;
    private final People people;
    private final Services services;
    private final OpenIdLinks links;
    private final OpenIdSittings sittings;
    private final DirectoryDuties directory;
    private final Sitting sitting;
    private final Locks locks;
    private final SignInRules rules;

    OpenIdSignIn(
            Gate gate,
            Provider provider,
            People people,
            Services services,
            OpenIdLinks links,
            OpenIdSittings sittings,
            DirectoryDuties directory,
            Sitting sitting,
            Locks locks,
            SignInRules rules) {
        this.gate = gate;
        this.provider = provider;
        this.people = people;
        this.services = services;
        this.links = links;
        this.sittings = sittings;
        this.directory = directory;
        this.sitting = sitting;
        this.locks = locks;
        this.rules = rules;
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.NoticeNotAccepted} where the house has a notice */
    void requireAcceptance(boolean accepted, HttpServletRequest request) {
        if (!accepted && rules.banner(request.getLocale()).isPresent()) {
            throw new AccessProblem.NoticeNotAccepted().refused();
        }
    }

    /**
     * @param accepted whether the notice of the house was accepted before the browser went to the provider
     * @throws org.vidimus.server.Refused with {@link OpenIdProblem.UnknownPerson}, or {@link AccessProblem.SignInRefused} for
     *     somebody whom the house has locked out, which the ledger keeps; or {@link AccessProblem.NoticeNotAccepted}
     */
    Caller start(Caller caller, Identity identity, boolean accepted, HttpServletRequest request) {
        requireAcceptance(accepted, request);
        Optional<Person> known = links.personOf(identity.issuer(), identity.subject())
                .flatMap(people::find)
                .or(() -> byLogin(identity))
                .or(() -> newcomer(identity));
        Subject[] subjects = known.stream()
                .map(person -> Subject.person(person.id().value()))
                .toArray(Subject[]::new);
        Passage passage = passage(caller, accepted, subjects);
        if (known.isEmpty()) {
            return gate.view(passage, _ -> {
                throw new OpenIdProblem.UnknownPerson().refused();
            });
        }
        PersonId id = known.get().id();
        // What guesses lock is the password; the provider asks for its own. What somebody locked is closed here too.
        if (locks.barred(id)) {
            return gate.view(passage, _ -> {
                throw new AccessProblem.SignInRefused().refused();
            });
        }
        // Before the sitting: what the directory took away must not be there for a moment longer.
        directory.apply(id, identity.values());
        return gate.view(passage, _ -> {
            Sitting.Seat seat = sitting.begin(request, id, Way.PROVIDER, false);
            links.seen(identity.issuer(), identity.subject(), identity.values());
            sittings.add(request.getSession().getId(), identity);
            request.getSession().setAttribute(TOKEN, identity.token());
            return Callers.of(people.find(id).orElseThrow(), seat);
        });
    }

    private static Passage passage(Caller caller, boolean accepted, Subject... subjects) {
        Passage passage = Passage.of(caller, Action.SESSION_START, subjects).with("by", "openid");
        return accepted ? passage.with("notice", "accepted") : passage;
    }

    private Optional<Person> byLogin(Identity identity) {
        return provider.settings().linkByLogin()
                ? identity.login()
                        .flatMap(people::byLogin)
                        .filter(person ->
                                !services.isOne(person.id()) && !links.isLinked(identity.issuer(), person.id()))
                        .map(person -> link(identity, person))
                : Optional.empty();
    }

    private Person link(Identity identity, Person person) {
        return gate.change(
                Passage.of(
                        DIRECTORY,
                        Action.OPENID_LINK,
                        Subject.person(person.id().value())),
                _ -> {
                    links.link(identity.issuer(), identity.subject(), person.id());
                    return person;
                });
    }

    private Optional<Person> newcomer(Identity identity) {
        if (provider.settings().unknown() == OpenIdSettings.Unknown.REFUSE
                || identity.login().flatMap(people::byLogin).isPresent()) {
            return Optional.empty();
        }
        String login = Fitness.login(identity.login().orElse(null));
        Person person = new Person(
                PersonId.random(),
                login,
                Fitness.name("name", identity.name().orElse(login)),
                Optional.empty(),
                List.of());
        return Optional.of(gate.change(Passage.of(DIRECTORY, Action.PERSON_CREATE), outcome -> {
            people.add(person, Passwords.NONE);
            links.link(identity.issuer(), identity.subject(), person.id());
            outcome.about(Subject.person(person.id().value()));
            return person;
        }));
    }
}
