package org.vidimus.server.access.profile;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.profile.Rules.FormerUnit;
import org.vidimus.server.access.profile.Rules.LockOutMode;
import org.vidimus.server.access.profile.Rules.Operation;
import org.vidimus.server.access.profile.Rules.SecondFactor;

/** Every rule that a profile sets, in the order that screens show them. A code is never used again for something else. */
public enum Rule {
    SIGN_IN_IDLE("sign-in.idle", new Kind.Time(Duration.ofMinutes(1), Duration.ofHours(12)), true),
    SIGN_IN_LONGEST("sign-in.longest", new Kind.Time(Duration.ofMinutes(10), Duration.ofHours(24)), true),
    SIGN_IN_SECOND_FACTOR("sign-in.second-factor", new Kind.OneOf<>(SecondFactor.class), true),
    SIGN_IN_CONFIRM_WITHIN("sign-in.confirm-within", new Kind.Time(Duration.ofMinutes(1), Duration.ofHours(12)), true),
    SIGN_IN_CONFIRM("sign-in.confirm", new Kind.Actions(), true),
    SIGN_IN_LOCK_OUT("sign-in.lock-out", new Kind.OneOf<>(LockOutMode.class), true),
    SIGN_IN_TRIES("sign-in.tries", new Kind.Whole(3, 20), true),
    SIGN_IN_TRIES_WITHIN("sign-in.tries-within", new Kind.Time(Duration.ofMinutes(1), Duration.ofHours(24)), true),
    SIGN_IN_BANNER("sign-in.banner", new Kind.Words(), true),

    PURPOSE_FOR("purpose.for", new Kind.Actions(), true),
    PURPOSE_OWN("purpose.own", new Kind.Flag(), true),
    PURPOSE_VALID("purpose.valid", new Kind.Time(Duration.ofMinutes(1), Duration.ofHours(24)), true),
    PURPOSE_LIST("purpose.list", new Kind.Purposes(), true),

    BREAK_GLASS("break-glass.allowed", new Kind.Flag(), true),
    BREAK_GLASS_LASTS("break-glass.lasts", new Kind.Time(Duration.ofMinutes(5), Duration.ofHours(24)), true),
    BREAK_GLASS_UP_TO("break-glass.up-to", new Kind.OneOf<>(Level.class), true),
    BREAK_GLASS_REVIEW("break-glass.review-within", new Kind.Time(Duration.ofHours(1), Duration.ofDays(30)), true),

    FOUR_EYES("four-eyes.for", new Kind.SomeOf<>(Operation.class), true),
    FOUR_EYES_WITHIN("four-eyes.within", new Kind.Time(Duration.ofMinutes(5), Duration.ofDays(14)), true),

    OWN_APPRAISER_DENIED("access.own-appraiser-denied", new Kind.Flag(), true),
    FORMER_UNIT("access.former-unit", new Kind.OneOf<>(FormerUnit.class), true),

    LOG_VIEWS("log.views", new Kind.Life(), true),
    DELAY_MOST("transparency.delay-most", new Kind.Days(), true),
    GROUP_SIZE("transparency.group-size", new Kind.Whole(2, 100), true),

    PRE_RECORD_LEAST("recording.pre-record-least", new Kind.Time(Duration.ZERO, Duration.ofMinutes(10)), true),
    PRE_RECORD_MOST("recording.pre-record-most", new Kind.Time(Duration.ZERO, Duration.ofMinutes(10)), true),
    REMOTE_START("recording.remote-start", new Kind.Flag(), true),
    POSITION("recording.position", new Kind.Flag(), true),
    KEEP_LEAST("retention.keep-least", new Kind.Days(), false),
    DELETE_AFTER("retention.delete-after", new Kind.Days(), false);

    private final String code;
    private final Kind kind;
    private final boolean applied;

    Rule(String code, Kind kind, boolean applied) {
        this.code = code;
        this.kind = kind;
        this.applied = applied;
    }

    public String code() {
        return code;
    }

    Kind kind() {
        return kind;
    }

    /** Whether this version of the program acts on it. Else the profile says it, and the house must see to it by itself. */
    public boolean isApplied() {
        return applied;
    }

    static Optional<Rule> of(String code) {
        return Stream.of(values()).filter(rule -> rule.code.equals(code)).findFirst();
    }
}
