package org.vidimus.server.access;

/** A part of the service that works together, and whose supervisor sees its footage. */
public record Unit(UnitId id, String name) {}
