package org.vidimus.server.media;

import org.vidimus.server.media.mp4.Mp4File;

/** Says in plain words why something cannot be played. Never repeats what a file says: that may be made to mislead. */
final class Reasons {
    private Reasons() {}

    static String notMedia(Format format) {
        return switch (format) {
            case EMPTY -> "The file is empty.";
            case PLAYLIST -> "This is a list of other files, not a recording. It is kept as it is and never followed.";
            case PDF, ZIP, JSON, TEXT -> "This is a document. It can be downloaded.";
            case GPX, NMEA -> "This is a position log. It is shown on the map where it goes with a recording.";
            default ->
                "What kind of file this is was not recognised: it is no video, sound or picture we know, or its beginning "
                        + "is damaged. It can be downloaded.";
        };
    }

    static String nothingFound(Input input, String said) {
        if (input.boxes().isPresent()) {
            Mp4File file = input.boxes().get();
            if (file.indexCutOff()) {
                return "The file is cut off inside its index, so nothing in it can be found. It can be downloaded.";
            }
            if (file.index().isEmpty()) {
                return "The file has no index, as when a camera loses power before it ends a recording. The footage may still be "
                        + "in it, but cannot be played as it is. It can be downloaded.";
            }
            return "The file's index names nothing that can be played. It can be downloaded.";
        }
        if (input.format().picture()) {
            return "The picture cannot be decoded, or is far too large to show. It can be downloaded.";
        }
        return said.startsWith("TOO_LONG")
                ? "Looking into the file took too long and was stopped. It can be downloaded."
                : "No picture or sound was found in it. It can be downloaded.";
    }

    static String encrypted() {
        return "It is encrypted to a key of the agency's that this house does not hold. It can be downloaded, with its key file, "
                + "and opened by whoever has the private key.";
    }

    static String nothingDecoded() {
        return "Not one picture of it could be decoded: the footage is damaged, or encrypted. It can be downloaded.";
    }

    static String stopped(ChildProcess.End end) {
        return switch (end) {
            case TOO_LONG -> "Making a viewing copy took too long and was stopped. The original can be downloaded.";
            case TOO_MUCH_OUTPUT ->
                "A viewing copy would have become far larger than the original and was stopped. The original "
                        + "can be downloaded.";
            case DONE, FAILED -> "A viewing copy could not be made. The original can be downloaded.";
        };
    }
}
