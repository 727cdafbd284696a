package org.vidimus.server.evidence;

/** What evidence is. */
public enum Kind {
    /** What one camera stored between start and stop. */
    RECORDING,
    /** Any other file received as evidence. */
    FILE,
    /** What was made from an original. */
    DERIVATIVE
}
