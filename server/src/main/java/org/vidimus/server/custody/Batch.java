package org.vidimus.server.custody;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vidimus.server.custody.LedgerStore.ChainHead;
import org.vidimus.server.custody.LedgerStore.Waiting;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.LedgerSubject;
import org.vidimus.trust.Merkle;
import org.vidimus.trust.Sha256;

/** Entries that get their places together: leaves in order, each linked to the one before in the history of each subject. */
final class Batch {
    private final long firstIndex;
    private final List<String> ids = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<Sha256> hashes = new ArrayList<>();
    private final List<String> linkSubjects = new ArrayList<>();
    private final List<Long> linkNumbers = new ArrayList<>();
    private final List<Long> linkIndexes = new ArrayList<>();
    private final List<byte[]> linkHashes = new ArrayList<>();

    private Batch(long firstIndex) {
        this.firstIndex = firstIndex;
    }

    static Set<String> subjectsOf(List<Waiting> waiting) {
        var subjects = new LinkedHashSet<String>();
        waiting.forEach(entry -> subjects.addAll(List.of(entry.subjects())));
        return subjects;
    }

    /** @param heads the end of each subject's history; moved on to what it is after this batch */
    static Batch of(long firstIndex, List<Waiting> waiting, Map<String, ChainHead> heads) {
        var batch = new Batch(firstIndex);
        waiting.forEach(entry -> batch.add(entry, heads));
        return batch;
    }

    private void add(Waiting entry, Map<String, ChainHead> heads) {
        var chain = new ArrayList<Leaf.ChainLink>();
        for (String subject : entry.subjects()) {
            Optional<ChainHead> before = Optional.ofNullable(heads.get(subject));
            chain.add(new Leaf.ChainLink(
                    parse(subject), before.map(ChainHead::number).orElse(0L) + 1, before.map(ChainHead::leafHash)));
        }
        Leaf leaf = new Leaf(entry.id(), Sha256.ofDigest(entry.commitment()), chain);
        byte[] bytes = leaf.encode();
        Sha256 hash = Merkle.leafHash(bytes);
        long index = firstIndex + ids.size();
        ids.add(entry.id().toString());
        leaves.add(bytes);
        hashes.add(hash);
        for (Leaf.ChainLink link : chain) {
            String subject = link.subject().toString();
            heads.put(subject, new ChainHead(link.number(), hash));
            linkSubjects.add(subject);
            linkNumbers.add(link.number());
            linkIndexes.add(index);
            linkHashes.add(hash.bytes());
        }
    }

    private static LedgerSubject parse(String subject) {
        int space = subject.indexOf(' ');
        return new LedgerSubject(subject.substring(0, space), UUID.fromString(subject.substring(space + 1)));
    }

    int size() {
        return ids.size();
    }

    int linkCount() {
        return linkSubjects.size();
    }

    List<Sha256> hashes() {
        return hashes;
    }

    String[] ids() {
        return ids.toArray(String[]::new);
    }

    Long[] indexes() {
        var indexes = new Long[ids.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = firstIndex + i;
        }
        return indexes;
    }

    byte[][] leaves() {
        return leaves.toArray(byte[][]::new);
    }

    String[] linkSubjects() {
        return linkSubjects.toArray(String[]::new);
    }

    Long[] linkNumbers() {
        return linkNumbers.toArray(Long[]::new);
    }

    Long[] linkIndexes() {
        return linkIndexes.toArray(Long[]::new);
    }

    byte[][] linkHashes() {
        return linkHashes.toArray(byte[][]::new);
    }
}
