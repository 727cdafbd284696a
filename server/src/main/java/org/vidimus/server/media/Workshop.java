package org.vidimus.server.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.server.vault.VaultFull;
import org.vidimus.trust.Sha256;

/**
 * Seals what was made of an original, under the original's own key. Bytes are written outside of any transaction and belong to
 * nothing until {@link #keep}; what a crash leaves of them is noted beforehand and removed by the next try.
 */
@Component
class Workshop {
    private final Vault vault;
    private final Renditions renditions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Workshop(Vault vault, Renditions renditions, PlatformTransactionManager transactions, Clock clock) {
        this.vault = vault;
        this.renditions = renditions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Stretches of one sealed object that are yet to be kept. */
    record Draft(ObjectId object, Sha256 sha256, List<Rendition> renditions) {}

    /** Removes what earlier tries left. */
    void sweep(OriginalId id) {
        transaction.executeWithoutResult(_ -> {
            for (ObjectId left : renditions.drafts(id)) {
                vault.delete(left);
                renditions.finished(left);
            }
        });
    }

    /** Makes an empty object, noted as a draft. */
    ObjectId begin(OriginalId id) {
        return transaction.execute(_ -> {
            ObjectId object = vault.create(new KeyId(id.evidence().value()));
            renditions.drafted(id, object);
            return object;
        });
    }

    /**
     * Appends all of the stream.
     *
     * @throws IOException if the stream breaks, or storage has no room
     */
    long append(ObjectId object, long offsetBytes, InputStream bytes) throws IOException {
        Vault.Appended appended = vault.append(object, offsetBytes, bytes, Long.MAX_VALUE - offsetBytes);
        if (appended.sourceBroke()) {
            throw new IOException(
                    "what was being made of an original broke off after " + appended.offsetBytes() + " bytes");
        }
        return appended.offsetBytes();
    }

    /** Seals small pieces together in one object. */
    Draft seal(OriginalId id, List<Aids.Piece> pieces) throws IOException {
        ObjectId object = begin(id);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Rendition> made = new ArrayList<>();
        for (Aids.Piece piece : pieces) {
            long offset = all.size();
            all.writeBytes(piece.bytes());
            String tag = Sha256.of(piece.bytes()).toString();
            made.add(new Rendition(
                    id, piece.name(), object, offset, piece.bytes().length, 0, 0, piece.mediaType(), tag));
        }
        append(object, 0, new ByteArrayInputStream(all.toByteArray()));
        return new Draft(object, vault.digest(object), made);
    }

    /** Keeps a draft in place of what there was by the same names. Joins the transaction. */
    void keep(OriginalId id, Draft draft) {
        Set<ObjectId> before = Set.copyOf(renditions.objects(id));
        vault.seal(draft.object(), draft.sha256());
        draft.renditions().forEach(rendition -> renditions.keep(rendition, clock.instant()));
        renditions.finished(draft.object());
        Set<ObjectId> after = Set.copyOf(renditions.objects(id));
        before.stream()
                .filter(object -> !after.contains(object))
                .collect(Collectors.toUnmodifiableSet())
                .forEach(vault::delete);
    }

    /** Whether a failure is one of room, which another try later may have. */
    static boolean full(IOException e) {
        return e instanceof VaultFull;
    }
}
