package org.vidimus.server.access;

/** Whether somebody is in the house now. */
public enum Presence {
    ACTIVE,
    INACTIVE
}
