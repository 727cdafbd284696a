package org.vidimus.server.media;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.Position;
import org.vidimus.server.evidence.Viewing.Media;
import org.vidimus.server.evidence.Viewing.Playback.Kind;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.Probe.Found;
import org.vidimus.server.media.Toolbox.Tool;
import org.vidimus.server.media.mp4.Movie;
import org.vidimus.server.media.track.Places;

/** The first look into a file: what it is, whether it plays as it is, when and where it says it was made. Reads little of it. */
final class Glance {
    private final ChildProcess children;
    private final Probe probe;

    Glance(ChildProcess children) {
        this.children = children;
        this.probe = new Probe(children);
    }

    /** @param place one position that the file tells of itself */
    record Seen(
            Format format,
            Kind kind,
            String mediaType,
            Optional<Media> facts,
            Plan plan,
            Optional<Duration> duration,
            Optional<Instant> claimedStart,
            Optional<Position> place) {
        /** The same, watched by a copy in any case. */
        Seen copied() {
            if (!(plan instanceof Plan.Direct)) {
                return this;
            }
            boolean asItIs = format.boxes() && kind == Kind.VIDEO;
            Plan copy = kind == Kind.IMAGE ? new Plan.Still() : new Plan.Proxy(asItIs, asItIs);
            return new Seen(format, kind, mediaType, facts, copy, duration, claimedStart, place);
        }
    }

    /** Of a file that is encrypted to a key which is not here. */
    static Seen closed() {
        return new Seen(
                Format.UNKNOWN,
                Kind.DOCUMENT,
                Format.UNKNOWN.mediaType(),
                Optional.empty(),
                new Plan.Nothing(Reasons.encrypted()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** @throws IOException if the file cannot be read from the vault; nothing a file contains makes it throw */
    Seen look(MediaSource source) throws IOException {
        Format format = Sniffer.sniff(source.head(Sniffer.HEAD_BYTES));
        Optional<Input> input = Input.of(format, source);
        if (input.isEmpty()) {
            return document(format);
        }
        return media(input.get(), probe.look(input.get()));
    }

    private Seen media(Input input, Found found) throws IOException {
        Optional<Movie> movie = input.movie();
        Optional<Instant> claimed = movie.flatMap(Movie::created)
                .or(() -> found.tags().created().flatMap(Glance::instant))
                .filter(at -> at.isAfter(Instant.parse("1990-01-01T00:00:00Z")));
        Kind kind = kind(input.format(), found);
        Plan plan = Plan.of(input, found);
        if (plan instanceof Plan.Direct && !decodes(input, kind)) {
            plan = kind == Kind.IMAGE ? new Plan.Nothing(Reasons.nothingDecoded()) : new Plan.Proxy(false, false);
        }
        return new Seen(
                input.format(),
                kind,
                plan instanceof Plan.Direct(var type) ? type : mediaType(input.format(), kind),
                found.nothing() ? Optional.empty() : Optional.of(facts(input, found, claimed)),
                plan,
                kind == Kind.IMAGE ? Optional.empty() : found.duration(),
                claimed,
                movie.isPresent() ? Places.of(movie.get()) : Optional.empty());
    }

    /** Whether anything comes out of it: a container may be whole and what it holds may not. */
    private boolean decodes(Input input, Kind kind) throws IOException {
        List<String> arguments = new ArrayList<>(input.arguments());
        arguments.addAll(
                kind == Kind.AUDIO
                        ? List.of("-map", "0:a:0", "-t", "1", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1")
                        : List.of("-map", "0:v:0", "-frames:v", "1", "-c:v", "mjpeg", "-f", "mjpeg", "pipe:1"));
        long[] bytes = new long[1];
        children.run(
                Tool.FFMPEG,
                arguments,
                Limits.GLANCE,
                input.feed(),
                in -> bytes[0] = in.transferTo(OutputStream.nullOutputStream()));
        return bytes[0] > 0;
    }

    private static Media facts(Input input, Found found, Optional<Instant> claimed) throws IOException {
        Optional<Probe.Picture> picture = found.picture();
        Optional<Probe.Sound> sound = found.sound();
        boolean still = input.format().picture();
        return new Media(
                input.format().name(),
                still ? null : found.duration().map(Duration::toMillis).orElse(null),
                picture.map(Probe.Picture::width).orElse(null),
                picture.map(Probe.Picture::height).orElse(null),
                picture.map(Probe.Picture::rotation).orElse(null),
                still ? null : picture.flatMap(Probe.Picture::frameRate).orElse(null),
                null,
                picture.map(Probe.Picture::codec).orElse(null),
                picture.map(Probe.Picture::profile)
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                picture.map(Probe.Picture::pixels)
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                sound.map(Probe.Sound::codec).orElse(null),
                sound.map(Probe.Sound::channels).orElse(null),
                sound.map(Probe.Sound::sampleRate).orElse(null),
                found.tags().bitRate().orElse(null),
                claimed.orElse(null),
                null,
                found.tags().maker().orElse(null),
                found.tags().model().orElse(null),
                followed(input));
    }

    private static @Nullable String followed(Input input) throws IOException {
        boolean another = input.boxes().isPresent() && input.boxes().get().another(input.source());
        return another ? "damaged: a second recording follows in the same file, which players do not show" : null;
    }

    private static Kind kind(Format format, Found found) {
        if (format.picture()) {
            return Kind.IMAGE;
        }
        return found.picture().isPresent() || found.sound().isEmpty() ? Kind.VIDEO : Kind.AUDIO;
    }

    private static String mediaType(Format format, Kind kind) {
        boolean soundOnly = kind == Kind.AUDIO && format.mediaType().startsWith("video/");
        return soundOnly ? format.mediaType().replace("video/", "audio/") : format.mediaType();
    }

    private static Seen document(Format format) {
        return new Seen(
                format,
                Kind.DOCUMENT,
                format.mediaType(),
                Optional.empty(),
                new Plan.Nothing(Reasons.notMedia(format)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
