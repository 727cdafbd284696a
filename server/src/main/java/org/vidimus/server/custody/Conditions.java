package org.vidimus.server.custody;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vidimus.server.Problem;

/**
 * What the house asks for before something happens that its policy allows: a purpose, a proof of identity, a second person. One
 * implementation, in {@code access}; the gate is its only caller.
 */
public interface Conditions {
    /**
     * Called after the policy has allowed it and before anything is recorded.
     *
     * @throws org.vidimus.server.Refused saying what is missing
     */
    Answer meet(Passage passage, Circumstances now);

    sealed interface Answer {
        /**
         * Nothing is missing.
         *
         * @param purpose for the ledger, where one was given before
         * @param details for the ledger
         * @param using run within the change's own transaction, before the change: what must happen exactly once with it
         */
        record Met(Optional<String> purpose, Map<String, String> details, Optional<Consumer<Outcome>> using)
                implements Answer {
            public static final Met AT_ONCE = new Met(Optional.empty(), Map.of(), Optional.empty());
        }

        /**
         * It has to wait for somebody else.
         *
         * @param asking passed through the gate instead of what was wanted
         * @param ask within that passage's transaction
         * @param then what the caller is answered
         */
        record Waits(Passage asking, Consumer<Outcome> ask, Problem then) implements Answer {}
    }
}
