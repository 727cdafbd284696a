package org.vidimus.trust;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Probes of inclusion and consistency proofs: good ones, and each changed in every way that comes to mind. */
final class ProofProbes {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33, 64, 100, 255, 256, 257, 1000};

    private final List<Map<String, Object>> probes = new ArrayList<>();

    private static List<Sha256> leaves(int size) {
        return LongStream.range(0, size)
                .mapToObj(i -> Merkle.leafHash(ByteBuffer.allocate(8).putLong(i).array()))
                .toList();
    }

    private record Changed(String how, List<Sha256> proof) {}

    /** The proof with one thing changed. */
    private static List<Changed> changes(List<Sha256> proof, Sha256 root) {
        Sha256 garbage = Sha256.of(new byte[] {66});
        var changes = new ArrayList<Changed>();
        changes.add(new Changed("garbage after", with(proof, proof.size(), garbage)));
        changes.add(new Changed("garbage before", with(proof, 0, garbage)));
        changes.add(new Changed("root after", with(proof, proof.size(), root)));
        changes.add(new Changed("root before", with(proof, 0, root)));
        if (proof.isEmpty()) {
            return changes;
        }
        changes.add(new Changed("empty", List.of()));
        for (int at : new TreeSet<>(List.of(0, proof.size() / 2, proof.size() - 1))) {
            changes.add(new Changed("hash " + at + " missing", without(proof, at)));
            changes.add(new Changed("hash " + at + " twice", with(proof, at, proof.get(at))));
            changes.add(new Changed("hash " + at + " with bit " + (at * 37 % 256) + " flipped", flipped(proof, at)));
        }
        if (proof.size() > 1) {
            var swapped = new ArrayList<>(proof);
            Collections.swap(swapped, 0, 1);
            changes.add(new Changed("hashes 0 and 1 swapped", swapped));
            changes.add(new Changed("reversed", proof.reversed()));
        }
        return changes;
    }

    private static List<Sha256> with(List<Sha256> proof, int at, Sha256 hash) {
        var longer = new ArrayList<>(proof);
        longer.add(at, hash);
        return longer;
    }

    private static List<Sha256> without(List<Sha256> proof, int at) {
        var shorter = new ArrayList<>(proof);
        shorter.remove(at);
        return shorter;
    }

    private static List<Sha256> flipped(List<Sha256> proof, int at) {
        byte[] bytes = proof.get(at).bytes();
        int bit = at * 37 % 256;
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        var changed = new ArrayList<>(proof);
        changed.set(at, Sha256.ofDigest(bytes));
        return changed;
    }

    static List<Map<String, Object>> inclusion() {
        var maker = new ProofProbes();
        for (int size : SIZES) {
            var leaves = leaves(size);
            Sha256 root = Merkle.root(leaves);
            for (int index : new TreeSet<>(List.of(0, size / 2, size - 1))) {
                maker.inclusion(index, size, leaves, root);
            }
        }
        return maker.probes;
    }

    private void inclusion(int index, int size, List<Sha256> leaves, Sha256 root) {
        Sha256 leaf = leaves.get(index);
        var proof = Merkle.inclusionProof(index, leaves);
        String name = "leaf " + index + " of " + size + ": ";
        inclusion(name + "good", index, size, leaf, proof, root);
        for (Changed change : changes(proof, root)) {
            inclusion(name + change.how(), index, size, leaf, change.proof(), root);
        }
        inclusion(name + "index + 1", index + 1, size, leaf, proof, root);
        inclusion(name + "index - 1", index - 1, size, leaf, proof, root);
        inclusion(name + "index xor 2", index ^ 2, size, leaf, proof, root);
        inclusion(name + "index of the greatest number", Long.MAX_VALUE, size, leaf, proof, root);
        inclusion(name + "size + 1", index, size + 1, leaf, proof, root);
        inclusion(name + "size - 1", index, size - 1, leaf, proof, root);
        inclusion(name + "size x 2", index, size * 2L, leaf, proof, root);
        inclusion(name + "size / 2", index, size / 2, leaf, proof, root);
        inclusion(name + "size of the greatest number", index, Long.MAX_VALUE, leaf, proof, root);
        inclusion(name + "another leaf", index, size, Sha256.of(new byte[] {1}), proof, root);
        inclusion(name + "another root", index, size, leaf, proof, Sha256.of(new byte[] {2}));
        inclusion(name + "root of nothing", index, size, leaf, proof, Sha256.of());
        inclusion(name + "leaf and root swapped", index, size, root, proof, leaf);
    }

    private void inclusion(String name, long index, long size, Sha256 leaf, List<Sha256> proof, Sha256 root) {
        var probe = new LinkedHashMap<String, Object>();
        probe.put("name", name);
        probe.put("index", Long.toString(index));
        probe.put("size", Long.toString(size));
        probe.put("leafHash", leaf.toString());
        probe.put("proof", proof.stream().map(Sha256::toString).toList());
        probe.put("root", root.toString());
        probe.put("want", NaiveProofs.inclusion(index, size, leaf, proof, root));
        probes.add(probe);
    }

    static List<Map<String, Object>> consistency() {
        var maker = new ProofProbes();
        for (int size : SIZES) {
            var leaves = leaves(size);
            for (int oldSize : new TreeSet<>(List.of(1, (size + 1) / 2, Integer.highestOneBit(size), size))) {
                maker.consistency(oldSize, size, leaves);
            }
        }
        Sha256 nothing = Sha256.of();
        maker.consistency("0 to 0: proves nothing", 0, 0, nothing, nothing, List.of());
        maker.consistency("0 to 0: other roots", 0, 0, nothing, Sha256.of(new byte[1]), List.of());
        maker.consistency("0 to 1: proves nothing", 0, 1, nothing, leaves(1).getFirst(), List.of());
        return maker.probes;
    }

    private void consistency(int oldSize, int newSize, List<Sha256> leaves) {
        Sha256 oldRoot = Merkle.root(leaves.subList(0, oldSize));
        Sha256 newRoot = Merkle.root(leaves);
        var proof = Merkle.consistencyProof(oldSize, leaves);
        String name = oldSize + " to " + newSize + ": ";
        consistency(name + "good", oldSize, newSize, oldRoot, newRoot, proof);
        for (Changed change : changes(proof, newRoot)) {
            consistency(name + change.how(), oldSize, newSize, oldRoot, newRoot, change.proof());
        }
        Sha256 other = Sha256.of(new byte[] {3});
        consistency(name + "old size + 1", oldSize + 1, newSize, oldRoot, newRoot, proof);
        consistency(name + "old size - 1", oldSize - 1, newSize, oldRoot, newRoot, proof);
        consistency(name + "old size -1", -1, newSize, oldRoot, newRoot, proof);
        consistency(name + "new size + 1", oldSize, newSize + 1, oldRoot, newRoot, proof);
        consistency(name + "new size - 1", oldSize, newSize - 1, oldRoot, newRoot, proof);
        consistency(name + "new size x 2", oldSize, newSize * 2L, oldRoot, newRoot, proof);
        consistency(name + "new size of the greatest number", oldSize, Long.MAX_VALUE, oldRoot, newRoot, proof);
        consistency(name + "another old root", oldSize, newSize, other, newRoot, proof);
        consistency(name + "another new root", oldSize, newSize, oldRoot, other, proof);
        consistency(name + "roots swapped", oldSize, newSize, newRoot, oldRoot, proof);
    }

    private void consistency(
            String name, long oldSize, long newSize, Sha256 oldRoot, Sha256 newRoot, List<Sha256> proof) {
        var probe = new LinkedHashMap<String, Object>();
        probe.put("name", name);
        probe.put("oldSize", Long.toString(oldSize));
        probe.put("newSize", Long.toString(newSize));
        probe.put("oldRoot", oldRoot.toString());
        probe.put("newRoot", newRoot.toString());
        probe.put("proof", proof.stream().map(Sha256::toString).toList());
        probe.put("want", NaiveProofs.consistency(oldSize, newSize, oldRoot, newRoot, proof));
        probes.add(probe);
    }
}
