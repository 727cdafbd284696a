package org.vidimus.server.ingest.bodyworn;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.evidence.EvidenceId;

/**
 * One container of a door.
 *
 * @param evidence that its clips became
 * @param wearer who the house says wore the camera; empty where the system's user is nobody it knows
 */
record Container(
        UUID id,
        DoorId door,
        String name,
        Kind kind,
        Meta meta,
        Optional<PersonId> wearer,
        Optional<EvidenceId> evidence,
        boolean complete,
        Instant madeAt,
        Instant changedAt) {
    /** {@code <UserID>_<BWCSerialNumber>_<TriggerOnTime>}: neither of the first two has an underscore in it. */
    private static final Pattern NAMED = Pattern.compile("([^_]+)_([^_]+)_([0-9][0-9TZtz:.+_-]{5,40})");

    enum Kind {
        SYSTEM,
        USERS,
        DEVICES,
        RECORDING,
        /** What a system itself could make nothing of. */
        REJECTED,
        /** Pieces of large objects. */
        SEGMENTS,
        OTHER;

        boolean isRegister() {
            return this == SYSTEM || this == USERS || this == DEVICES;
        }

        static Kind of(String name, Meta meta) {
            return switch (name) {
                case "System" -> SYSTEM;
                case "Users" -> USERS;
                case "Devices" -> DEVICES;
                default -> {
                    if (name.startsWith("RejectedContent")) {
                        yield REJECTED;
                    }
                    if (name.endsWith("_segments")) {
                        yield SEGMENTS;
                    }
                    yield meta.text("BWCSerialNumber").isPresent()
                                    || NAMED.matcher(name).matches()
                            ? RECORDING
                            : OTHER;
                }
            };
        }
    }

    /** Of a recording: what its metadata says, else its name. */
    static Optional<String> serial(String name, Meta meta) {
        return meta.text("BWCSerialNumber").or(() -> named(name, 2));
    }

    /** The system's own id of whoever wore the camera. */
    static Optional<String> userKey(String name, Meta meta) {
        return meta.text("UserID").or(() -> named(name, 1));
    }

    /** The same with what is said of it now. */
    Container saying(Meta now) {
        return new Container(id, door, name, kind, now, wearer, evidence, complete, madeAt, changedAt);
    }

    Optional<String> serial() {
        return serial(name, meta);
    }

    Optional<String> userKey() {
        return userKey(name, meta);
    }

    private static Optional<String> named(String name, int group) {
        Matcher matcher = NAMED.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
