package org.vidimus.server.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vidimus.server.media.ChildProcess.Result;

/**
 * What is broken about a recording that plays nevertheless.
 *
 * @param words plain ones
 * @param inPictures whether pictures or sound could not be decoded cleanly, at which browsers stop and ffmpeg does not
 */
record Damage(String words, boolean inPictures) {
    /** Complaints that a whole file causes too. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)deprecated|Application provided invalid|co located POCs|timestamps? (?:are )?unset|non monoton|Queue input is "
                    + "backward|number of reference frames|Error parsing Opus|unsupported (?:stream|codec)|Could not find codec "
                    + "parameters|Last message repeated|skip_samples|changing video frame|decoding for stream|Conversion failed"
                    + "|Nothing was written");

    private static final Pattern CUT_OFF =
            Pattern.compile("(?i)partial file|Error during demuxing|truncat|File ended prematurely|end of file");

    /** Reads what a decoder complained about, and what else was noticed. */
    @SafeVarargs
    static Optional<Damage> noticed(Result result, Optional<String>... others) {
        List<String> words = new ArrayList<>();
        List<String> told = result.said().lines().filter(Damage::tells).toList();
        boolean cutOff = told.stream().anyMatch(line -> CUT_OFF.matcher(line).find());
        long kept = told.stream().filter(line -> !CUT_OFF.matcher(line).find()).count();
        // What was not kept of many complaints is more of the same.
        long complaints = kept == 0 ? 0 : Math.max(kept, result.lines() - (told.size() - kept));
        if (complaints > 0) {
            words.add(
                    complaints == 1
                            ? "one place could not be decoded cleanly"
                            : complaints + " complaints while decoding");
        }
        if (cutOff) {
            words.add("the file ends before its own end");
        }
        if (result.end() == ChildProcess.End.TOO_LONG) {
            words.add("decoding it took too long and was stopped");
        }
        for (Optional<String> other : others) {
            other.ifPresent(words::add);
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Damage("damaged: " + String.join("; ", words), complaints > 0));
    }

    private static boolean tells(String line) {
        return !line.isBlank() && !HARMLESS.matcher(line).find();
    }
}
