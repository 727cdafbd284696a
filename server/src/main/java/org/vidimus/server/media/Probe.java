package org.vidimus.server.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.ChildProcess.Result;
import org.vidimus.server.media.Toolbox.Tool;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks ffprobe what is in a file, and believes only what can be. */
final class Probe {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENTRIES = "format=duration,bit_rate,start_time"
            + ":format_tags=creation_time,make,model,com.apple.quicktime.make,com.apple.quicktime.model"
            + ":stream=index,codec_type,codec_name,codec_tag_string,profile,pix_fmt,width,height,avg_frame_rate,r_frame_rate,"
            + "duration,channels,sample_rate,field_order,color_transfer,nb_read_packets"
            + ":stream_disposition=attached_pic:stream_side_data=rotation:stream_tags=rotate";

    /** A recording is a shift at most; what claims to be longer is not believed before it was counted. */
    private static final Duration LONGEST = Duration.ofDays(3);

    /** The thinnest sound there is still takes more bytes a second. */
    private static final long LEAST_BYTES_A_SECOND = 60;

    private final ChildProcess children;

    Probe(ChildProcess children) {
        this.children = children;
    }

    /** @param said ffprobe's own words where it found nothing or complained */
    record Found(
            Optional<Picture> picture, Optional<Sound> sound, Optional<Duration> duration, Tags tags, String said) {
        boolean nothing() {
            return picture.isEmpty() && sound.isEmpty();
        }
    }

    /** @param rotation clockwise degrees to turn the picture by for showing */
    record Picture(
            String codec,
            String tag,
            String profile,
            String pixels,
            int width,
            int height,
            int rotation,
            Optional<Double> frameRate,
            boolean interlaced,
            String transfer) {}

    record Sound(String codec, int channels, int sampleRate) {}

    record Tags(Optional<String> created, Optional<String> maker, Optional<String> model, Optional<Long> bitRate) {}

    /** @throws IOException if the file itself cannot be read from the vault */
    Found look(Input input) throws IOException {
        List<String> arguments = new ArrayList<>(input.arguments("-probesize", "20M", "-analyzeduration", "10M"));
        arguments.addAll(List.of("-show_entries", ENTRIES, "-of", "json=compact=1"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = children.run(Tool.FFPROBE, arguments, Limits.GLANCE, input.feed(), in -> in.transferTo(out));
        try {
            JsonNode root = out.size() == 0 ? JSON.createObjectNode() : JSON.readTree(out.toByteArray());
            return read(root, input, result.said());
        } catch (JacksonException e) {
            // It was stopped in the middle of a word.
            return new Found(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Tags(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                    result.end() + " " + result.said());
        }
    }

    private static Found read(JsonNode root, Input input, String said) {
        Optional<Picture> picture = Optional.empty();
        Optional<Sound> sound = Optional.empty();
        for (JsonNode stream : root.path("streams")) {
            boolean cover = stream.path("disposition").path("attached_pic").asInt(0) == 1;
            switch (stream.path("codec_type").asString("")) {
                case "video" -> picture = picture.or(() -> cover ? Optional.empty() : picture(stream));
                case "audio" -> sound = sound.or(() -> sound(stream));
                default -> {
                    // Time codes, telemetry, subtitles: not for watching.
                }
            }
        }
        JsonNode format = root.path("format");
        JsonNode tags = format.path("tags");
        return new Found(
                picture,
                sound,
                duration(format.path("duration").asString(""), input.source().lengthBytes()),
                new Tags(
                        text(tags, "creation_time"),
                        text(tags, "make").or(() -> text(tags, "com.apple.quicktime.make")),
                        text(tags, "model").or(() -> text(tags, "com.apple.quicktime.model")),
                        number(format.path("bit_rate").asString(""))),
                said);
    }

    private static Optional<Picture> picture(JsonNode stream) {
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        String codec = stream.path("codec_name").asString("");
        if (width <= 0 || height <= 0 || codec.isEmpty() || codec.equals("unknown")) {
            return Optional.empty();
        }
        return Optional.of(new Picture(
                codec,
                stream.path("codec_tag_string").asString(""),
                stream.path("profile").asString(""),
                stream.path("pix_fmt").asString(""),
                width,
                height,
                rotation(stream),
                rate(stream.path("avg_frame_rate").asString(""))
                        .or(() -> rate(stream.path("r_frame_rate").asString(""))),
                List.of("tt", "bb", "tb", "bt")
                        .contains(stream.path("field_order").asString("")),
                stream.path("color_transfer").asString("")));
    }

    private static Optional<Sound> sound(JsonNode stream) {
        String codec = stream.path("codec_name").asString("");
        int channels = stream.path("channels").asInt(0);
        int rate = stream.path("sample_rate").asInt(0);
        return codec.isEmpty() || codec.equals("unknown") || channels <= 0 || rate <= 0
                ? Optional.empty()
                : Optional.of(new Sound(codec, channels, rate));
    }

    /** ffprobe counts against the clock, to whole quarter turns only where a camera meant one. */
    private static int rotation(JsonNode stream) {
        for (JsonNode side : stream.path("side_data_list")) {
            if (side.has("rotation")) {
                return Math.floorMod(Math.round(-side.path("rotation").asDouble(0) / 90) * 90, 360);
            }
        }
        return 0;
    }

    private static Optional<Double> rate(String fraction) {
        String[] parts = fraction.split("/", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        double rate = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
        return rate > 0 && rate <= 1000 ? Optional.of(Math.round(rate * 1000) / 1000.0) : Optional.empty();
    }

    private static Optional<Duration> duration(String text, long lengthBytes) {
        Optional<Double> seconds = seconds(text);
        return seconds.filter(s -> s > 0 && s <= LONGEST.toSeconds() && s * LEAST_BYTES_A_SECOND <= lengthBytes)
                .map(s -> Duration.ofMillis(Math.round(s * 1000)));
    }

    private static Optional<Double> seconds(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text) {
        return seconds(text).filter(n -> n > 0 && n < 1e12).map(Double::longValue);
    }

    private static Optional<String> text(JsonNode tags, String key) {
        return Optional.of(tags.path(key).asString("").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() > 100 ? text.substring(0, 100) : text);
    }
}
