package org.vidimus.server.ingest.bodyworn;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vidimus.server.access.Callers;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Caller;

/**
 * A way in for systems of cameras.
 *
 * @param unit whose footage it is where the wearer is not known, and which cameras it registers belong to
 * @param autoRegister whether cameras that it names are registered by that; footage of others goes to the quarantine
 * @param language of the categories that it offers
 * @param addresses where it may be used from; empty for anywhere
 * @param encryption what clips are encrypted to before they come here
 * @param keyMadeAt when its connection file was last made; empty before that
 */
record Door(
        DoorId id,
        String name,
        Optional<UnitId> unit,
        boolean autoRegister,
        Locale language,
        List<Network> addresses,
        Optional<Encryption> encryption,
        Instant madeAt,
        Optional<Instant> keyMadeAt,
        Optional<Instant> seenAt,
        Optional<String> seenFrom) {
    /**
     * @param publicKey RSA, PEM
     * @param keyId what key files name it by: the beginning of its SHA-256
     */
    record Encryption(String publicKey, String keyId) {}

    /** The user name in its connection file, which is also the Swift account. */
    String account() {
        return "door-" + id;
    }

    boolean opensTo(String address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(network -> network.holds(address));
    }

    Caller caller() {
        return Callers.integration(id.value(), name, unit);
    }
}
