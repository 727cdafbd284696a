package org.vidimus.server.custody;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * What the endpoint that is running has declared by {@link Does}, and whether it has passed the gate for it. Outside of an
 * endpoint there is none.
 *
 * <p>Bound to the thread that runs the endpoint, for exactly as long as it runs.
 */
public final class Threshold {
    private static final ScopedValue<Threshold> CURRENT = ScopedValue.newInstance();

    private final String endpoint;
    private final Set<Action> declared;
    private final Set<Action> passed = EnumSet.noneOf(Action.class);

    private Threshold(String endpoint, Set<Action> declared) {
        this.endpoint = endpoint;
        this.declared = declared;
    }

    /**
     * Runs an endpoint.
     *
     * @param unheard called when it failed before it came to the gate, and before anybody is told why
     * @throws GateMissed if it returned without having passed the gate for any of its actions; what it answered must not leave
     */
    public static <T> T enter(String endpoint, Does does, Callable<T> body, Runnable unheard) throws Exception {
        Threshold threshold = new Threshold(endpoint, Set.of(does.value()));
        T answer;
        try {
            answer = ScopedValue.where(CURRENT, threshold).call(body::call);
        } catch (Exception e) {
            if (threshold.passed.isEmpty()) {
                unheard.run();
            }
            throw e;
        }
        if (threshold.passed.isEmpty()) {
            throw new GateMissed(endpoint + " answered without passing the gate for any of " + threshold.declared);
        }
        return answer;
    }

    /** The gate's side: somebody wants to pass for this action. */
    static void approach(Caller caller, Action action) {
        if (CURRENT.isBound() && caller.kind() != Caller.Kind.JOB) {
            CURRENT.get().check(action);
        }
    }

    private void check(Action action) {
        if (!declared.contains(action)) {
            throw new GateMissed(endpoint + " wants to pass the gate for " + action + ", which it does not declare");
        }
        passed.add(action);
    }

    /** An endpoint went around the gate: an error of the program, never of the caller. */
    public static final class GateMissed extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        GateMissed(String message) {
            super(message);
        }
    }
}
