package org.vidimus.server.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.media.mp4.ForwardIndex;
import org.vidimus.server.media.mp4.Movie;
import org.vidimus.server.media.mp4.Mp4File;

/**
 * A file as ffmpeg gets it: by a pipe, through the one demuxer that our sniffing named. Other formats, other protocols and so
 * other files are closed to it, whatever the bytes say.
 *
 * @param boxes how an MP4 is laid out, for what is one
 */
record Input(
        Format format, String demuxer, MediaSource source, Optional<Mp4File> boxes, Optional<ForwardIndex> forward) {
    /** A picture of 150 megapixels takes 600 MB to decode; no camera here makes one. */
    static final long MOST_PIXELS = 150_000_000;

    /** Empty if the format is none that ffmpeg may read. */
    static Optional<Input> of(Format format, MediaSource source) throws IOException {
        if (format.demuxer().isEmpty()) {
            return Optional.empty();
        }
        Optional<Mp4File> boxes = format.boxes() ? Optional.of(Mp4File.read(source)) : Optional.empty();
        Optional<ForwardIndex> forward = boxes.isPresent() ? ForwardIndex.of(boxes.get(), source) : Optional.empty();
        return Optional.of(new Input(format, format.demuxer().get(), source, boxes, forward));
    }

    /** A fragmented file names its samples fragment by fragment, after an index without any. */
    boolean fragmented() throws IOException {
        return boxes.isPresent()
                && boxes.get().index().isPresent()
                && boxes.get().index().get().find(source, "mvex").isPresent();
    }

    /** The index of an MP4, for what it tells beside the streams. */
    Optional<Movie> movie() throws IOException {
        return boxes.isPresent() ? boxes.get().movie(source) : Optional.empty();
    }

    MediaFeed feed() throws IOException {
        return new MediaFeed(source, forward, fragmented());
    }

    /** What stands before the options of the output. */
    List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-protocol_whitelist",
                "pipe",
                "-format_whitelist",
                demuxer,
                "-max_pixels",
                Long.toString(MOST_PIXELS),
                "-max_alloc",
                "1500000000",
                "-f",
                demuxer));
        arguments.addAll(List.of(more));
        arguments.add("-i");
        arguments.add("pipe:0");
        return arguments;
    }
}
