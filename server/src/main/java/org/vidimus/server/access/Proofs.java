package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.signin.Ceremonies;
import org.vidimus.server.access.signin.Ceremonies.Unproven;
import org.vidimus.server.access.signin.Challenges;
import org.vidimus.server.access.signin.Challenges.Purpose;
import org.vidimus.server.access.signin.Handle;
import org.vidimus.server.access.signin.PasskeyOptions;
import org.vidimus.server.access.signin.PublicKey;
import org.vidimus.server.access.signin.RelyingParties;
import org.vidimus.server.access.signin.RelyingParty;

/** Checks that somebody is who they say they are, by what they know and what they hold. Refuses without telling which of it is wrong. */
@Component
class Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private final People people;
    private final Passwords passwords;
    private final AuthenticatorApps apps;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Ceremonies ceremonies;
    private final RelyingParties parties;

    Proofs(
            People people,
            Passwords passwords,
            AuthenticatorApps apps,
            Passkeys passkeys,
            Challenges challenges,
            Ceremonies ceremonies,
            RelyingParties parties) {
        this.people = people;
        this.passwords = passwords;
        this.apps = apps;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.ceremonies = ceremonies;
        this.parties = parties;
    }

    /** What a browser sends of a passkey. */
    record Shown(@Nullable UUID challenge, @Nullable Map<String, Object> credential) {}

    /**
     * How somebody proved it by a password.
     *
     * @param encoded the one that matched, as it was stored then
     */
    record Password(Way way, String encoded) {}

    /**
     * @throws org.vidimus.server.Refused with {@link AccessProblem.SignInRefused}, {@link AccessProblem.CodeNeeded} or
     *     {@link AccessProblem.CodeRefused}
     */
    Password password(Tries.Try attempt, Optional<Person> person, String password, @Nullable String code) {
        Optional<String> encoded = person.flatMap(known -> people.passwordOf(known.id()));
        boolean right = passwords.matches(password, encoded);
        if (!right || attempt.isLocked()) {
            attempt.failed();
            throw new AccessProblem.SignInRefused().refused();
        }
        PersonId id = person.orElseThrow().id();
        if (apps.since(id).isEmpty()) {
            attempt.succeeded();
            return new Password(Way.PASSWORD, encoded.orElseThrow());
        }
        if (code == null || code.isBlank()) {
            attempt.rightSoFar();
            throw new AccessProblem.CodeNeeded().refused();
        }
        attempt.beforeCode();
        if (!apps.use(id, code)) {
            attempt.failed();
            throw new AccessProblem.CodeRefused().refused();
        }
        attempt.succeeded();
        return new Password(Way.PASSWORD_AND_CODE, encoded.orElseThrow());
    }

    /** The password and no more: that somebody knows the one that they want to change. */
    void passwordAlone(Tries.Try attempt, Person person, String password) {
        if (!passwords.matches(password, people.passwordOf(person.id())) || attempt.isLocked()) {
            attempt.failed();
            throw new AccessProblem.SignInRefused().refused();
        }
        attempt.rightSoFar();
    }

    /** An address without passkeys is no secret. */
    RelyingParty party(HttpServletRequest request) {
        return parties.of(request).orElseThrow(() -> new AccessProblem.PasskeysNotHere().refused());
    }

    boolean passkeysHere(HttpServletRequest request) {
        return parties.of(request).isPresent();
    }

    /** Says nothing of anybody: whoever has a passkey of this house is asked to show it. */
    PasskeyOptions.Request askAnybody(HttpServletRequest request) {
        return PasskeyOptions.request(party(request), challenges.make(Purpose.SIGN_IN, Optional.empty()), List.of());
    }

    PasskeyOptions.Request ask(HttpServletRequest request, PersonId person) {
        RelyingParty party = party(request);
        return PasskeyOptions.request(
                party, challenges.make(Purpose.CONFIRM, Optional.of(person.value())), known(person, party));
    }

    /** @param person who need not be in the house yet */
    PasskeyOptions.Creation askForNew(HttpServletRequest request, PersonId person, String login, String name) {
        RelyingParty party = party(request);
        return PasskeyOptions.creation(
                party,
                challenges.make(Purpose.REGISTER, Optional.of(person.value())),
                Handle.of(person.value()),
                login,
                name,
                known(person, party));
    }

    private List<PasskeyOptions.Known> known(PersonId person, RelyingParty party) {
        return passkeys.of(person).stream()
                .filter(passkey -> passkey.party().equals(party.id()))
                .map(passkey -> PasskeyOptions.known(
                        passkey.key().credential(), passkey.key().transports()))
                .toList();
    }

    /** @param owner whom the challenge was made for */
    record NewKey(PersonId owner, PublicKey key, String party) {}

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.PasskeyRefused}; the challenge goes with the transaction */
    NewKey newKey(HttpServletRequest request, @Nullable Shown shown) {
        RelyingParty party = party(request);
        if (shown == null || shown.challenge() == null || shown.credential() == null) {
            throw new AccessProblem.PasskeyRefused().refused();
        }
        Challenges.Challenge challenge = challenges
                .take(shown.challenge(), Purpose.REGISTER)
                .orElseThrow(() -> new AccessProblem.PasskeyRefused().refused());
        try {
            PublicKey key = ceremonies.register(shown.credential(), party, challenge.bytes());
            return new NewKey(new PersonId(challenge.about().orElseThrow()), key, party.id());
        } catch (Unproven e) {
            LOG.info("passkey-refused step=register why={}", e.getMessage());
            throw new AccessProblem.PasskeyRefused().refused();
        }
    }

    /** Whose passkey it claims to be, for the ledger; empty for one that nobody has. Proves nothing. */
    Optional<PersonId> claimed(Shown shown) {
        if (shown.credential() == null) {
            return Optional.empty();
        }
        try {
            return passkeys.byCredential(ceremonies.claim(shown.credential()).credential())
                    .map(Passkey::person);
        } catch (Unproven _) {
            return Optional.empty();
        }
    }

    /**
     * @param purpose of the challenge; one that was made for somebody counts for them alone
     * @return whose it is
     * @throws org.vidimus.server.Refused with {@link AccessProblem.PasskeyRefused}; the challenge is used up then too
     */
    PersonId passkey(HttpServletRequest request, Shown shown, Purpose purpose) {
        RelyingParty party = party(request);
        try {
            return prove(party, shown, purpose);
        } catch (Unproven e) {
            LOG.info("passkey-refused step={} why={}", purpose, e.getMessage());
            throw new AccessProblem.PasskeyRefused().refused();
        }
    }

    private PersonId prove(RelyingParty party, Shown shown, Purpose purpose) throws Unproven {
        if (shown.challenge() == null || shown.credential() == null) {
            throw new AccessProblem.PasskeyRefused().refused();
        }
        Challenges.Challenge challenge = challenges
                .take(shown.challenge(), purpose)
                .orElseThrow(() -> new AccessProblem.PasskeyRefused().refused());
        Ceremonies.Claim claim = ceremonies.claim(shown.credential());
        Passkey passkey = passkeys.byCredential(claim.credential())
                .filter(known -> known.party().equals(party.id()))
                // Any other's would do for the signature, not for this challenge.
                .filter(known -> challenge.about().isEmpty()
                        || challenge.about().get().equals(known.person().value()))
                .filter(known -> claim.owner().isEmpty()
                        ? purpose == Purpose.CONFIRM
                        : claim.owner().get().equals(known.person().value()))
                .orElseThrow(() -> new AccessProblem.PasskeyRefused().refused());
        PublicKey now = ceremonies.verify(claim, passkey.key(), party, challenge.bytes());
        if (!passkeys.used(passkey, now)) {
            LOG.warn("passkey-copied passkey={} count={}", passkey.id(), now.count());
            throw new AccessProblem.PasskeyRefused().refused();
        }
        return passkey.person();
    }
}
