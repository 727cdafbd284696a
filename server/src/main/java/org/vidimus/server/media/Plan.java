package org.vidimus.server.media;

import java.util.Optional;
import java.util.Set;
import org.vidimus.server.media.Probe.Found;
import org.vidimus.server.media.Probe.Picture;

/** How an original comes to be watched. */
sealed interface Plan {
    /** A browser plays the original itself, told that it is of this type. */
    record Direct(String mediaType) implements Plan {}

    /** A proxy is made; a stream that a browser plays is copied into it, the other is encoded anew. */
    record Proxy(boolean copyPicture, boolean copySound) implements Plan {}

    /** A picture that browsers do not show is shown as a JPEG. */
    record Still() implements Plan {}

    /** @param reason in plain words */
    record Nothing(String reason) implements Plan {}

    /** What every browser of the last years decodes, on machines without special hardware too. */
    Set<String> FRIENDLY_PIXELS = Set.of("yuv420p", "yuvj420p");

    Set<String> SOUND_IN_MP4 = Set.of("aac", "mp3");
    Set<String> SOUND_IN_WEBM = Set.of("opus", "vorbis");

    static Plan of(Input input, Found found) {
        Format format = input.format();
        if (found.nothing()) {
            return new Nothing(Reasons.nothingFound(input, found.said()));
        }
        if (format.picture()) {
            return picture(format, found);
        }
        if (found.picture().isEmpty()) {
            return sound(format, found);
        }
        boolean picturePlays = friendly(found.picture().get());
        boolean soundPlays =
                found.sound().map(sound -> SOUND_IN_MP4.contains(sound.codec())).orElse(true);
        boolean inPlace =
                switch (format) {
                    case MP4, THREE_GP -> picturePlays && soundPlays;
                    case WEBM -> friendlyWebm(found);
                    default -> false;
                };
        return inPlace
                ? new Direct(format == Format.WEBM ? "video/webm" : "video/mp4")
                : new Proxy(picturePlays && format != Format.H264, soundPlays);
    }

    private static Plan picture(Format format, Found found) {
        Optional<Picture> picture = found.picture();
        if (picture.isEmpty()) {
            return new Nothing("There is no picture in it.");
        }
        long pixels = (long) picture.get().width() * picture.get().height();
        if (pixels > Input.MOST_PIXELS) {
            return new Nothing("The picture claims to be " + picture.get().width() + " × "
                    + picture.get().height() + " pixels, which is too large to show. It can be downloaded.");
        }
        return switch (format) {
            case JPEG, PNG, GIF -> new Direct(format.mediaType());
            default -> new Still();
        };
    }

    private static Plan sound(Format format, Found found) {
        String codec = found.sound().orElseThrow().codec();
        return switch (format) {
            case WAV ->
                codec.equals("pcm_s16le")
                                || codec.equals("pcm_u8")
                                || codec.equals("pcm_s24le")
                                || codec.equals("pcm_f32le")
                        ? new Direct("audio/wav")
                        : new Proxy(false, false);
            case MP3 -> new Direct("audio/mpeg");
            case FLAC -> new Direct("audio/flac");
            case MP4 -> SOUND_IN_MP4.contains(codec) ? new Direct("audio/mp4") : new Proxy(false, false);
            case WEBM -> SOUND_IN_WEBM.contains(codec) ? new Direct("audio/webm") : new Proxy(false, false);
            default -> new Proxy(false, SOUND_IN_MP4.contains(codec));
        };
    }

    private static boolean friendly(Picture picture) {
        boolean eightBit = FRIENDLY_PIXELS.contains(picture.pixels());
        return picture.codec().equals("h264") && eightBit && !picture.interlaced();
    }

    private static boolean friendlyWebm(Found found) {
        String codec = found.picture().orElseThrow().codec();
        boolean eightBit =
                FRIENDLY_PIXELS.contains(found.picture().orElseThrow().pixels());
        return Set.of("vp8", "vp9", "av1").contains(codec)
                && eightBit
                && found.sound()
                        .map(sound -> SOUND_IN_WEBM.contains(sound.codec()))
                        .orElse(true);
    }
}
