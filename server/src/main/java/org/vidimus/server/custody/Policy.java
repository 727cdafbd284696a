package org.vidimus.server.custody;

/** Decides who may do what. One implementation, in {@code access}; the gate is its only caller for single things. */
public interface Policy {
    Decision decide(Caller caller, Action action, java.util.List<Subject> subjects);

    /** The answer, with the reason in words for the ledger and for those entitled to ask. */
    sealed interface Decision {
        record Allowed(String reason) implements Decision {}

        /** @param hidden whether even the existence of the subject is restricted: the door answers 404 instead of 403 */
        record Refusal(String reason, boolean hidden) implements Decision {}
    }
}
