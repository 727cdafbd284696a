package org.vidimus.server.access;

import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Rules.FormerUnit;
import org.vidimus.server.custody.Caller;

/** The profile says whether somebody who moved keeps sight of what was recorded while they belonged to a unit. */
@Component
class HouseFormerUnits implements FormerUnits {
    private final ProfileInForce profile;
    private final Memberships memberships;

    // The profile is adopted through the gate, which asks the policy, which asks here.
    HouseFormerUnits(@Lazy ProfileInForce profile, Memberships memberships) {
        this.profile = profile;
        this.memberships = memberships;
    }

    @Override
    public List<Spell> of(Caller caller) {
        if (caller.person().isEmpty() || profile.rules().formerUnit() == FormerUnit.LOSE) {
            return List.of();
        }
        return memberships.known(new PersonId(caller.person().get())).stream()
                .flatMap(spell -> spell.until().stream()
                        .map(until -> new Spell(spell.unit().id(), spell.from(), until)))
                .toList();
    }
}
