package org.vidimus.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vidimus.server.custody.Action;

/** What a duty that is given for one unit leaves of a right of its role: the unit can only narrow it. */
final class UnitLimit {
    /** About things that lie in no unit: whoever shall do it for the whole house is given the role without a unit. */
    private static final Set<Action> IN_NO_UNIT = EnumSet.of(
            Action.SERVICE_LIST,
            Action.OPENID_SHOW,
            Action.DOCK_CERTIFICATES,
            Action.DOCK_CERTIFICATE_REVOKE,
            Action.LEDGER_LEAVES,
            Action.OPENING_DELAYS,
            Action.OPENING_DELAY,
            Action.OPENING_REVIEW,
            Action.COUNTS_SHOW,
            Action.QUARANTINE_LIST,
            Action.CAMERA_IMPORT,
            Action.CAMERA_SETTINGS_LIST,
            Action.CAMERA_SETTINGS_CHANGE,
            Action.FLEET_FIGURES,
            Action.ALERT_LIST,
            Action.ALERT_TAKE,
            Action.VAULT_SCRUB,
            Action.VAULT_REPORT);

    private UnitLimit() {}

    /** @param unit that the duty is given for; none for one that is not limited to any */
    static List<Right> on(Right right, Optional<?> unit) {
        if (unit.isEmpty()) {
            return List.of(right);
        }
        if (HousePolicy.HOUSE_WIDE.contains(right.action()) || IN_NO_UNIT.contains(right.action())) {
            return List.of();
        }
        if (right.reach() != Reach.ALL) {
            return List.of(right);
        }
        return switch (right.action()) {
            // An approval lies in no unit. What it approves does, and who decides must be able to do that themselves.
            case APPROVAL_DECIDE -> List.of(right);
            // Nor does a bundle: it is for whoever made it. Its evidence is asked about too.
            case BUNDLE_DOWNLOAD -> List.of(reaching(right, Reach.UNIT_AND_BELOW), reaching(right, Reach.OWN));
            default -> List.of(reaching(right, Reach.UNIT_AND_BELOW));
        };
    }

    private static Right reaching(Right right, Reach reach) {
        return new Right(right.action(), reach, right.upTo());
    }
}
