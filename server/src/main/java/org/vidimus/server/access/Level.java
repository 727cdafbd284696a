package org.vidimus.server.access;

/** How closely evidence is held. Each piece has exactly one. */
public enum Level {
    OPEN,
    RESTRICTED,
    CONFIDENTIAL
}
