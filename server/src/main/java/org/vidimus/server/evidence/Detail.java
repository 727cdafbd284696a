package org.vidimus.server.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evidence with its originals; the wire form of the API. Parts come in their order, then what goes with them. */
public record Detail(@JsonUnwrapped Card card, List<File> originals, boolean hasTrack) {
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
