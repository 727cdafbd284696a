package org.vidimus.server.custody;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.Settings;
import org.vidimus.trust.Sha256;

/**
 * What was recorded so recently that the same again is part of it. PostgreSQL knows; what it said is kept in memory until the
 * window closes, so that a player's hundreds of ranges ask it once.
 */
@Repository
class Recents {
    private static final int KEPT = 20_000;

    private final JdbcClient sql;
    private final Clock clock;
    private final Duration window;
    private final Map<Sha256, Instant> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sha256, Instant> eldest) {
            return size() > KEPT;
        }
    };

    Recents(JdbcClient sql, Clock clock, Settings settings) {
        this.sql = sql;
        this.clock = clock;
        this.window = settings.custody().window();
    }

    /** What makes two passages one: caller, session, action, subjects and purpose. */
    static Sha256 keyOf(Passage passage) {
        var text = new StringBuilder();
        Caller caller = passage.caller();
        text.append(caller.kind()).append(' ').append(caller.id()).append('\n');
        text.append(caller.session().map(UUID::toString).orElse("-")).append('\n');
        text.append(passage.action().code()).append('\n');
        passage.subjects().stream().map(Subject::toString).sorted().forEach(subject -> text.append(subject)
                .append('\n'));
        passage.purpose().ifPresent(text::append);
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    boolean covers(Sha256 what) {
        Instant since = clock.instant().minus(window);
        synchronized (known) {
            Instant at = known.get(what);
            if (at != null && at.isAfter(since)) {
                return true;
            }
        }
        Optional<Instant> stored = sql.sql("select at from custody_recent where what = ? and at > ?")
                .param(what.bytes())
                .param(since.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        stored.ifPresent(at -> remember(what, at));
        return stored.isPresent();
    }

    /** Only after the entry that says so has committed. */
    void remember(Sha256 what, Instant at) {
        synchronized (known) {
            known.put(what, at);
        }
    }

    /** Forgets what no window reaches any more. */
    int forgetOld() {
        return sql.sql("delete from custody_recent where at < ?")
                .param(clock.instant().minus(window).atOffset(ZoneOffset.UTC))
                .update();
    }
}
