package org.vidimus.trust;

import java.util.Optional;

/**
 * What whoever checks a bundle knows from elsewhere.
 *
 * @param key the ledger's key; without it the bundle's own is used, which proves nothing about who made it
 * @param checkpoint a checkpoint of the same ledger, seen at another time or got from a witness
 */
public record Trusted(Optional<NoteVerifier> key, Optional<SignedNote> checkpoint) {
    /** Nothing is known. */
    public static Trusted nothing() {
        return new Trusted(Optional.empty(), Optional.empty());
    }

    public static Trusted key(NoteVerifier key) {
        return new Trusted(Optional.of(key), Optional.empty());
    }
}
