package org.vidimus.server.custody;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.trust.LedgerSubject;

/** The thing that an action is about. Its history is one chain in the ledger. */
public record Subject(Kind kind, UUID id) {
    /** What kinds of thing have a history of their own. The ledger writes the name in lower case. */
    public enum Kind {
        EVIDENCE,
        UPLOAD,
        CAMERA,
        PERSON,
        TOKEN,
        BUNDLE,
        VAULT,
        APPROVAL,
        DOCK
    }

    /** The one vault of this house. */
    public static final Subject VAULT = new Subject(Kind.VAULT, new UUID(0, 0));

    public static Subject evidence(UUID id) {
        return new Subject(Kind.EVIDENCE, id);
    }

    public static Subject upload(UUID id) {
        return new Subject(Kind.UPLOAD, id);
    }

    public static Subject camera(UUID id) {
        return new Subject(Kind.CAMERA, id);
    }

    public static Subject person(UUID id) {
        return new Subject(Kind.PERSON, id);
    }

    public static Subject token(UUID id) {
        return new Subject(Kind.TOKEN, id);
    }

    public static Subject bundle(UUID id) {
        return new Subject(Kind.BUNDLE, id);
    }

    public static Subject approval(UUID id) {
        return new Subject(Kind.APPROVAL, id);
    }

    public static Subject dock(UUID id) {
        return new Subject(Kind.DOCK, id);
    }

    /** As the ledger has it; empty for a kind that this version does not know. */
    public static Optional<Subject> of(LedgerSubject subject) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(subject.kind()))
                .findFirst()
                .map(kind -> new Subject(kind, subject.id()));
    }

    LedgerSubject inLedger() {
        return new LedgerSubject(kind.name().toLowerCase(Locale.ROOT), id);
    }

    /** As the ledger writes it: the kind in lower case, a space, the id. */
    @Override
    public String toString() {
        return inLedger().toString();
    }
}
