package org.vidimus.server.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vidimus.server.media.ChildProcess.Result;

/** Reads from what a decoder complains about whether a recording is damaged, and says so in words. */
final class Damage {
    /** Complaints that a whole file causes too. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)deprecated|Application provided invalid|co located POCs|timestamps? (?:are )?unset|non monoton|Queue input is "
                    + "backward|number of reference frames|Error parsing Opus|unsupported (?:stream|codec)|Could not find codec "
                    + "parameters|Last message repeated|skip_samples|Invalid UE golomb|mjpeg_decode_dc|changing video frame"
                    + "|decoding for stream|Conversion failed|Nothing was written");

    private Damage() {}

    /** @param gap what the frame times tell, in words */
    static Optional<String> noticed(Result result, Optional<String> gap) {
        List<String> words = new ArrayList<>();
        long complaints = result.said().lines().filter(Damage::tells).count();
        if (complaints > 0) {
            long all = Math.max(complaints, result.lines());
            words.add(all == 1 ? "one place could not be decoded cleanly" : all + " complaints while decoding");
        }
        if (result.end() == ChildProcess.End.TOO_LONG) {
            words.add("decoding it took too long and was stopped");
        }
        gap.ifPresent(words::add);
        return words.isEmpty() ? Optional.empty() : Optional.of("damaged: " + String.join("; ", words));
    }

    private static boolean tells(String line) {
        return !line.isBlank() && !HARMLESS.matcher(line).find();
    }
}
