package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One person's stay from sign-in to sign-out, as a request's cookie leads to it. The cookie's session holds nothing but the
 * sitting's id; what counts is in {@link Sittings}, so that a sitting that is ended anywhere is over at once.
 */
@Component
class Sitting {
    /** The attribute of a session that names its sitting. */
    static final String ID = "sitting";

    /** Said by the desk of what it asks for by itself, while nobody is there: it keeps no sitting alive. */
    private static final String UNATTENDED = "Vidimus-Unattended";

    private static final String EVENTS = "/api/events";

    private final Sittings sittings;
    private final SignInRules rules;
    private final Services services;
    private final People people;
    private final Locks locks;
    private final TransactionTemplate transaction;

    Sitting(
            Sittings sittings,
            SignInRules rules,
            Services services,
            People people,
            Locks locks,
            TransactionTemplate transaction) {
        this.sittings = sittings;
        this.rules = rules;
        this.services = services;
        this.people = people;
        this.locks = locks;
        this.transaction = transaction;
    }

    /**
     * @param restricted whether they may do nothing yet but set up a second factor
     * @param confirmed when the person last proved who they are
     */
    record Seat(PersonId person, UUID session, boolean restricted, Instant confirmed) {}

    /** Empty without a session, or when the sitting is over: then the session ends here. */
    Optional<Seat> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ID) instanceof UUID id)) {
            return Optional.empty();
        }
        Optional<Sittings.Open> open = sittings.find(id);
        if (open.isEmpty()) {
            session.invalidate();
            return Optional.empty();
        }
        if (request.getHeader(UNATTENDED) == null && !request.getRequestURI().equals(EVENTS)) {
            sittings.seen(open.get());
        }
        return open.map(Sittings.Open::seat);
    }

    /**
     * What somebody has proved.
     *
     * @param restricted whether they may do nothing yet but set up a second factor
     * @param at when they proved it; empty for just now
     * @param holds whether they have that way in still, asked while nobody can take it from them
     */
    record Proven(PersonId person, Way way, boolean restricted, Optional<Instant> at, BooleanSupplier holds) {}

    /**
     * Begins a new one under a new session id, whatever the request had before.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.SignInRefused} for a service, which signs in by no door, and
     *     for whoever lost the way in, was locked or has left while they proved it
     */
    Seat begin(HttpServletRequest request, Proven proven) {
        services.refuse(proven.person());
        end(request);
        Sittings.Open open = Objects.requireNonNull(transaction.execute(_ -> open(request, proven)));
        // Commit point: whoever locks them, or changes their password, from here on finds this sitting and ends it. A
        // crash
        // before leaves none.
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) rules.longest().toSeconds());
        // By this all sessions of somebody are found when they leave.
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                proven.person().toString());
        session.setAttribute(ID, open.id());
        return open.seat();
    }

    private Sittings.Open open(HttpServletRequest request, Proven proven) {
        PersonId person = proven.person();
        people.lock(person);
        // Asked only now: the proof took its time, and what was ended meanwhile must not come back by it.
        if (people.find(person).isEmpty()
                || locks.barred(person)
                || !proven.holds().getAsBoolean()) {
            throw new AccessProblem.SignInRefused().refused();
        }
        String browser = request.getHeader("User-Agent");
        return sittings.begin(
                person,
                proven.way(),
                proven.restricted(),
                proven.at(),
                new Sittings.Whence(request.getRemoteAddr(), browser == null ? "" : browser));
    }

    void end(HttpServletRequest request) {
        HttpSession before = request.getSession(false);
        if (before == null) {
            return;
        }
        if (before.getAttribute(ID) instanceof UUID id) {
            sittings.find(id).ifPresent(open -> sittings.end(open.person(), id));
        }
        before.invalidate();
    }
}
