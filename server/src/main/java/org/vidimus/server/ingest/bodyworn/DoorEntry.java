package org.vidimus.server.ingest.bodyworn;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.OwnDoor;
import org.vidimus.server.custody.Caller;

/** Who comes through a door: whoever shows a token of it, from where the door is open to. */
@Component
class DoorEntry implements OwnDoor {
    static final String TOKEN = "X-Auth-Token";
    /** As Swift's first version called it. */
    static final String OLD_TOKEN = "X-Storage-Token";

    private static final String DOOR = DoorEntry.class.getName() + ".door";

    private final Doors doors;
    private final Clock clock;

    DoorEntry(Doors doors, Clock clock) {
        this.doors = doors;
        this.clock = clock;
    }

    @Override
    public boolean guards(HttpServletRequest request) {
        return request.getRequestURI().startsWith(Place.BASE);
    }

    @Override
    public Caller callerOf(HttpServletRequest request) {
        Optional<DoorId> id = Place.doorOf(request);
        String token = Optional.ofNullable(request.getHeader(TOKEN)).orElseGet(() -> request.getHeader(OLD_TOKEN));
        if (id.isEmpty() || token == null) {
            return Caller.visitor(Caller.Door.API);
        }
        Instant now = clock.instant();
        Door door = doors.byToken(id.get(), token, now).orElseThrow(() -> new BodywornProblem.TokenRefused().refused());
        if (!door.opensTo(request.getRemoteAddr())) {
            throw new BodywornProblem.AddressRefused(request.getRemoteAddr()).refused();
        }
        doors.seen(door, now, request.getRemoteAddr());
        request.setAttribute(DOOR, door);
        return door.caller();
    }

    /** The door that the request came through; empty for a visitor. */
    static Optional<Door> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(DOOR) instanceof Door door ? door : null);
    }
}
