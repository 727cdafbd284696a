package org.vidimus.server.media;

import java.util.Set;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.vault.ObjectId;

/**
 * A machine-made viewing aid: a stretch of a sealed object, for a proxy with a second stretch that comes first.
 *
 * @param headOffsetBytes where the part that is served first lies in the same object
 * @param tag strong entity tag, a digest of the bytes or of the object's
 */
record Rendition(
        OriginalId original,
        String name,
        ObjectId object,
        long offsetBytes,
        long lengthBytes,
        long headOffsetBytes,
        long headLengthBytes,
        String mediaType,
        String tag) {
    static final String POSTER = "poster.jpg";
    static final String SPRITE = "sprite.json";
    static final String SPRITE_PICTURE = "sprite.jpg";
    static final String WAVEFORM = "waveform.json";
    static final String FRAMES = "frames.json";
    static final String PROXY = "proxy.mp4";
    static final String PICTURE = "picture.jpg";
    static final String TRACK = "track.json";
    static final Set<String> NAMES = Set.of(POSTER, SPRITE, SPRITE_PICTURE, WAVEFORM, FRAMES, PROXY, PICTURE, TRACK);

    /** How long it is when served. */
    long wholeLengthBytes() {
        return headLengthBytes + lengthBytes;
    }

    static String original(OriginalId id) {
        return "/api/evidence/" + id.evidence() + "/originals/" + id.n();
    }

    static String address(OriginalId id, String name) {
        return original(id) + "/renditions/" + name;
    }
}
