package org.vidimus.server.access.signin;

import java.util.List;

/**
 * The house's half of a passkey.
 *
 * @param credential its id, chosen by the authenticator
 * @param attested AAGUID, id and COSE key, as WebAuthn Level 3 §6.5.1 lays them out
 * @param count the authenticator's signature counter when it was last seen; 0 for one that does not count
 * @param backupEligible whether it may be copied to other devices
 * @param backedUp whether it was when last seen
 * @param transports how the authenticator may be reached, as hints
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record PublicKey(
        byte[] credential,
        byte[] attested,
        long count,
        boolean backupEligible,
        boolean backedUp,
        List<String> transports) {}
