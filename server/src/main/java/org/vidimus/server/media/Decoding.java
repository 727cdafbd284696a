package org.vidimus.server.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.Toolbox.Tool;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;

/** What the rooms within media ask of ffmpeg: which frames decode, and a stream in another wrapping. Always in a bounded child. */
@Component
public class Decoding {
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final long LARGEST_LIST_BYTES = 1L << 30;

    /** By SIGKILL or SIGTERM, as a shell numbers them: by somebody else, or for want of memory. */
    private static final Set<Integer> KILLED = Set.of(128 + 9, 128 + 15);

    private final ChildProcess children;

    Decoding(ChildProcess children) {
        this.children = children;
    }

    /** Writes bytes to a child. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Takes what a child writes. */
    @FunctionalInterface
    public interface Sink {
        void readFrom(InputStream in) throws IOException;
    }

    /** Takes one frame: of which stream, when it is shown in the stream's own units, and a sum over what is seen or heard. */
    @FunctionalInterface
    public interface Frames {
        void frame(int stream, long at, long sum);
    }

    /** What a file is, by its own bytes: MP4, MATROSKA, MPEG_TS and so on. */
    public static String kindOf(byte[] head) {
        return Sniffer.sniff(head).name();
    }

    /** The bytes of an original, for reading by place. For one thread; whoever opens it closes it. */
    public static ClosableBytes open(Vault vault, Original original) {
        return open(vault, original.object(), original.lengthBytes());
    }

    /** The same of an object that is no original: of what lies in quarantine, or is just being made. */
    public static ClosableBytes open(Vault vault, ObjectId object, long lengthBytes) {
        MediaSource source = MediaSource.of((offset, length) -> vault.open(object, offset, length), lengthBytes);
        return new ClosableBytes() {
            @Override
            public long lengthBytes() {
                return source.lengthBytes();
            }

            @Override
            public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
                return source.read(offsetBytes, lengthBytes);
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        };
    }

    /** What streams are wrapped in, the most widely played first. */
    public enum Wrapping {
        /** Of AAC that comes with its own heads, as in transport streams; takes no other sound. */
        MP4_OF_AAC,
        MP4,
        /** Takes sound that MP4 does not. */
        QUICKTIME,
        MATROSKA
    }

    /** Bytes that hold a stream open. */
    public interface ClosableBytes extends Bytes, AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Decodes an MP4 or Matroska stream from its first byte to its last and tells each picture and piece of sound that came out
     * of its decoder without any error. Frames with an error are left out, not mended; so are those with bits left over.
     *
     * @return whether the child ended by itself
     */
    public boolean soundFrames(boolean matroska, Source source, Frames frames) throws IOException {
        return listed(matroska, source, List.of("-err_detect", "explode+aggressive"), List.of(), frames);
    }

    /** Decodes the pictures of an MP4 stream as a player does, which mends what it can, one after the other. */
    public boolean shownPictures(Source source, Frames frames) throws IOException {
        return listed(false, source, List.of(), List.of("-an"), frames);
    }

    /** Tells each packet of a stream, decoded or not. */
    public boolean packets(boolean matroska, Source source, Frames frames) throws IOException {
        return listed(matroska, source, List.of(), List.of("-c", "copy"), frames);
    }

    private boolean listed(boolean matroska, Source source, List<String> before, List<String> after, Frames frames)
            throws IOException {
        String demuxer = matroska
                ? Format.MATROSKA.demuxer().orElseThrow()
                : Format.MP4.demuxer().orElseThrow();
        List<String> arguments = new ArrayList<>(before(demuxer));
        arguments.addAll(before);
        if (!matroska) {
            arguments.addAll(List.of("-ignore_editlist", "1"));
        }
        // One thread: several decode differently after damage each time, and with "explode" they may never come to an
        // end.
        arguments.addAll(List.of("-copyts", "-threads", "1", "-i", "pipe:0", "-map", "0:v?", "-map", "0:a?"));
        arguments.addAll(after);
        arguments.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "framecrc", "pipe:1"));
        return ended(children.run(
                        Tool.FFMPEG,
                        arguments,
                        Limits.of(LONGEST, LARGEST_LIST_BYTES),
                        source::writeTo,
                        in -> read(in, frames)))
                .done();
    }

    /** @throws IOException if somebody killed it: what it did not come to tell is no finding about the footage */
    private static ChildProcess.Result ended(ChildProcess.Result result) throws IOException {
        if (result.end() == ChildProcess.End.FAILED && KILLED.contains(result.status())) {
            throw new IOException("what decodes was killed, status " + result.status());
        }
        return result;
    }

    /** Lines of stream, dts, pts, duration, size, checksum. */
    private static void read(InputStream in, Frames frames) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith("#") || line.length() > 200) {
                continue;
            }
            String[] columns = line.split(",", 7);
            if (columns.length >= 6) {
                try {
                    frames.frame(
                            Integer.parseInt(columns[0].strip()),
                            Long.parseLong(columns[2].strip()),
                            Long.decode(columns[5].strip()));
                } catch (NumberFormatException e) {
                    // NOPTS: a frame without a time is one that nobody can point at.
                    continue;
                }
            }
        }
    }

    /**
     * Wraps the streams of a file anew, none of them encoded, as MP4 in fragments, QuickTime in fragments or Matroska.
     *
     * @param kind as {@link #kindOf} said
     * @return whether it came to its end; what came out before is some of it
     */
    public boolean rewrap(String kind, Wrapping wrapping, Source source, Sink sink) throws IOException {
        Optional<String> demuxer = Format.valueOf(kind).demuxer();
        if (demuxer.isEmpty()) {
            return false;
        }
        List<String> arguments = new ArrayList<>(before(demuxer.get()));
        arguments.addAll(List.of(
                "-fflags", "+genpts+discardcorrupt", "-i", "pipe:0", "-map", "0:v?", "-map", "0:a?", "-c", "copy"));
        arguments.addAll(wrapping == Wrapping.MP4_OF_AAC ? List.of("-bsf:a", "aac_adtstoasc") : List.<String>of());
        arguments.addAll(
                List.of("-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-max_muxing_queue_size", "4096"));
        arguments.addAll(
                wrapping == Wrapping.MATROSKA
                        ? List.of("-f", "matroska", "pipe:1")
                        : List.of(
                                "-movflags",
                                "+frag_keyframe+empty_moov+delay_moov+default_base_moof",
                                "-f",
                                wrapping == Wrapping.QUICKTIME ? "mov" : "mp4",
                                "pipe:1"));
        return ended(children.run(
                        Tool.FFMPEG, arguments, Limits.of(LONGEST, 1L << 40), source::writeTo, sink::readFrom))
                .done();
    }

    private static List<String> before(String demuxer) {
        return List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-protocol_whitelist",
                "pipe",
                "-format_whitelist",
                demuxer,
                "-max_pixels",
                Long.toString(Input.MOST_PIXELS),
                "-max_alloc",
                "1500000000",
                "-f",
                demuxer);
    }
}
