package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

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

    Sitting(Sittings sittings, SignInRules rules, Services services) {
        this.sittings = sittings;
        this.rules = rules;
        this.services = services;
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
     * Begins a new one under a new session id, whatever the request had before.
     *
     * @throws org.vidimus.server.Refused for a service, which signs in by no door
     */
    Seat begin(HttpServletRequest request, PersonId person, Way way, boolean restricted) {
        services.refuse(person);
        end(request);
        String browser = request.getHeader("User-Agent");
        Sittings.Open open = sittings.begin(
                person, way, restricted, new Sittings.Whence(request.getRemoteAddr(), browser == null ? "" : browser));
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) rules.longest().toSeconds());
        // By this all sessions of somebody are found when they leave.
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, person.toString());
        session.setAttribute(ID, open.id());
        return open.seat();
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
