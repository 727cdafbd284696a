package org.vidimus.trust;

/**
 * One thing a check found.
 *
 * @param code what kind of thing
 * @param where the file, entry or index it was found at; empty when it concerns the whole
 * @param detail what was expected and what was there, for this case
 */
public record Finding(FindingCode code, String where, String detail) {
    public Severity severity() {
        return code.severity();
    }

    /** The same finding, said of a place. */
    public Finding at(String place) {
        return new Finding(code, place, detail);
    }

    @Override
    public String toString() {
        return code.code() + (where.isEmpty() ? "" : " " + where) + ": " + detail;
    }
}
