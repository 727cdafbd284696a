package org.vidimus.server.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence with its originals; the wire form of the API. Parts come in their order, then what goes with them. */
public record Detail(
        @JsonUnwrapped Card card,
        List<File> originals,
        boolean hasTrack,
        List<Complaint> complaints,
        Opening opening,
        @Nullable Parent derivedFrom,
        List<Derivative> derivatives) {
    /**
     * Whether it is open to the caller.
     *
     * @param needed whether a purpose must be given before its footage is opened
     * @param purpose the one given, while it holds
     */
    public record Opening(
            boolean needed,
            @Nullable String purpose,
            @Nullable Instant until) {}

    /**
     * Where a derivative comes from.
     *
     * @param n number of the original within that evidence
     */
    public record Parent(UUID evidence, int n, String title, Derivatives.Recipe recipe, Instant madeAt) {}

    /** Something that was made from it. */
    public record Derivative(UUID evidence, String title, Derivatives.Recipe recipe) {}

    /** The same with these originals only. */
    public Detail with(List<File> some) {
        return new Detail(card, some, hasTrack, complaints, opening, derivedFrom, derivatives);
    }

    /**
     * A complaint that concerns it.
     *
     * @param ofParent whether it was noted at what this was made from, and is settled there
     */
    public record Complaint(Card.Named about, String reference, boolean ofParent) {}

    /**
     * One original.
     *
     * @param mediaType from our own sniffing; {@code application/octet-stream} before
     * @param part left out for a sidecar
     * @param state SEALED, or SECURED once the stored copy was read back
     */
    public record File(
            int n,
            String name,
            String sha256,
            long lengthBytes,
            String mediaType,
            @Nullable Integer part,
            @Nullable String sidecarOf,
            @Nullable Instant recordedStart,
            @Nullable Instant recordedEnd,
            @Nullable Instant cameraStart,
            @Nullable Long clockOffsetMs,
            Instant receivedAt,
            @Nullable Instant securedAt,
            String state,
            Viewing.@Nullable Media media,
            Viewing.Playback playback,
            Viewing.Renditions renditions) {}
}
