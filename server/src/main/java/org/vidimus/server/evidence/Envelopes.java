package org.vidimus.server.evidence;

import java.util.Optional;

/**
 * Originals that arrived encrypted to a key of the agency's. The encrypted bytes are the original and stay so; with an envelope,
 * viewing aids are made of what is inside.
 */
public interface Envelopes {
    /** Empty for an original that did not arrive encrypted, or whose key has not arrived yet. */
    Optional<Envelope> of(OriginalId original);

    /** What it takes to look inside. */
    sealed interface Envelope {
        /** AES in CBC mode with PKCS#7 padding. Never leaves the process. */
        record Open(byte[] key, byte[] iv) implements Envelope {}

        /** The house does not have the private key, or it does not open this. */
        record Closed() implements Envelope {}
    }
}
