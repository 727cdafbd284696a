package org.vidimus.cameras;

/** What a camera is doing; as in its log. */
public enum Stage {
    OFF,
    DOCKED,
    PRESENT,
    DISPLAY,
    RECORDING
}
