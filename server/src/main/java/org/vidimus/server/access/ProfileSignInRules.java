package org.vidimus.server.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Rules;

/** As the profile in force has them. */
@Component
class ProfileSignInRules implements SignInRules {
    private final ProfileInForce profile;

    // The profile is adopted through the gate, which knows callers by their sittings.
    ProfileSignInRules(@Lazy ProfileInForce profile) {
        this.profile = profile;
    }

    @Override
    public Duration idle() {
        return profile.rules().signInIdle();
    }

    @Override
    public Duration longest() {
        return profile.rules().signInLongest();
    }

    @Override
    public boolean secondFactorRequired() {
        return profile.rules().secondFactor() == Rules.SecondFactor.REQUIRED;
    }

    @Override
    public LockOut lockOut() {
        Rules.LockOut lockOut = profile.rules().lockOut();
        return new LockOut(lockOut.mode() == Rules.LockOutMode.ADMINISTRATOR, lockOut.tries(), lockOut.within());
    }

    @Override
    public Optional<String> banner(Locale locale) {
        return profile.rules().banner(locale);
    }
}
