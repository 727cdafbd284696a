package org.vidimus.server.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Malformed;

/** One line of the register: what a sequenced entry says, as far as one searches by it. For one thread. */
final class Line {
    /** A thing named in a detail. Whether it is evidence, only the evidence knows. */
    private static final Pattern THING =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");

    private static final Set<Subject.Kind> KIN = Set.of(Subject.Kind.UPLOAD, Subject.Kind.BUNDLE);

    private final long index;
    private final UUID id;
    private final Instant at;
    private final Optional<Instant> erasedAt;
    private final Optional<Entry> entry;
    private final Collection<Subject> subjects;
    /** In the order of their bytes, as the database has them. */
    private final SortedSet<UUID> evidence = new TreeSet<>(Comparator.comparing(UUID::toString));

    private boolean ended;

    private Line(Recorded recorded) {
        this.index = recorded.index().orElseThrow();
        this.id = recorded.id();
        this.at = recorded.at();
        this.erasedAt = recorded.erasedAt();
        this.entry = recorded.payload().flatMap(Line::readable);
        this.subjects = recorded.subjects();
        subjects.stream()
                .filter(subject -> subject.kind() == Subject.Kind.EVIDENCE)
                .map(Subject::id)
                .forEach(evidence::add);
        entry.ifPresent(one -> one.details().values().forEach(this::addNamed));
    }

    static Line of(Recorded sequenced) {
        return new Line(sequenced);
    }

    /** What cannot be read is for the check of the ledger to find; here it is a line without words. */
    private static Optional<Entry> readable(byte[] payload) {
        try {
            return Optional.of(Entry.parse(payload));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    private void addNamed(String value) {
        var named = THING.matcher(value);
        while (named.find()) {
            evidence.add(UUID.fromString(named.group()));
        }
    }

    long index() {
        return index;
    }

    UUID id() {
        return id;
    }

    Instant at() {
        return at;
    }

    Optional<Instant> erasedAt() {
        return erasedAt;
    }

    Optional<Entry> entry() {
        return entry;
    }

    SortedSet<UUID> evidence() {
        return evidence;
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    Optional<UUID> attempt() {
        return entry.flatMap(Entry::attempt);
    }

    boolean personal() {
        return entry.flatMap(one -> Action.of(one.action()))
                .filter(action -> action.life() == Action.Life.PERSONAL)
                .isPresent();
    }

    /** The evidence that is a subject, and not only named in a detail. */
    Set<UUID> direct() {
        return subjects.stream()
                .filter(subject -> subject.kind() == Subject.Kind.EVIDENCE)
                .map(Subject::id)
                .collect(Collectors.toSet());
    }

    /** Uploads and bundles that it is about: evidence stands behind them. */
    Set<String> kin() {
        return subjects.stream()
                .filter(subject -> KIN.contains(subject.kind()))
                .map(Subject::toString)
                .collect(Collectors.toSet());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
