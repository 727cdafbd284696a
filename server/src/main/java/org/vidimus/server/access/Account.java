package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.openid.Provider;
import org.vidimus.server.access.signin.PasskeyOptions;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** The ways by which somebody signs in, kept by themselves. The last way is never taken away. */
@Component
class Account {
    private final Gate gate;
    private final People people;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final AuthenticatorApps apps;
    private final Proofs proofs;
    private final Tries tries;
    private final Sittings sittings;
    private final SignInRules rules;
    private final OpenIdLinks links;
    private final Provider provider;

    Account(
            Gate gate,
            People people,
            Passwords passwords,
            Passkeys passkeys,
            AuthenticatorApps apps,
            Proofs proofs,
            Tries tries,
            Sittings sittings,
            SignInRules rules,
            OpenIdLinks links,
            Provider provider) {
        this.gate = gate;
        this.people = people;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.apps = apps;
        this.proofs = proofs;
        this.tries = tries;
        this.sittings = sittings;
        this.rules = rules;
        this.links = links;
        this.provider = provider;
    }

    /** @param app since when there is an authenticator app */
    record Ways(List<Passkey> passkeys, boolean password, Optional<Instant> app) {
        boolean letIn(boolean secondFactorRequired) {
            return !passkeys.isEmpty() || (password && (app.isPresent() || !secondFactorRequired));
        }

        Ways withoutPasskey(UUID id) {
            return new Ways(
                    passkeys.stream().filter(each -> !each.id().equals(id)).toList(), password, app);
        }

        Ways withoutApp() {
            return new Ways(passkeys, password, Optional.empty());
        }
    }

    private Ways ways(PersonId person) {
        return new Ways(passkeys.of(person), people.passwordOf(person).isPresent(), apps.since(person));
    }

    /** What the provider is called by which they can prove who they are; empty where there is none for them. */
    Optional<String> provider(PersonId person) {
        return provider.name().filter(_ -> links.isOpen(provider.issuer(), person));
    }

    Ways show(Caller caller) {
        return gate.view(passage(caller, Action.SIGN_IN_SHOW), _ -> ways(me(caller)));
    }

    PasskeyOptions.Creation askForPasskey(Caller caller, HttpServletRequest request) {
        return gate.view(passage(caller, Action.SIGN_IN_SHOW), _ -> {
            Person person = people.find(me(caller)).orElseThrow();
            return proofs.askForNew(request, person.id(), person.login(), person.name());
        });
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.PasskeyRefused} */
    Passkey addPasskey(Caller caller, Proofs.@Nullable Shown shown, String name, HttpServletRequest request) {
        return change(caller, "passkey-added", outcome -> {
            Proofs.NewKey made = proofs.newKey(request, shown);
            Passkey added = Optional.of(made)
                    .filter(key -> key.owner().equals(me(caller)))
                    .flatMap(key -> passkeys.add(me(caller), key.key(), key.party(), name))
                    .orElseThrow(() -> new AccessProblem.PasskeyRefused().refused());
            strengthened(caller);
            outcome.note("passkey", added.id().toString());
            return added;
        });
    }

    void renamePasskey(Caller caller, UUID id, String name) {
        change(caller, "passkey-renamed", outcome -> {
            if (!passkeys.rename(me(caller), id, name)) {
                throw new AccessProblem.NoSuchPasskey().refused();
            }
            return outcome.note("passkey", id.toString());
        });
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.LastWayIn} */
    void removePasskey(Caller caller, UUID id) {
        change(caller, "passkey-removed", outcome -> {
            Ways before = ways(me(caller));
            Ways after = before.withoutPasskey(id);
            if (after.passkeys().size() == before.passkeys().size()) {
                throw new AccessProblem.NoSuchPasskey().refused();
            }
            requireWayIn(after);
            passkeys.remove(me(caller), id);
            return outcome.note("passkey", id.toString());
        });
    }

    /**
     * Every other sitting ends with it.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.SignInRefused} if the old one is another
     */
    void setPassword(Caller caller, @Nullable String old, @Nullable String wish, HttpServletRequest request) {
        Person person = people.find(me(caller)).orElseThrow();
        String password = Fitness.password(wish, person.login(), person.name());
        people.passwordOf(person.id()).ifPresent(_ -> requireOld(caller, person, old, request));
        String encoded = passwords.encode(password);
        change(caller, "password-set", outcome -> {
            people.setPassword(person.id(), encoded);
            return outcome.note("sessions-ended", Integer.toString(sittings.endOthers(person.id(), caller.session())));
        });
    }

    /** Outside of any transaction: it is slow, and a failure that is one too many locks. */
    private void requireOld(Caller caller, Person person, @Nullable String old, HttpServletRequest request) {
        Tries.Try attempt = tries.begin(person.login(), Optional.of(person), request.getRemoteAddr());
        gate.view(passage(caller, Action.SESSION_CONFIRM).with("what", "old-password"), outcome -> {
            proofs.passwordAlone(attempt, person, old == null ? "" : old);
            return outcome;
        });
    }

    /** A secret for an authenticator app, in use once {@link #acceptApp} has seen a code of it. */
    byte[] offerApp(Caller caller) {
        return gate.view(passage(caller, Action.SIGN_IN_SHOW), _ -> apps.offer(me(caller)));
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.CodeRefused} */
    void acceptApp(Caller caller, @Nullable String code) {
        change(caller, "app-set", outcome -> {
            if (code == null || !apps.accept(me(caller), code)) {
                throw new AccessProblem.CodeRefused().refused();
            }
            strengthened(caller);
            return outcome;
        });
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.LastWayIn} */
    void removeApp(Caller caller) {
        change(caller, "app-removed", outcome -> {
            requireWayIn(ways(me(caller)).withoutApp());
            apps.remove(me(caller));
            return outcome;
        });
    }

    private void requireWayIn(Ways after) {
        if (!after.letIn(rules.secondFactorRequired())) {
            throw new AccessProblem.LastWayIn().refused();
        }
    }

    /** Whoever waited for a second factor has one; whoever else waits with the same password has not. */
    private void strengthened(Caller caller) {
        UUID session = caller.session().orElseThrow();
        if (sittings.find(session).filter(Sittings.Open::restricted).isPresent()) {
            sittings.unrestrict(session);
            sittings.endOthers(me(caller), Optional.of(session));
        }
    }

    private <T> T change(Caller caller, String what, Gate.Work<T> work) {
        return gate.change(passage(caller, Action.SIGN_IN_CHANGE).with("what", what), (Outcome outcome) -> {
            // Of two that each would leave the other's as the last way in, the second sees what the first has done.
            people.lock(me(caller));
            return work.run(outcome);
        });
    }

    private static Passage passage(Caller caller, Action action) {
        return Passage.of(caller, action, Subject.person(caller.id()));
    }

    private static PersonId me(Caller caller) {
        return new PersonId(caller.id());
    }
}
