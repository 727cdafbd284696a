package org.vidimus.server.media;

import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vidimus.server.evidence.Envelopes;
import org.vidimus.server.evidence.Envelopes.Envelope;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.vault.Vault;

/** Opens originals for looking into them: as they are, or what is inside where they arrived encrypted and the house has the key. */
@Component
class Unsealing {
    private final Vault vault;
    private final ObjectProvider<Envelopes> envelopes;

    Unsealing(Vault vault, ObjectProvider<Envelopes> envelopes) {
        this.vault = vault;
        this.envelopes = envelopes;
    }

    Optional<Envelope> envelope(OriginalId original) {
        return envelopes.stream()
                .flatMap(source -> source.of(original).stream())
                .findFirst();
    }

    MediaSource open(Original original) throws IOException {
        MediaSource.Opener asReceived = (offset, length) -> vault.open(original.object(), offset, length);
        return envelope(original.id()).orElse(null) instanceof Envelope.Open open
                ? Unsealed.of(asReceived, open, original.lengthBytes())
                : MediaSource.of(asReceived, original.lengthBytes());
    }
}
