package org.vidimus.server.sharing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Proofs;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.trust.CustodyRecord;
import org.vidimus.trust.CustodyWriter;
import org.vidimus.trust.Entry;

/**
 * Writes the histories of some evidence as one, by rising leaf index, each entry once, up to and including the export's own
 * attempt; and remembers what the rest of the bundle needs of them. Memory grows with the lines kept for the report, which are
 * limited, not with the histories. For one thread.
 */
final class HistoryWriter {
    private static final int PAGE = 500;
    /** Longer histories are whole in the bundle, but not printed whole. */
    static final int MOST_PRINTED = 10_000;

    private final Histories histories;
    private final Proofs proofs;
    private final long lastIndex;
    private final Map<EvidenceId, Story> stories = new HashMap<>();
    private final Set<OriginalId> sealed = new HashSet<>();
    private int printed;

    /** @param lastIndex leaf index of the export's attempt */
    HistoryWriter(Histories histories, Proofs proofs, long lastIndex) {
        this.histories = histories;
        this.proofs = proofs;
        this.lastIndex = lastIndex;
    }

    /** The history of one piece of evidence as far as it was written. */
    static final class Story {
        private final List<Contents.Line> lines = new ArrayList<>();
        private long entries;

        long entries() {
            return entries;
        }

        List<Contents.Line> lines() {
            return List.copyOf(lines);
        }
    }

    void write(List<EvidenceId> evidence, PieceStream out) throws IOException {
        PriorityQueue<Chain> chains = new PriorityQueue<>(Comparator.comparingLong(Chain::index));
        for (EvidenceId id : evidence) {
            stories.put(id, new Story());
            Chain chain = new Chain(id);
            if (chain.advance()) {
                chains.add(chain);
            }
        }
        CustodyWriter writer = new CustodyWriter(out);
        long written = -1;
        while (!chains.isEmpty()) {
            Chain next = chains.remove();
            Recorded entry = next.current();
            if (next.index() != written) {
                writer.add(record(entry, next.index()));
                written = next.index();
            }
            tell(next, entry);
            if (next.advance()) {
                chains.add(next);
            }
        }
    }

    Story story(EvidenceId evidence) {
        Story story = stories.get(evidence);
        if (story == null) {
            throw new IllegalArgumentException("the history of evidence " + evidence + " was not written");
        }
        return story;
    }

    /** Whether the history that was written tells of the original's sealing. */
    boolean tellsOf(OriginalId original) {
        return sealed.contains(original);
    }

    private CustodyRecord record(Recorded entry, long index) {
        Optional<CustodyRecord.Opened> opened =
                entry.payload().flatMap(payload -> entry.salt().map(salt -> new CustodyRecord.Opened(salt, payload)));
        return new CustodyRecord(index, opened, entry.leaf().orElseThrow(), proofs.of(index));
    }

    private void tell(Chain chain, Recorded recorded) {
        Story story = story(chain.evidence);
        story.entries++;
        Optional<Entry> entry = recorded.payload().map(Entry::parse);
        entry.flatMap(one -> sealing(chain.evidence, one)).ifPresent(sealed::add);
        if (printed < MOST_PRINTED) {
            printed++;
            story.lines.add(new Contents.Line(story.entries, chain.index(), entry));
        }
    }

    private static Optional<OriginalId> sealing(EvidenceId evidence, Entry entry) {
        boolean seals = entry.action().equals("upload.seal") && entry.result() == Entry.Result.DONE;
        return seals
                ? entry.detail("original").map(n -> new OriginalId(evidence, Integer.parseInt(n)))
                : Optional.empty();
    }

    /** One history, read page by page. */
    private final class Chain {
        private final EvidenceId evidence;
        private List<Recorded> page = List.of();
        private int at = -1;
        private long read;

        Chain(EvidenceId evidence) {
            this.evidence = evidence;
        }

        Recorded current() {
            return page.get(at);
        }

        long index() {
            return current().index().orElseThrow();
        }

        /** False at the end: what came after the attempt is no part of this export. */
        boolean advance() {
            at++;
            if (at >= page.size()) {
                page = histories.page(Subject.evidence(evidence.value()), read, PAGE);
                at = 0;
            }
            read++;
            return at < page.size() && current().index().isPresent() && index() <= lastIndex;
        }
    }
}
