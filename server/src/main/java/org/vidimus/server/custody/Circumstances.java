package org.vidimus.server.custody;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * What is known of a request beside who sends it. Bound to the thread that runs an endpoint, like its {@link Threshold}; anywhere
 * else there is {@link #NONE}.
 *
 * @param address where the caller comes from, as the socket says it
 * @param confirmed when the person at the screen has last proven who they are
 * @param call the request itself, where a second person is asked for it or has approved it
 */
public record Circumstances(Optional<String> address, Optional<Instant> confirmed, Optional<Call> call) {
    public static final Circumstances NONE = new Circumstances(Optional.empty(), Optional.empty(), Optional.empty());

    /** Name of the request attribute that carries them to the endpoint. */
    public static final String ATTRIBUTE = Circumstances.class.getName();

    private static final ScopedValue<Circumstances> NOW = ScopedValue.newInstance();

    /**
     * A request as it could be sent once more.
     *
     * @param path with its query
     * @param asking why a second person should approve it, when one is asked
     * @param approval the approval under which it comes, when it has one
     */
    public record Call(String method, String path, String body, Optional<String> asking, Optional<UUID> approval) {}

    public static Circumstances now() {
        return NOW.orElse(NONE);
    }

    /** Runs an endpoint under them. */
    public static <T> T during(Circumstances circumstances, Callable<T> endpoint) throws Exception {
        return ScopedValue.where(NOW, circumstances).call(endpoint::call);
    }
}
