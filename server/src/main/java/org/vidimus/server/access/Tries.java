package org.vidimus.server.access;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Sha256;

/**
 * Tries to prove who one is by password and code, and what too many failures bring, as the profile says: growing delays for the
 * login at its address, or a lock until somebody entitled releases it. Codes count like passwords. A login that nobody has is
 * treated like any other, and an answer never tells of a lock.
 *
 * <p>A lock closes this way only: a passkey cannot be guessed. And it holds only while somebody else could release it; until then
 * delays stand in its place, which from outside look just like it.
 */
@Component
class Tries {
    private static final Caller LOCKING = Caller.job("lock-out");

    private final SignInRules rules;
    private final SignInDelays delays;
    private final Locks locks;
    private final Releasers releasers;
    private final Gate gate;

    Tries(SignInRules rules, SignInDelays delays, Locks locks, Releasers releasers, Gate gate) {
        this.rules = rules;
        this.delays = delays;
        this.locks = locks;
        this.releasers = releasers;
        this.gate = gate;
    }

    /**
     * Begins one, counted as failed until it {@link Try#succeeded}.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.TooManySignIns} if it comes too early; it is not counted then
     */
    Try begin(String login, Optional<Person> person, String address) {
        SignInRules.LockOut lockOut = rules.lockOut();
        Sha256 what = SignInDelays.keyOf(login, address);
        if (!lockOut.administrator()) {
            delay(what);
        }
        Optional<Locks.Count> count = lockOut.administrator()
                ? person.map(known -> locks.count(known.id(), lockOut.within()))
                : Optional.empty();
        Optional<PersonId> known = person.map(Person::id);
        boolean locked = count.map(now -> now.locked() || now.failures() > lockOut.tries())
                .orElseGet(() -> known.filter(locks::locked).isPresent());
        if (!locked) {
            return new Try(what, known, count, lockOut, Lock.NONE);
        }
        if (releasers.besides(known.orElseThrow())) {
            return new Try(what, known, count, lockOut, Lock.HOLDS);
        }
        // Where delays are the rule it has been counted already.
        boolean early = lockOut.administrator() && delays.count(what).isPresent();
        return new Try(what, known, count, lockOut, early ? Lock.HOLDS : Lock.OVERRULED);
    }

    private enum Lock {
        NONE,
        HOLDS,
        /** Nobody else could release it, and the delay in its place is over. */
        OVERRULED
    }

    private void delay(Sha256 what) {
        Optional<Duration> delay = delays.count(what);
        if (delay.isPresent()) {
            throw new AccessProblem.TooManySignIns(delay.get()).refused();
        }
    }

    final class Try {
        private final Sha256 what;
        private final Optional<PersonId> person;
        private final Optional<Locks.Count> count;
        private final SignInRules.LockOut lockOut;
        private final Lock lock;

        private Try(
                Sha256 what,
                Optional<PersonId> person,
                Optional<Locks.Count> count,
                SignInRules.LockOut lockOut,
                Lock lock) {
            this.what = what;
            this.person = person;
            this.count = count;
            this.lockOut = lockOut;
            this.lock = lock;
        }

        /** To be asked after the slow comparison, so that a lock takes as long as a wrong password. */
        boolean isLocked() {
            return lock == Lock.HOLDS;
        }

        /**
         * Six digits are quickly guessed from many addresses by somebody who has the password: codes are counted by person.
         *
         * @throws org.vidimus.server.Refused with {@link AccessProblem.TooManySignIns}
         */
        void beforeCode() {
            if (!lockOut.administrator() || lock == Lock.OVERRULED) {
                person.map(Tries::codesOf).ifPresent(Tries.this::delay);
            }
        }

        /** The password was right, and more is needed: no failure, and no reason to forget the failures before. */
        void rightSoFar() {
            if (lockOut.administrator()) {
                person.ifPresent(locks::takeBack);
            }
            if (!lockOut.administrator() || lock == Lock.OVERRULED) {
                delays.takeBack(what);
            }
        }

        void succeeded() {
            delays.clear(what);
            person.ifPresent(known -> {
                delays.clear(codesOf(known));
                locks.clear(known);
            });
            if (lock == Lock.OVERRULED) {
                release(person.orElseThrow());
            }
        }

        private void release(PersonId known) {
            gate.change(
                    Passage.of(LOCKING, Action.PERSON_RELEASE, Subject.person(known.value()))
                            .with("because", "nobody else could"),
                    outcome -> outcome.note("released", locks.release(known) ? "yes" : "no"));
        }

        /** The failure that is one too many locks, and the ledger says so before the try itself is over. */
        void failed() {
            if (count.isEmpty() || count.get().locked() || count.get().failures() < lockOut.tries()) {
                return;
            }
            PersonId known = person.orElseThrow();
            gate.change(
                    Passage.of(LOCKING, Action.PERSON_LOCK, Subject.person(known.value()))
                            .with("failures", Integer.toString(count.get().failures())),
                    outcome -> {
                        locks.lock(known);
                        return outcome.note("until", releasers.besides(known) ? "released" : "proven after a delay");
                    });
        }
    }

    private static Sha256 codesOf(PersonId person) {
        return SignInDelays.keyOf("code of " + person, "anywhere");
    }
}
