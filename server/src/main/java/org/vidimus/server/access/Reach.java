package org.vidimus.server.access;

/** How far a right goes, nearest first. */
public enum Reach {
    /** What the person wore or made. */
    OWN,
    /** What the person was named for. */
    GRANTED,
    /** What belongs to the duty's unit. */
    UNIT,
    /** What belongs to the duty's unit, or to one below it. */
    UNIT_AND_BELOW,
    ALL
}
