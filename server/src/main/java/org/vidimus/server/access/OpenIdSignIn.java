package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /** A provider says it to the second, and by its own clock. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Caller DIRECTORY = Caller.job("directory");

    private final Gate gate;
    private final Provider provider;
    private final People people;
    private final Services services;
    private final OpenIdLinks links;
    private final OpenIdSittings sittings;
    private final DirectoryDuties directory;
    private final Sitting sitting;
    private final Sittings open;
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
            Sittings open,
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
        this.open = open;
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
        Optional<OpenIdLinks.Held> linked = links.of(identity.issuer(), identity.subject());
        // Whoever is linked is that person and nobody else: one who has left does not come back as another.
        Optional<Person> known = linked.isPresent()
                ? linked.filter(OpenIdLinks.Held::open)
                        .map(OpenIdLinks.Held::person)
                        .flatMap(people::find)
                : byLogin(identity).or(() -> newcomer(identity));
        Subject[] subjects = linked.map(OpenIdLinks.Held::person).or(() -> known.map(Person::id)).stream()
                .map(person -> Subject.person(person.value()))
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
            Sitting.Seat seat = sitting.begin(
                    request,
                    // Whoever was signed in there for hours has proved nothing just now.
                    new Sitting.Proven(
                            id,
                            Way.PROVIDER,
                            false,
                            Optional.of(identity.authenticatedAt().orElse(Instant.EPOCH)),
                            () -> isOf(identity, id)));
            links.seen(identity.issuer(), identity.subject(), identity.values());
            sittings.add(request.getSession().getId(), identity);
            request.getSession().setAttribute(TOKEN, identity.token());
            return Callers.of(people.find(id).orElseThrow(), seat);
        });
    }

    private boolean isOf(Identity identity, PersonId person) {
        return links.of(identity.issuer(), identity.subject()).equals(Optional.of(new OpenIdLinks.Held(person, true)));
    }

    /**
     * Somebody has proved it once more. They come back from another site, without the cookie of their sitting: the flow knows it.
     *
     * @param since when they were sent to the provider
     * @throws org.vidimus.server.Refused with {@link OpenIdProblem.FlowUnknown} if the sitting is over, or
     *     {@link OpenIdProblem.Untrusted}
     */
    void confirm(Identity identity, UUID session, Instant since) {
        Sittings.Open sat = open.find(session).orElseThrow(() -> new OpenIdProblem.FlowUnknown().refused());
        Person person = people.find(sat.person()).orElseThrow(() -> new OpenIdProblem.FlowUnknown().refused());
        Passage passage = Passage.of(
                        Callers.of(person, sat.seat()),
                        Action.SESSION_CONFIRM,
                        Subject.person(person.id().value()))
                .with("by", "openid");
        gate.view(passage, outcome -> {
            if (!isOf(identity, person.id())) {
                throw new OpenIdProblem.Untrusted("somebody else signed in there").refused();
            }
            Instant least = since.minus(SKEW);
            if (identity.authenticatedAt().filter(at -> !at.isBefore(least)).isEmpty()) {
                throw new OpenIdProblem.Untrusted("the person did not prove it there just now").refused();
            }
            open.confirmed(session);
            return outcome;
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
            people.add(person, null);
            links.link(identity.issuer(), identity.subject(), person.id());
            outcome.about(Subject.person(person.id().value()));
            return person;
        }));
    }
}
