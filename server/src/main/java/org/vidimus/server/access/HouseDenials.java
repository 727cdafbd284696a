package org.vidimus.server.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;

/**
 * Nobody decides on evidence while a complaint about them concerns it; and where the profile says so, nobody watches the footage
 * of people whom they appraise. That it exists they may know, so that they can ask somebody else to look.
 */
@Component
class HouseDenials implements Denials {
    private static final Set<Action> WATCHING = EnumSet.of(
            Action.EVIDENCE_OPEN,
            Action.EVIDENCE_PREVIEW,
            Action.EVIDENCE_VIEW,
            Action.EVIDENCE_DOWNLOAD,
            Action.EVIDENCE_CLASSIFY,
            // Or its wearer would be somebody else as soon as they like.
            Action.EVIDENCE_ASSIGN,
            Action.BUNDLE_EXPORT,
            Action.BUNDLE_DOWNLOAD);

    private static final Set<Action> DECIDING = EnumSet.of(
            Action.EVIDENCE_CLASSIFY,
            Action.EVIDENCE_ENTRUST,
            Action.EVIDENCE_ASSIGN,
            Action.EVIDENCE_COMPLAIN,
            Action.EVIDENCE_EXAMINE,
            Action.EVIDENCE_RENDER,
            Action.BUNDLE_EXPORT);

    private final ProfileInForce profile;
    private final ObjectProvider<Appraisals> appraisals;

    // The profile is adopted through the gate, which asks the policy, which asks here.
    HouseDenials(@Lazy ProfileInForce profile, ObjectProvider<Appraisals> appraisals) {
        this.profile = profile;
        this.appraisals = appraisals;
    }

    @Override
    public boolean concern(Action action) {
        return WATCHING.contains(action) || DECIDING.contains(action);
    }

    @Override
    public Optional<String> why(Caller caller, Action action, Facts facts) {
        Optional<PersonId> person = caller.person().map(PersonId::new);
        if (person.isEmpty()) {
            return Optional.empty();
        }
        if (DECIDING.contains(action) && facts.complainedOf().contains(person.get())) {
            return Optional.of("a complaint about them concerns it");
        }
        boolean appraised = WATCHING.contains(action)
                && facts.wearer().filter(wearer -> !wearer.equals(person.get())).isPresent()
                && profile.rules().ownAppraiserDenied()
                && appraisals.stream().anyMatch(known -> known.appraisedBy(person.get())
                        .contains(facts.wearer().get()));
        return appraised ? Optional.of("they appraise its wearer") : Optional.empty();
    }
}
