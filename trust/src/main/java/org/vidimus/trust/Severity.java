package org.vidimus.trust;

/** How much a finding weighs. */
public enum Severity {
    /** Something does not hold: what was checked cannot be relied on as a whole. */
    ERROR,
    /** Something a careful reader should know; everything that can be checked still holds. */
    NOTE
}
