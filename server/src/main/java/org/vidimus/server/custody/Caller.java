package org.vidimus.server.custody;

import java.util.Optional;
import java.util.UUID;

/**
 * Who knocks at the gate, and through which door.
 *
 * @param kind what sort of caller
 * @param id the person's, token's or job kind's id; the nil UUID for a visitor
 * @param name as the ledger shall show it
 * @param role what the person or token may do; empty for visitors and jobs
 * @param unit the unit the caller belongs to, where there is one
 * @param door the way in
 * @param person whose right it is: the person, or the owner of a token that acts as its owner; empty for docks, jobs and visitors
 * @param session one sitting of the caller, from sign-in to sign-out; empty where there is none
 */
public record Caller(
        Kind kind,
        UUID id,
        String name,
        Optional<Role> role,
        Optional<UUID> unit,
        Door door,
        Optional<UUID> person,
        Optional<UUID> session) {
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

    /** Thin for now; the policy class is the only reader. */
    public enum Role {
        WEARER,
        SUPERVISOR,
        EVIDENCE_MANAGER,
        ADMINISTRATOR,
        DOCK
    }

    /** A job of the server's own, named after what it does, such as {@code read-back}. */
    public static Caller job(String name) {
        return new Caller(
                Kind.JOB,
                UUID.nameUUIDFromBytes(("vidimus-job:" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                Optional.empty(),
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
                Optional.empty(),
                Optional.empty(),
                door,
                Optional.empty(),
                Optional.empty());
    }
}
