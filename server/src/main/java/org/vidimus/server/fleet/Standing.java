package org.vidimus.server.fleet;

/** What the register says of a camera. Where it is now is written down nowhere: slots and hand-outs say so. */
public enum Standing {
    IN_SERVICE,
    MISSING,
    IN_REPAIR,
    RETIRED
}
