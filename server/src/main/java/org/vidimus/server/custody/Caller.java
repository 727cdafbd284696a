package org.vidimus.server.custody;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who knocks at the gate, and through which door.
 *
 * @param kind what sort of caller
 * @param id the person's, token's or job kind's id; the nil UUID for a visitor
 * @param name as the ledger shall show it
 * @param duties what was entrusted to the person, or to the owner of the token; empty for visitors and jobs
 * @param unit the unit the caller belongs to, where there is one
 * @param door the way in
 * @param person whose right it is: the person, or the owner of a token that acts as its owner; empty for docks, jobs and visitors
 * @param session one sitting of the caller, from sign-in to sign-out; empty where there is none
 * @param only what a token is limited to, whatever its owner may; empty where it is not limited
 */
public record Caller(
        Kind kind,
        UUID id,
        String name,
        List<Duty> duties,
        Optional<UUID> unit,
        Door door,
        Optional<UUID> person,
        Optional<UUID> session,
        Optional<Set<Action>> only) {
    public Caller {
        only = only.map(Set::copyOf);
    }

    /** One who is not limited to some actions. */
    public Caller(
            Kind kind,
            UUID id,
            String name,
            List<Duty> duties,
            Optional<UUID> unit,
            Door door,
            Optional<UUID> person,
            Optional<UUID> session) {
        this(kind, id, name, duties, unit, door, person, session, Optional.empty());
    }

    /** Whether the action is one that this caller is limited to; the duties decide the rest. */
    public boolean isWithinLimits(Action action) {
        return only.isEmpty() || only.get().contains(action);
    }

    public enum Kind {
        PERSON,
        TOKEN,
        JOB,
        VISITOR
    }

    public enum Door {
        SCREEN,
        API,
        DOCK,
        LINK,
        JOB
    }

    /**
     * A role held.
     *
     * @param role its code; the policy knows what it may do
     * @param unit where it counts, if that is not simply the holder's own unit
     */
    public record Duty(String role, Optional<UUID> unit) {}

    /** The roles that a house begins with. Their names are their codes; an administrator may make others. */
    public enum Role {
        WEARER,
        SUPERVISOR,
        EVIDENCE_MANAGER,
        FLEET_MANAGER,
        ADMINISTRATOR,
        DIRECTORY,
        AUDITOR,
        WORKS_COUNCIL,
        DOCK,
        KIOSK,
        INTEGRATION
    }

    /** A job of the server's own, named after what it does, such as {@code read-back}. */
    public static Caller job(String name) {
        return new Caller(
                Kind.JOB,
                UUID.nameUUIDFromBytes(("vidimus-job:" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                List.of(),
                Optional.empty(),
                Door.JOB,
                Optional.empty(),
                Optional.empty());
    }

    /** Somebody who has not signed in. */
    public static Caller visitor(Door door) {
        return new Caller(
                Kind.VISITOR,
                new UUID(0, 0),
                "visitor",
                List.of(),
                Optional.empty(),
                door,
                Optional.empty(),
                Optional.empty());
    }
}
