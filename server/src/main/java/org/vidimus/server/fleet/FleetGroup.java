package org.vidimus.server.fleet;

/** Groups of cameras that lists are narrowed to: one for each {@link FleetState}, and two that go across. */
enum FleetGroup {
    /** All but those that have left service. */
    ALL,
    READY,
    DOCKED,
    OUT,
    ELSEWHERE,
    /** What somebody should look into: time alone does not mend it. */
    PROBLEM,
    MISSING,
    IN_REPAIR,
    RETIRED;

    boolean has(FleetLine line) {
        return switch (this) {
            case ALL -> line.state() != FleetState.RETIRED;
            case PROBLEM -> line.troubled();
            case READY, DOCKED, OUT, ELSEWHERE, MISSING, IN_REPAIR, RETIRED ->
                line.state().name().equals(name());
        };
    }
}
