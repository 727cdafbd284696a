package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.camera.CameraLog.Fault;
import org.vidimus.dock.camera.CameraLog.Moment;
import org.vidimus.dock.camera.CameraLog.Name;
import org.vidimus.dock.camera.CameraLog.Reached;
import org.vidimus.dock.camera.CameraLog.Reading;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one camera's log, the newest {@value #MOST_BYTES} bytes of it. A file may be cut anywhere and have anything in it: what
 * cannot be understood is counted. Used once, by one thread.
 */
public final class LogReader {
    static final int MOST_BYTES = 8 << 20;
    static final String FORMAT = "vidimus.log/v1";
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_FILES = 100;

    private final Camera camera;
    private final ZoneId zone;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Reached> stages = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    /** From where in the lists on no line has yet said what the clock was off by. */
    private int readingsSettled;

    private int stagesSettled;
    private int faultsSettled;
    private @Nullable String firmware;
    private boolean ofAnother;
    private long unread;

    public LogReader(Camera camera, ZoneId zone) {
        this.camera = camera;
        this.zone = zone;
    }

    /** The files there are, oldest name first. */
    public static List<Path> files(Camera camera) {
        List<Path> files = new ArrayList<>();
        camera.layout().upkeep().log().ifPresent(log -> {
            for (String pattern : log.files()) {
                files.addAll(CameraFinder.locateAll(camera.root(), pattern));
            }
        });
        files.removeIf(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        return files.size() <= MOST_FILES ? files : files.subList(files.size() - MOST_FILES, files.size());
    }

    /** @throws IOException if a file cannot be read; nothing of the log is known then */
    public CameraLog read(List<Path> files) throws IOException {
        List<byte[]> texts = new ArrayList<>();
        int room = MOST_BYTES;
        for (Path file : files.reversed()) {
            byte[] text = tail(file, room);
            texts.addFirst(text);
            room -= text.length;
            if (room <= 0) {
                break;
            }
        }
        for (byte[] text : texts) {
            ofAnother = false;
            lines(text);
        }
        return new CameraLog(readings, stages, faults, firmware, unread);
    }

    /** What lies at the end of the file, from the start of a line on. */
    private static byte[] tail(Path file, int most) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long from = Math.max(0, channel.size() - most);
            channel.position(from);
            // What the camera appends meanwhile is there at the next look.
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, channel.size() - from));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            byte[] text = java.util.Arrays.copyOf(buffer.array(), buffer.position());
            if (from == 0) {
                return text;
            }
            int line = 0;
            while (line < text.length && text[line++] != '\n') {}
            return java.util.Arrays.copyOfRange(text, line, text.length);
        }
    }

    private void lines(byte[] text) {
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == '\n') {
                line(text, start, i);
                start = i + 1;
            }
        }
    }

    private void line(byte[] text, int start, int end) {
        if (end - start > LONGEST_LINE) {
            unread++;
            return;
        }
        String line = new String(text, start, end - start, StandardCharsets.UTF_8).strip();
        if (line.isEmpty() || line.equals("\uFEFF")) {
            return;
        }
        boolean understood =
                switch (camera.layout().upkeep().log().orElseThrow()) {
                    case Upkeep.Log.Own _ -> own(line);
                    case Upkeep.Log.Lines maker -> makers(maker, line);
                };
        if (!understood) {
            unread++;
        }
    }

    private boolean own(String line) {
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(line);
        } catch (JacksonException cut) {
            return false;
        }
        if (node.has("format")) {
            ofAnother = !FORMAT.equals(node.path("format").asString(""))
                    || !node.path("serial").asString("").equals(camera.serial().orElse(""));
            if (!ofAnother) {
                firmware = shortened(text(node, "firmware"), LONGEST_CODE);
            }
            return !ofAnother;
        }
        Instant at = instant(text(node, "at"));
        return !ofAnother && at != null && entry(node, new Moment(at, null));
    }

    private boolean entry(JsonNode node, Moment when) {
        if (node.path("clock").isIntegralNumber() && node.path("clock").canConvertToLong()) {
            settle(node.path("clock").asLong());
            return true;
        }
        if (node.has("stage")) {
            Name stage = stage(text(node, "stage"));
            return stage != null
                    && stages.add(
                            new Reached(when, stage, node.path("preRecord").asBoolean(false)));
        }
        if (node.has("fault")) {
            return fault(when, text(node, "fault"), text(node, "text"));
        }
        return reading(new Reading(
                when,
                number(node, "batteryPercent"),
                number(node, "batteryHealthPercent"),
                whole(node, "chargeCycles"),
                number(node, "temperatureC"),
                whole(node, "freeBytes"),
                whole(node, "totalBytes"),
                node.path("charging").isBoolean()
                        ? (Boolean) node.path("charging").asBoolean()
                        : null));
    }

    /** The dock set the clock here: now it is known how far it had been off since it was set before. */
    private void settle(long offsetMs) {
        for (; readingsSettled < readings.size(); readingsSettled++) {
            Reading old = readings.get(readingsSettled);
            readings.set(
                    readingsSettled,
                    new Reading(
                            new Moment(old.when().at(), offsetMs),
                            old.batteryPercent(),
                            old.batteryHealthPercent(),
                            old.chargeCycles(),
                            old.temperatureC(),
                            old.freeBytes(),
                            old.totalBytes(),
                            old.charging()));
        }
        for (; stagesSettled < stages.size(); stagesSettled++) {
            Reached old = stages.get(stagesSettled);
            stages.set(stagesSettled, new Reached(new Moment(old.when().at(), offsetMs), old.stage(), old.preRecord()));
        }
        for (; faultsSettled < faults.size(); faultsSettled++) {
            Fault old = faults.get(faultsSettled);
            faults.set(faultsSettled, new Fault(new Moment(old.when().at(), offsetMs), old.code(), old.text()));
        }
    }

    private boolean makers(Upkeep.Log.Lines maker, String line) {
        for (var form : maker.lines()) {
            Matcher matcher = form.matcher(line);
            if (matcher.matches()) {
                return entry(maker, matcher);
            }
        }
        return false;
    }

    private boolean entry(Upkeep.Log.Lines maker, Matcher line) {
        Instant at = instant(maker, group(line, "at"));
        if (at == null) {
            return false;
        }
        Moment when = new Moment(at, null);
        boolean said = reading(new Reading(
                when,
                decimal(group(line, "battery")),
                decimal(group(line, "health")),
                whole(group(line, "cycles")),
                decimal(group(line, "temperature")),
                whole(group(line, "free")),
                whole(group(line, "total")),
                null));
        String word = group(line, "stage");
        Name stage = word == null ? null : maker.stages().get(word.strip().toUpperCase(Locale.ROOT));
        if (word != null && stage != null) {
            boolean buffer = maker.preRecord().stream().anyMatch(word.strip()::equalsIgnoreCase);
            said |= stages.add(new Reached(when, stage, buffer));
        }
        String fault = group(line, "fault");
        String code = fault == null || maker.faults().isEmpty()
                ? fault
                : maker.faults().get(fault.strip().toUpperCase(Locale.ROOT));
        // Words that the layout does not map are understood, and say nothing that we ask for.
        return (code != null && fault(when, code, group(line, "text"))) | said | word != null | fault != null;
    }

    private boolean reading(Reading reading) {
        return reading.sensible() && readings.add(reading);
    }

    private boolean fault(Moment when, @Nullable String code, @Nullable String text) {
        if (code == null || code.isBlank()) {
            return false;
        }
        String plain = shortened(code.strip(), LONGEST_CODE);
        return plain != null && faults.add(new Fault(when, plain, shortened(text, LONGEST_TEXT)));
    }

    private @Nullable Instant instant(Upkeep.Log.Lines maker, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text.strip(), maker.time());
            return maker.universal()
                    ? local.toInstant(ZoneOffset.UTC)
                    : local.atZone(zone).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable Name stage(@Nullable String text) {
        for (Name name : Name.values()) {
            if (name.name().equals(text)) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.path(key).isString() ? node.path(key).asString() : null;
    }

    private static @Nullable Double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? (Double) node.path(key).asDouble() : null;
    }

    private static @Nullable Long whole(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isIntegralNumber() && value.canConvertToLong() ? (Long) value.asLong() : null;
    }

    private static @Nullable String group(Matcher matcher, String name) {
        return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
    }

    private static @Nullable Double decimal(@Nullable String text) {
        return text == null || !text.strip().matches("-?\\d{1,9}(\\.\\d{1,9})?")
                ? null
                : (Double) Double.parseDouble(text.strip());
    }

    private static @Nullable Long whole(@Nullable String text) {
        return text == null || !text.strip().matches("\\d{1,18}") ? null : (Long) Long.parseLong(text.strip());
    }

    private static @Nullable String shortened(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String plain = text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }
}
