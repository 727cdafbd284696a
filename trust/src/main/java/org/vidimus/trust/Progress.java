package org.vidimus.trust;

/** Hears how far a long check has come. */
@FunctionalInterface
public interface Progress {
    /** For callers who do not want to know. */
    Progress IGNORED = (doneBytes, totalBytes) -> {};

    /** Called now and then, from the checking thread, with rising {@code doneBytes}. */
    void at(long doneBytes, long totalBytes);
}
