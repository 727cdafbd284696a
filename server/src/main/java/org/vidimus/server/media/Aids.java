package org.vidimus.server.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Viewing.Media;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.ChildProcess.Result;
import org.vidimus.server.media.Toolbox.Tool;

/** Makes what helps to look through something that plays: poster, thumbnails, waveform, the time of every frame. */
final class Aids {
    private static final int PICTURE_EDGE = 4096;
    private static final int POSTER_EDGE = 640;
    private static final int TILE_EDGE = 160;
    private static final int COLUMNS = 10;
    private static final double UNKNOWN_LENGTH_STEP_SECONDS = 2;

    /** Up to so many pixels every picture is decoded, and so every damaged one is noticed; beyond, only key pictures are. */
    private static final double MOST_PIXELS_DECODED = 1920.0 * 1080 * 30 * 600;

    private final ChildProcess children;

    Aids(ChildProcess children) {
        this.children = children;
    }

    /** One aid, ready to be sealed. */
    record Piece(String name, String mediaType, byte[] bytes) {}

    /**
     * What came of it.
     *
     * @param duration as counted, where there was something to count
     * @param damage empty if none was noticed
     */
    record Made(
            List<Piece> pieces,
            Optional<Duration> duration,
            Optional<Double> frameRate,
            Optional<Boolean> uneven,
            Optional<Damage> damage) {
        boolean has(String name) {
            return pieces.stream().anyMatch(piece -> piece.name().equals(name));
        }
    }

    /** Of a picture. */
    Made still(Input input) throws IOException {
        byte[] poster = frame(input, POSTER_EDGE);
        List<Piece> pieces =
                poster.length == 0 ? List.of() : List.of(new Piece(Rendition.POSTER, "image/jpeg", poster));
        return new Made(pieces, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of a picture that browsers do not show: one that they do, and a small one. Nothing if it cannot be decoded. */
    List<Piece> picture(Input input) throws IOException {
        byte[] large = frame(input, PICTURE_EDGE);
        if (large.length == 0) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(Rendition.PICTURE, "image/jpeg", large));
        byte[] poster = frame(input, POSTER_EDGE);
        if (poster.length > 0) {
            pieces.add(new Piece(Rendition.POSTER, "image/jpeg", poster));
        }
        return pieces;
    }

    private byte[] frame(Input input, int edge) throws IOException {
        List<String> arguments = new ArrayList<>(input.arguments());
        arguments.addAll(
                List.of("-map", "0:v:0", "-frames:v", "1", "-vf", fitting(edge), "-c:v", "mjpeg", "-q:v", "3"));
        arguments.addAll(List.of("-f", "mjpeg", "pipe:1"));
        return output(arguments, input.feed());
    }

    /**
     * Of a video or a sound, in one pass over it for thumbnails and waveform; the times of frames are read beside it.
     *
     * @param input what plays: the original, or its proxy
     */
    Made moving(OriginalId id, Input input, Media facts) throws IOException {
        boolean video = facts.width() != null;
        Optional<FrameTimes> frames = video ? Optional.of(frames(input)) : Optional.empty();
        Optional<Duration> duration = frames.filter(f -> !f.empty()).map(FrameTimes::duration);
        Optional<Duration> length =
                duration.or(() -> Optional.ofNullable(facts.durationMs()).map(Duration::ofMillis));
        double step = step(length);
        Thumbnails thumbnails = new Thumbnails();
        Waveform waveform = new Waveform();
        MediaFeed feed = input.feed();
        Result result = pass(input, feed, facts, affordable(facts, length), new Collector(step, thumbnails, waveform));

        List<Piece> pieces = new ArrayList<>();
        thumbnails.poster().ifPresent(poster -> pieces.add(new Piece(Rendition.POSTER, "image/jpeg", poster)));
        if (thumbnails.pictures().size() > 1) {
            pieces.addAll(sprite(id, thumbnails, facts, step));
        }
        if (!waveform.empty()) {
            pieces.add(new Piece(Rendition.WAVEFORM, "application/json", utf8(waveform.json())));
        }
        frames.filter(f -> !f.empty())
                .ifPresent(f -> pieces.add(new Piece(Rendition.FRAMES, "application/json", utf8(f.json()))));
        return new Made(
                pieces,
                duration.or(() -> waveform.empty()
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis(waveform.durationMillis()))),
                frames.flatMap(FrameTimes::frameRate),
                frames.map(FrameTimes::uneven),
                Damage.noticed(result, feed.missing(), frames.flatMap(FrameTimes::gap)));
    }

    /** Takes pictures and sound as one pass gives them. */
    private record Collector(double step, Thumbnails thumbnails, Waveform waveform) implements AviStream.Listener {
        @Override
        public void picture(byte[] jpeg) {
            thumbnails.add(jpeg);
        }

        @Override
        public void sound(byte[] samples) {
            waveform.add(samples);
        }
    }

