package org.vidimus.server.web;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Counts requests by a token bucket for each caller and address. Memory is bounded: of those longest not heard of, nothing is
 * known any more, and they begin with a full bucket. Each host counts for itself. Safe for many threads.
 */
@Component
class Pace {
    private static final int STRIPES = 16;
    private static final int KEPT_A_STRIPE = 2_000;
    private static final double MILLIS = 1_000;

    /** What is counted apart. */
    enum Sort {
        VISITOR,
        CALLER,
        COSTLY,
        ADDRESS
    }

    private record Key(Sort sort, String who) {}

    private static final class Bucket {
        private double left;
        private long at;

        Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }

    private static final class Stripe extends LinkedHashMap<Key, Bucket> {
        private static final long serialVersionUID = 1L;

        Stripe() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
            return size() > KEPT_A_STRIPE;
        }
    }

    private final PaceSettings settings;
    private final Clock clock;
    private final Stripe[] stripes = new Stripe[STRIPES];

    Pace(PaceSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Counts one request. @return how long to wait, if it is one too many; then it is not counted */
    Optional<Duration> take(Sort sort, String who) {
        double aSecond =
                switch (sort) {
                    case VISITOR -> settings.visitor();
                    case CALLER -> settings.caller();
                    case COSTLY -> settings.costly();
                    case ADDRESS -> settings.address();
                };
        double most = aSecond * settings.burst();
        Key key = new Key(sort, who);
        Stripe stripe = stripes[Math.floorMod(key.hashCode(), STRIPES)];
        long now = clock.millis();
        synchronized (stripe) {
            Bucket bucket = stripe.computeIfAbsent(key, _ -> new Bucket(most, now));
            // A clock that is set back refills nothing, and takes nothing away.
            bucket.left = Math.min(most, bucket.left + Math.max(0, now - bucket.at) / MILLIS * aSecond);
            bucket.at = now;
            if (bucket.left >= 1) {
                bucket.left--;
                return Optional.empty();
            }
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - bucket.left) / aSecond * MILLIS)));
        }
    }

    /** How many are remembered. */
    int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                size += stripe.size();
            }
        }
        return size;
    }
}
