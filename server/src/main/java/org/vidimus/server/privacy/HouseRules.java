package org.vidimus.server.privacy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Purpose;

/** As the profile in force says. Years end where the server stands. */
@Component
class HouseRules implements Rules {
    private static final ZoneId HERE = ZoneId.systemDefault();

    private final ProfileInForce profile;

    HouseRules(ProfileInForce profile) {
        this.profile = profile;
    }

    @Override
    public Optional<Instant> endOfViewLog(Instant entry) {
        return profile.rules().viewLogLife().endOf(entry, HERE);
    }

    @Override
    public Instant delayMost(Instant from) {
        return from.atZone(HERE).plus(profile.rules().delayMost()).toInstant();
    }

    @Override
    public int groupSize() {
        return profile.rules().groupSize();
    }

    @Override
    public Set<String> purposes() {
        return profile.rules().purposes().list().stream()
                .map(Purpose::code)
                .map(code -> code.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
