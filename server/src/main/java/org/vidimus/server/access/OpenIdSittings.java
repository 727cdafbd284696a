package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.openid.Ending;
import org.vidimus.server.access.openid.Identity;

/** Which sittings began with a sign-in at the provider, so that they end when the provider says so. */
@Repository
class OpenIdSittings {
    private static final Duration FRESH = Duration.ofHours(1);

    private final JdbcClient sql;
    private final SessionRepository<?> sessions;
    private final Sittings sittings;
    private final Clock clock;

    OpenIdSittings(JdbcClient sql, SessionRepository<?> sessions, Sittings sittings, Clock clock) {
        this.sql = sql;
        this.sessions = sessions;
        this.sittings = sittings;
        this.clock = clock;
    }

    void add(String session, Identity identity) {
        sql.sql("insert into openid_sitting (session_id, issuer, subject, sid, begun_at) values (?, ?, ?, ?, ?)")
                .param(session)
                .param(identity.issuer())
                .param(identity.subject())
                .param(identity.sid().orElse(null))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether this is the first time that the provider says so. Joins the transaction. */
    boolean isNews(Ending ending) {
        return sql.sql("insert into openid_logout (issuer, jti, until_at) values (?, ?, ?) on conflict do nothing")
                        .param(ending.issuer())
                        .param(ending.jti())
                        .param(ending.until().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Ends those of the provider's session, or where it names none, all of the subject. @return how many */
    int end(Ending ending) {
        return ending.sid()
                .map(sid -> end("sid", ending.issuer(), sid))
                .orElseGet(
                        () -> end("subject", ending.issuer(), ending.subject().orElse("")));
    }

    /** Ends those of the provider's session. @return how many */
    int end(String issuer, String sid) {
        return end("sid", issuer, sid);
    }

    private int end(String column, String issuer, String value) {
        List<String> ended = sql.sql(
                        "delete from openid_sitting where issuer = ? and " + column + " = ? returning session_id")
                .param(issuer)
                .param(value)
                .query(String.class)
                .list();
        ended.forEach(this::endSession);
        return ended.size();
    }

    private void endSession(String id) {
        Session session = sessions.findById(id);
        Object sitting = session == null ? null : session.getAttribute(Sitting.ID);
        if (sitting instanceof UUID known) {
            sittings.find(known).ifPresent(open -> sittings.end(open.person(), known));
        }
        sessions.deleteById(id);
    }

    /** Drops what no session is left of, and tokens that would not be believed again anyway. */
    void forgetOld() {
        sql.sql("delete from openid_sitting o where o.begun_at < ? "
                        + "and not exists (select from spring_session s where s.session_id = o.session_id)")
                .param(clock.instant().minus(FRESH).atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("delete from openid_logout where until_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
