package org.vidimus.server.access;

/** How far a caller sees in lists. A list turns it into a condition of its own query, never into a filter afterwards. */
public sealed interface Scope {
    record All() implements Scope {}

    record Unit(UnitId unit) implements Scope {}

    record Own(PersonId wearer) implements Scope {}

    record Nothing() implements Scope {}
}
