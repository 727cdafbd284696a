package org.vidimus.server.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.vault.Vault;

/** Opening the bytes of originals. */
@Service
class Reading {
    private final Gate gate;
    private final Originals originals;
    private final Vault vault;

    Reading(Gate gate, Originals originals, Vault vault) {
        this.gate = gate;
        this.originals = originals;
        this.vault = vault;
    }

    /** An original through the gate: the outcome is recorded, the first bytes are open, none has left. */
    record Opened(Original original, RangeAnswer answer, Optional<InputStream> first) {}

    Opened open(
            Caller caller,
            Action action,
            OriginalId id,
            Optional<String> purpose,
            Function<Original, RangeAnswer> answering) {
        return gate.view(
                Library.passage(caller, action, id.evidence(), purpose).with("original", Integer.toString(id.n())),
                outcome -> {
                    Original original =
                            originals.find(id).orElseThrow(() -> new EvidenceProblem.OriginalUnknown(id).refused());
                    RangeAnswer answer = answering.apply(original);
                    outcome.note("sha256", original.sha256().toString());
                    return new Opened(original, answer, first(answer, original));
                });
    }

    RangeAnswer.Source bytes(Original original) {
        return (offset, length) -> vault.open(original.object(), offset, length);
    }

    private Optional<InputStream> first(RangeAnswer answer, Original original) {
        try {
            return answer.openFirst(bytes(original));
        } catch (IOException e) {
            throw new UncheckedIOException("original " + original.id() + " cannot be read", e);
        }
    }

    /**
     * What a browser is told the bytes are: only what it may show without running anything, else a plain download.
     */
    static String mediaType(Original original) {
        return original.mediaType().filter(Reading::harmless).orElse("application/octet-stream");
    }

    static boolean showable(Original original) {
        return original.mediaType().filter(Reading::harmless).isPresent();
    }

    private static boolean harmless(String mediaType) {
        return Set.of("image/jpeg", "image/png", "image/gif").contains(mediaType)
                || mediaType.startsWith("video/")
                || mediaType.startsWith("audio/");
    }
}