    private Result pass(Input input, MediaFeed feed, Media facts, boolean everyPicture, Collector collector)
            throws IOException {
        boolean video = facts.width() != null;
        List<String> arguments =
                new ArrayList<>(video && !everyPicture ? input.arguments("-skip_frame", "nokey") : input.arguments());
        if (video) {
            String filter = "fps=1/" + collector.step() + ":eof_action=pass,scale=" + size(facts, POSTER_EDGE);
            arguments.addAll(List.of("-map", "0:v:0", "-vf", filter));
            arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p"));
        }
        if (facts.audioCodec() != null) {
            arguments.addAll(List.of("-map", "0:a:0", "-ac", "1", "-ar", Integer.toString(Waveform.SAMPLE_RATE)));
            arguments.addAll(List.of("-c:a", "pcm_u8"));
        }
        arguments.addAll(List.of("-dn", "-sn", "-map_metadata", "-1", "-f", "avi", "pipe:1"));
        return children.run(
                Tool.FFMPEG,
                arguments,
                Limits.of(Pace.patience(input.source().lengthBytes(), facts), 4L * 1024 * 1024 * 1024),
                feed,
                out -> AviStream.read(out, collector));
    }

    private FrameTimes frames(Input input) throws IOException {
        List<String> arguments = new ArrayList<>(input.arguments());
        arguments.addAll(
                List.of("-select_streams", "v:0", "-show_entries", "packet=pts,duration,flags:stream=time_base"));
        arguments.addAll(List.of("-of", "csv=p=0"));
        FrameTimes times = new FrameTimes();
        children.run(
                Tool.FFPROBE,
                arguments,
                Limits.of(Duration.ofMinutes(10), 512L * 1024 * 1024),
                input.feed(),
                times::read);
        return times;
    }

    /** All thumbnails as one picture, and where in it each is. */
    private List<Piece> sprite(OriginalId id, Thumbnails thumbnails, Media facts, double step) throws IOException {
        List<byte[]> pictures = thumbnails.pictures();
        int columns = Math.min(COLUMNS, pictures.size());
        int rows = (pictures.size() + columns - 1) / columns;
        String[] tile = size(facts, TILE_EDGE).split(":");
        List<String> arguments =
                new ArrayList<>(List.of("-hide_banner", "-loglevel", "error", "-protocol_whitelist", "pipe"));
        arguments.addAll(List.of("-f", "mjpeg", "-framerate", "1", "-i", "pipe:0", "-frames:v", "1", "-vf"));
        arguments.add("scale=" + tile[0] + ":" + tile[1] + ",tile=" + columns + "x" + rows);
        arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", "5", "-f", "mjpeg", "pipe:1"));
        byte[] picture = output(arguments, stdin -> {
            for (byte[] jpeg : pictures) {
                stdin.write(jpeg);
            }
        });
        if (picture.length == 0) {
            return List.of();
        }
        String json = "{\"image\":\"" + Rendition.address(id, Rendition.SPRITE_PICTURE) + "\",\"tileWidth\":" + tile[0]
                + ",\"tileHeight\":" + tile[1] + ",\"columns\":" + columns + ",\"count\":" + pictures.size()
                + ",\"intervalMs\":" + Math.round(step * thumbnails.step() * 1000) + "}";
        return List.of(
                new Piece(Rendition.SPRITE_PICTURE, "image/jpeg", picture),
                new Piece(Rendition.SPRITE, "application/json", utf8(json)));
    }

    private byte[] output(List<String> arguments, ChildProcess.Feed feed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Result result = children.run(Tool.FFMPEG, arguments, Limits.GLANCE, feed, in -> in.transferTo(bytes));
        return result.done() ? bytes.toByteArray() : new byte[0];
    }

    /** @param length as counted, where it was: a transport stream does not tell its own */
    private static boolean affordable(Media facts, Optional<Duration> length) {
        double pixels = (double) or(facts.width(), 0) * or(facts.height(), 0);
        double rate = facts.frameRate() == null ? 30 : facts.frameRate();
        return length.isPresent() && pixels * rate * length.get().toMillis() / 1000 <= MOST_PIXELS_DECODED;
    }

    private static double step(Optional<Duration> duration) {
        return duration.map(d -> Math.max(0.5, Math.ceil(d.toMillis() / 1000.0 / Thumbnails.MOST * 2) / 2))
                .orElse(UNKNOWN_LENGTH_STEP_SECONDS);
    }

    /** Width and height of the shown picture, fitted into a square. */
    private static String size(Media facts, int edge) {
        boolean turned = or(facts.rotation(), 0) % 180 == 90;
        double width = Math.max(1, turned ? or(facts.height(), 1) : or(facts.width(), 1));
        double height = Math.max(1, turned ? or(facts.width(), 1) : or(facts.height(), 1));
        double scale = Math.min(1, edge / Math.max(width, height));
        return even(width * scale) + ":" + even(height * scale);
    }

    private static String fitting(int edge) {
        return "scale='min(" + edge + ",iw)':'min(" + edge + ",ih)':force_original_aspect_ratio=decrease";
    }

    private static long even(double edge) {
        return Math.max(2, Math.round(edge / 2) * 2);
    }

    private static int or(@org.jspecify.annotations.Nullable Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
