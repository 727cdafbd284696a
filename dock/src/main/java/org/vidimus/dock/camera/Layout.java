package org.vidimus.dock.camera;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one maker lays out a camera's folder: data, read from a small file ({@code docs/spec/camera-layouts.md}).
 *
 * @param name names the layout in reports
 * @param recognisedBy paths relative to the camera's folder, {@code *} for any characters within one name; a folder that has
 *     one of them is such a camera
 * @param facts where each fact may be read, the best place first
 * @param recordings what a recording's file looks like; the first rule that matches counts
 * @param sidecars what a file that goes with a recording looks like; asked before {@code recordings}, and counts only where the
 *     recording is there
 * @param ignored files that the camera makes beside its recordings and that are no evidence, such as thumbnails
 * @param wrapsAt the number after which the numbering starts again at one
 * @param upkeep its log, its clock and its settings
 * @param index the camera's own list of its recordings, where it keeps one in the format {@code vidimus.camera/v1}
 */
public record Layout(
        String name,
        List<String> recognisedBy,
        Map<Fact, List<FactSource>> facts,
        List<Rule> recordings,
        List<SidecarRule> sidecars,
        List<Pattern> ignored,
        Optional<Long> wrapsAt,
        Optional<String> index,
        Upkeep upkeep) {
    /** Whether the file is one that the dock reads or writes beside the recordings, or left unfinished. */
    boolean isUpkeep(String relative) {
        if (relative.endsWith(CameraFile.UNFINISHED)) {
            return true;
        }
        boolean log = upkeep.log().stream()
                .flatMap(it -> it.files().stream())
                .anyMatch(pattern -> glob(pattern).matcher(relative).matches());
        return log
                || upkeep.clock()
                        .filter(it -> it.file().equalsIgnoreCase(relative))
                        .isPresent()
                || upkeep.settings()
                        .filter(it -> it.file().equalsIgnoreCase(relative))
                        .isPresent();
    }

    /** {@code *} for any characters within one name; upper and lower case alike. */
    static Pattern glob(String path) {
        return Pattern.compile(
                Pattern.quote(path).replace("*", "\\E[^/]*\\Q"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * One kind of recording file.
     *
     * @param path matches the whole path relative to the camera's folder, with {@code /} between names. The groups
     *     {@code number}, {@code part} and {@code start} are read; any other may be named in {@code recording}
     * @param recording the recording's id: group names and {@code fingerprint} in braces. Files that give the same id apart from
     *     the fingerprint are parts of one recording
     * @param type media type
     * @param firstPart what the group {@code part} says of the first part; the part number is counted from there
     * @param start where the start is read
     */
    public record Rule(Pattern path, String recording, Optional<String> type, int firstPart, Start start) {}

    /**
     * One kind of file that goes with a recording.
     *
     * @param path matches the whole path, as a {@link Rule}'s does
     * @param beside templates of the path that the recording's file has, with its ending or without: group names in braces. The first
     *     that is there counts
     */
    public record SidecarRule(Pattern path, List<String> beside) {}

    /** Where the start of a recording is read. All of them are the camera's own clock. */
    public sealed interface Start {
        /** Nowhere. */
        record Unknown() implements Start {}

        /** In the header of the MP4 or QuickTime file, in universal time as the standard wants it. */
        record Mp4Universal() implements Start {}

        /** In the header of the MP4 or QuickTime file, in local time as most makers write it. */
        record Mp4Local() implements Start {}

        /** In the name, in local time: the digits of the group {@code start}, in this order. */
        record InName(DateTimeFormatter format) implements Start {}
    }
}
