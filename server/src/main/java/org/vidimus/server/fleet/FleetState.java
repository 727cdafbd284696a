package org.vidimus.server.fleet;

/** What a fleet manager asks of a camera first: in service, where it is and whether it may be given; else its standing. */
public enum FleetState {
    /** In a dock, and may be handed out. */
    READY,
    /** In a dock, and not yet, or somebody's. */
    DOCKED,
    /** Handed out, and in no dock. */
    OUT,
    /** In no dock, and nobody has it. */
    ELSEWHERE,
    MISSING,
    IN_REPAIR,
    RETIRED;

    static FleetState of(Standing standing, boolean docked, boolean given, boolean ready) {
        if (standing != Standing.IN_SERVICE) {
            return valueOf(standing.name());
        }
        if (docked) {
            return ready && !given ? READY : DOCKED;
        }
        return given ? OUT : ELSEWHERE;
    }
}
