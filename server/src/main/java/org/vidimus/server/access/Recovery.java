package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.PersonLinks.Kind;
import org.vidimus.server.access.PersonLinks.Link;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/**
 * Lets people into the house who cannot sign in, or no longer can: by a link with which they choose a password or a passkey
 * themselves. Whoever makes the link never learns what they choose.
 */
@Component
class Recovery {
    private final Gate gate;
    private final People people;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final AuthenticatorApps apps;
    private final PersonLinks links;
    private final OpenIdLinks providers;
    private final Proofs proofs;
    private final Tokens tokens;
    private final Sittings sittings;
    private final Locks locks;
    private final Household household;

    Recovery(
            Gate gate,
            People people,
            Passwords passwords,
            Passkeys passkeys,
            AuthenticatorApps apps,
            PersonLinks links,
            OpenIdLinks providers,
            Proofs proofs,
            Tokens tokens,
            Sittings sittings,
            Locks locks,
            Household household) {
        this.gate = gate;
        this.people = people;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.apps = apps;
        this.links = links;
        this.providers = providers;
        this.proofs = proofs;
        this.tokens = tokens;
        this.sittings = sittings;
        this.locks = locks;
        this.household = household;
    }

    /**
     * A new link for somebody who has no way in yet.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.HasWayIn}
     */
    Link invite(Caller caller, PersonId id) {
        Runnable rule = () -> household.refuseMoreThanOwn(caller, Action.PERSON_INVITE, id);
        return gate.change(passage(caller, Action.PERSON_INVITE, id), rule, outcome -> {
            people.lock(id);
            if (hasWayIn(id)) {
                throw new AccessProblem.HasWayIn().refused();
            }
            Link link = links.make(id, Kind.INVITATION);
            outcome.note("until", link.expiresAt().toString());
            return link;
        });
    }

    /**
     * A link for another person. Until it is used nothing changes for them.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.NotOneself} or {@link AccessProblem.MoreThanOwn}
     */
    Link recover(Caller caller, PersonId id) {
        return gate.change(
                passage(caller, Action.PERSON_RECOVER, id), ofAnother(caller, Action.PERSON_RECOVER, id), outcome -> {
                    Link link = links.make(id, Kind.RECOVERY);
                    outcome.note("until", link.expiresAt().toString());
                    return link;
                });
    }

    /**
     * Closes every door to somebody until they are released: sittings end at once, and personal tokens for good.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.NotOneself} or {@link AccessProblem.MoreThanOwn}
     */
    void lock(Caller caller, PersonId id, String reason) {
        Passage passage = passage(caller, Action.PERSON_LOCK, id).because(Optional.of(reason));
        gate.change(passage, ofAnother(caller, Action.PERSON_LOCK, id), outcome -> {
            // A sign-in under way is over before, and its sitting ends here; or it comes after, and finds the lock.
            people.lock(id);
            locks.bar(id, caller.person().orElse(caller.id()));
            tokens.revokePersonal(id);
            return outcome.note("until", "released")
                    .note("sessions-ended", Integer.toString(sittings.endOthers(id, Optional.empty())));
        });
    }

    /** Not for oneself, and not for those who may more. */
    private Runnable ofAnother(Caller caller, Action action, PersonId id) {
        return () -> {
            if (caller.person().equals(Optional.of(id.value()))) {
                throw new AccessProblem.NotOneself().refused();
            }
            household.refuseMoreThanOwn(caller, action, id);
        };
    }

    void release(Caller caller, PersonId id) {
        gate.change(
                passage(caller, Action.PERSON_RELEASE, id),
                outcome -> outcome.note("released", locks.release(id) ? "yes" : "no"));
    }

    /**
     * Somebody takes the way in that was opened to them. With a recovery everything older goes: passkeys, authenticator app,
     * password, the provider's link, sittings, personal tokens and the lock.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.SetUpLinkUnknown}, {@link AccessProblem.Unfit} or
     *     {@link AccessProblem.PasskeyRefused}; the link is still good then, unless it was unknown
     */
    Person accept(Caller visitor, String link, Choice choice, HttpServletRequest request) {
        PersonLinks.Purpose purpose = find(link);
        PersonId id = purpose.person();
        Person person = people.find(id).orElseThrow();
        Optional<String> encoded = choice.encodedPassword(passwords, person.login(), person.name());
        return gate.change(passage(visitor, Action.PERSON_SET_UP, id), outcome -> {
            people.lock(id);
            // Or whoever was locked would let themselves in by a link of before.
            if (locks.barred(id) || !links.use(link) || (purpose.kind() == Kind.INVITATION && hasWayIn(id))) {
                throw new AccessProblem.SetUpLinkUnknown().refused();
            }
            outcome.note("kind", purpose.kind() == Kind.INVITATION ? "invitation" : "recovery");
            if (purpose.kind() == Kind.RECOVERY) {
                passkeys.removeAll(id);
                apps.remove(id);
                people.setPassword(id, null);
                if (providers.close(id)) {
                    outcome.note("provider", "unlinked");
                }
                sittings.endOthers(id, Optional.empty());
                tokens.revokePersonal(id);
                locks.release(id);
                locks.clear(id);
            }
            encoded.ifPresent(password -> people.setPassword(id, password));
            if (choice.passkey() != null) {
                add(id, proofs.newKey(request, choice.passkey()), choice.name());
            }
            return person;
        });
    }

    private void add(PersonId id, Proofs.NewKey key, String name) {
        if (!key.owner().equals(id)
                || passkeys.add(id, key.key(), key.party(), name).isEmpty()) {
            throw new AccessProblem.PasskeyRefused().refused();
        }
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.SetUpLinkUnknown} */
    PersonLinks.Purpose find(String link) {
        return links.find(link).orElseThrow(() -> new AccessProblem.SetUpLinkUnknown().refused());
    }

    private boolean hasWayIn(PersonId id) {
        return people.passwordOf(id).isPresent() || !passkeys.of(id).isEmpty() || providers.any(id);
    }

    private static Passage passage(Caller caller, Action action, PersonId id) {
        return Passage.of(caller, action, Subject.person(id.value()));
    }

    /**
     * What somebody chose: a password, a passkey, or both.
     *
     * @param name of the passkey
     */
    record Choice(@Nullable String password, Proofs.@Nullable Shown passkey, String name) {
        /** Slow by design, so it is done before a transaction is open. */
        Optional<String> encodedPassword(Passwords passwords, String... near) {
            if (password == null || password.isEmpty()) {
                if (passkey == null) {
                    throw new AccessProblem.Unfit("password", "is missing, and so is a passkey").refused();
                }
                return Optional.empty();
            }
            return Optional.of(passwords.encode(Fitness.password(password, near)));
        }
    }
}
