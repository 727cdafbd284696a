package org.vidimus.trust;

/** Bytes that are not in the format they claim. Says which format by its code, and what is wrong in its message. */
public final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final FindingCode code;

    public Malformed(FindingCode code, String message) {
        super(message);
        this.code = code;
    }

    public FindingCode code() {
        return code;
    }

    /** The same as a finding at a place. */
    public Finding at(String place) {
        return new Finding(code, place, String.valueOf(getMessage()));
    }
}
