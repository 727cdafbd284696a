package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;

/** One person's stay from sign-in to sign-out, kept in the session: who, since when, and an id of its own for the ledger. */
@Component
class Sitting {
    private static final String PERSON = "person";
    private static final String SINCE = "since";
    private static final String ID = "sitting";

    private final Settings settings;
    private final Services services;
    private final Clock clock;

    Sitting(Settings settings, Services services, Clock clock) {
        this.settings = settings;
        this.services = services;
        this.clock = clock;
    }

    /** @param confirmed when the person last proved who they are */
    record Seat(PersonId person, UUID session, Instant confirmed) {}

    /** Empty without a session, or when it has lasted its longest: then it ends here. */
    Optional<Seat> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(PERSON) instanceof UUID person)
                || !(session.getAttribute(SINCE) instanceof Instant since)
                || !(session.getAttribute(ID) instanceof UUID id)) {
            return Optional.empty();
        }
        if (since.plus(settings.access().longest()).isBefore(clock.instant())) {
            session.invalidate();
            return Optional.empty();
        }
        return Optional.of(new Seat(new PersonId(person), id, since));
    }

    /**
     * Begins a new one under a new session id, whatever the request had before.
     *
     * @throws org.vidimus.server.Refused for a service, which signs in by no door
     */
    Seat begin(HttpServletRequest request, PersonId person) {
        services.refuse(person);
        end(request);
        HttpSession session = request.getSession(true);
        Seat seat = new Seat(person, UUID.randomUUID(), clock.instant());
        session.setMaxInactiveInterval((int) settings.access().idle().toSeconds());
        session.setAttribute(PERSON, person.value());
        session.setAttribute(SINCE, seat.confirmed());
        // By this all sessions of somebody are found when they leave.
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, person.toString());
        session.setAttribute(ID, seat.session());
        return seat;
    }

    void end(HttpServletRequest request) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
    }
}
