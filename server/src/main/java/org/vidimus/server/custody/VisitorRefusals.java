package org.vidimus.server.custody;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Which refusals of visitors are worth an entry: one a minute for each address and action, or anybody could make the ledger grow
 * for ever. Remembers a bounded number, so that many addresses cost entries and no memory; each host counts for itself.
 */
@Component
class VisitorRefusals {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int KEPT = 10_000;
    /** From everywhere together: a visitor with many addresses is still a visitor. */
    private static final int A_WINDOW = 600;

    private final Clock clock;
    private final Map<String, Instant> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > KEPT;
        }
    };

    private Instant windowBegan = Instant.EPOCH;
    private int inWindow;

    VisitorRefusals(Clock clock) {
        this.clock = clock;
    }

    /** Always, for whoever has a name. */
    synchronized boolean isNews(Passage refused) {
        if (refused.caller().kind() != Caller.Kind.VISITOR) {
            return true;
        }
        Instant now = clock.instant();
        if (windowBegan.plus(WINDOW).isBefore(now)) {
            windowBegan = now;
            inWindow = 0;
        }
        String what = refused.action() + " " + refused.details().getOrDefault("address", "");
        Instant before = last.get(what);
        if (inWindow >= A_WINDOW || (before != null && before.plus(WINDOW).isAfter(now))) {
            return false;
        }
        last.put(what, now);
        inWindow++;
        return true;
    }
}
