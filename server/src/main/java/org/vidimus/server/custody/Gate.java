package org.vidimus.server.custody;

/**
 * The only way to a use case, from every door. It decides, records the attempt, runs, and records the outcome. An attempt
 * without an outcome has failed.
 *
 * <p>Must be called outside of any transaction: the attempt commits first and alone. An {@link IllegalStateException} tells a
 * caller that forgot, before anything happened.
 *
 * <p>The attempt's own commit does not wait for the disk: the log of the database is written in order, so the commit of the
 * outcome, which does wait, makes the attempt durable before it. A database that crashes alone, and comes back under a living
 * server, may have lost the attempt in between; its outcome then records it once more, right before itself. Nothing that the action did can be durable, or seen by anybody,
 * while its attempt is not. So what runs behind the gate must not reach outside of the database before it returns; where it
 * must (bytes into the vault), it does so under an attempt of its own that has its outcome already.
 */
public interface Gate {
    /**
     * Passes for something that changes state. {@code work} runs inside one read-write transaction, and the outcome entry
     * commits with it or not at all. When {@code work} throws, everything it did is rolled back, the failure is recorded as
     * the outcome, and the exception goes on to the caller.
     *
     * @throws org.vidimus.server.Refused if the policy refuses; the refusal is recorded
     */
    <T> T change(Passage passage, Work<T> work);

    /**
     * The same, where more must hold than the policy knows. It is asked once the policy allows, and before a second person is.
     *
     * @param rule throws {@link org.vidimus.server.Refused} where it does not hold; that is recorded as a refusal, and goes on to the
     *     caller
     */
    <T> T change(Passage passage, Runnable rule, Work<T> work);

    /**
     * Passes for something that only reads. {@code work} opens what is to be read; the outcome is committed before this
     * returns, and so before the first byte leaves. Bytes may be streamed after the return. {@code work} runs outside of any
     * transaction. When it throws, the failure is recorded as the outcome, and the exception goes on to the caller.
     *
     * @throws org.vidimus.server.Refused if the policy refuses; the refusal is recorded
     */
    <T> T view(Passage passage, Work<T> work);

    /**
     * For a wish that was refused before it came here, such as one that could not be read: whoever could not have passed for any of
     * these actions is told that, and nothing about what they sent.
     *
     * @throws org.vidimus.server.Refused if the policy allows the caller none of them for anything; the refusal is recorded
     */
    void knock(Caller caller, java.util.List<Action> actions);

    /** What runs behind the gate. */
    @FunctionalInterface
    interface Work<T> {
        T run(Outcome outcome);
    }
}
