package org.vidimus.server.access.profile;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vidimus.server.access.Level;
import org.vidimus.server.custody.Action;

/** The values of a profile's rules, each in its own type. */
@SuppressWarnings("unchecked") // Each rule's kind says what it reads; a test reads them all.
public final class Rules {
    private final Map<Rule, Object> values;

    Rules(Map<Rule, Object> values) {
        this.values = Map.copyOf(values);
    }

    public enum SecondFactor {
        OFFERED,
        REQUIRED
    }

    public enum LockOutMode {
        /** Each further try waits longer. */
        DELAYS,
        /** Locked until somebody entitled releases it. */
        ADMINISTRATOR
    }

    /** @param within failures further apart than this are not counted together */
    public record LockOut(LockOutMode mode, int tries, Duration within) {}

    /** What happens to sight of a unit's evidence when its holder moves to another. */
    public enum FormerUnit {
        /** They keep what was recorded while they belonged there. */
        KEEP,
        LOSE
    }

    /** What can need a second person. */
    public enum Operation {
        CONFIDENTIAL_EXPORT,
        ROLE_CHANGE,
        PROFILE_ADOPTION,
        ACCOUNT_RECOVERY,
        /** Later: with disposal. */
        EARLY_DISPOSAL,
        HOLD_RELEASE,
        RETENTION_CHANGE
    }

    /**
     * @param actions that need one; none where it is empty
     * @param own whether also for footage that one wore
     */
    public record Purposes(Set<Action> actions, boolean own, Duration valid, List<Purpose> list) {}

    public record BreakGlass(boolean allowed, Duration lasts, Level upTo, Duration reviewWithin) {}

    public record FourEyes(Set<Operation> operations, Duration within) {}

    public Duration signInIdle() {
        return get(Rule.SIGN_IN_IDLE);
    }

    public Duration signInLongest() {
        return get(Rule.SIGN_IN_LONGEST);
    }

    public SecondFactor secondFactor() {
        return get(Rule.SIGN_IN_SECOND_FACTOR);
    }

    /** For so long after proving who they are people need not do it again. */
    public Duration confirmWithin() {
        return get(Rule.SIGN_IN_CONFIRM_WITHIN);
    }

    /** What needs that somebody has proven lately who they are. */
    public Set<Action> confirmActions() {
        return get(Rule.SIGN_IN_CONFIRM);
    }

    public LockOut lockOut() {
        return new LockOut(get(Rule.SIGN_IN_LOCK_OUT), get(Rule.SIGN_IN_TRIES), get(Rule.SIGN_IN_TRIES_WITHIN));
    }

    /** What must be accepted before signing in. */
    public Optional<String> banner(Locale locale) {
        return this.<Optional<Texts>>get(Rule.SIGN_IN_BANNER).map(texts -> texts.in(locale));
    }

    public Purposes purposes() {
        return new Purposes(
                get(Rule.PURPOSE_FOR), get(Rule.PURPOSE_OWN), get(Rule.PURPOSE_VALID), get(Rule.PURPOSE_LIST));
    }

    public BreakGlass breakGlass() {
        return new BreakGlass(
                get(Rule.BREAK_GLASS),
                get(Rule.BREAK_GLASS_LASTS),
                get(Rule.BREAK_GLASS_UP_TO),
                get(Rule.BREAK_GLASS_REVIEW));
    }

    public FourEyes fourEyes() {
        return new FourEyes(get(Rule.FOUR_EYES), get(Rule.FOUR_EYES_WITHIN));
    }

    public boolean ownAppraiserDenied() {
        return get(Rule.OWN_APPRAISER_DENIED);
    }

    public FormerUnit formerUnit() {
        return get(Rule.FORMER_UNIT);
    }

    /** How long it is kept who looked at what. */
    public LogLife viewLogLife() {
        return get(Rule.LOG_VIEWS);
    }

    /** For how long at most a wearer may be left unaware of who opened their footage. */
    public Period delayMost() {
        return get(Rule.DELAY_MOST);
    }

    /** No count is shown of fewer people than this. */
    public int groupSize() {
        return get(Rule.GROUP_SIZE);
    }

    /** How much of what happened before the button was pressed a camera must keep at least. */
    public Duration preRecordLeast() {
        return get(Rule.PRE_RECORD_LEAST);
    }

    /** And at most; zero where none is allowed. */
    public Duration preRecordMost() {
        return get(Rule.PRE_RECORD_MOST);
    }

    /** Whether a recording may be started by somebody else than the wearer. */
    public boolean remoteStart() {
        return get(Rule.REMOTE_START);
    }

    /** Whether a camera may note where it is. */
    public boolean position() {
        return get(Rule.POSITION);
    }

    private <T> T get(Rule rule) {
        Object value = values.get(rule);
        if (value == null) {
            throw new IllegalStateException("a profile without " + rule.code());
        }
        return (T) value;
    }
}
