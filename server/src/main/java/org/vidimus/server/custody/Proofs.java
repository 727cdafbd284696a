package org.vidimus.server.custody;

import java.util.List;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.TileSource;
import org.vidimus.trust.TiledTree;

/** Inclusion proofs that all lead to one signed checkpoint. Keeps the tiles it has read; for one thread. */
public final class Proofs {
    private final SignedNote note;
    private final Checkpoint checkpoint;
    private final NoteVerifier verifier;
    private final TiledTree tree;

    private Proofs(SignedNote note, NoteVerifier verifier, TileSource tiles) {
        this.note = note;
        this.checkpoint = Checkpoint.parse(note.text());
        this.verifier = verifier;
        this.tree = new TiledTree(checkpoint.size(), tiles);
    }

    static Proofs against(SignedNote note, NoteVerifier verifier, TileSource tiles) {
        return new Proofs(note, verifier, tiles);
    }

    /** The checkpoint as it was signed. */
    public SignedNote note() {
        return note;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The public key that the checkpoint is signed with. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * The hashes that lead from a leaf to the checkpoint's root.
     *
     * @throws IllegalArgumentException if the index is not below the checkpoint's size
     */
    public List<Sha256> of(long index) {
        return tree.inclusionProof(index);
    }
}
