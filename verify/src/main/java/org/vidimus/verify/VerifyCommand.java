package org.vidimus.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.vidimus.trust.BundleCheck;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.Malformed;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Progress;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.Trusted;

/**
 * {@code vidimus verify FILE}: checks a bundle offline and says what it found. Reads only; needs nothing but Java.
 *
 * <p>Ends with 0 when all holds, 1 when something does not, 2 when the file is no bundle or cannot be read.
 */
public final class VerifyCommand {
    static final int HOLDS = 0;
    static final int DOES_NOT_HOLD = 1;
    static final int NOT_A_BUNDLE = 2;

    /** Keys and checkpoints are small; what is longer is something else. */
    private static final long MAX_TRUSTED_BYTES = 1_000_000;

    private final PrintStream out;
    private final PrintStream err;

    VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new VerifyCommand(out, err).run(args));
    }

    /** Runs the command; gives its exit code. */
    int run(String... args) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println();
            err.print(Arguments.USAGE);
            return NOT_A_BUNDLE;
        }
        if (arguments.help()) {
            out.print(Arguments.USAGE);
            return HOLDS;
        }
        Optional<Trusted> trusted = trusted(arguments);
        return trusted.isEmpty() ? NOT_A_BUNDLE : check(arguments, trusted.get());
    }

    private int check(Arguments arguments, Trusted trusted) {
        Path file = arguments.file();
        BundleReport report;
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString(), null, "no such file");
            }
            report = BundleCheck.check(file, trusted, arguments.json() ? Progress.IGNORED : new ProgressLine(err));
        } catch (IOException e) {
            err.println("Cannot read " + file + ": " + reason(e));
            return NOT_A_BUNDLE;
        }
        if (arguments.json()) {
            new JsonReport(out).print(file, report, trusted.key().isPresent());
        } else {
            new PlainReport(out).print(file, report, trusted.key().isPresent());
        }
        return switch (report.verdict()) {
            case HOLDS -> HOLDS;
            case DOES_NOT_HOLD -> DOES_NOT_HOLD;
            case NOT_A_BUNDLE -> NOT_A_BUNDLE;
        };
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    /** What was given with {@code --key} and {@code --checkpoint}; empty, and said so, if it cannot be used. */
    private Optional<Trusted> trusted(Arguments arguments) {
        Optional<Path> reading = Optional.empty();
        try {
            Optional<NoteVerifier> key = Optional.empty();
            Optional<SignedNote> checkpoint = Optional.empty();
            if (arguments.key().isPresent()) {
                reading = arguments.key();
                key = Optional.of(NoteVerifier.parse(new String(small(reading.get()), StandardCharsets.UTF_8).strip()));
            }
            if (arguments.checkpoint().isPresent()) {
                reading = arguments.checkpoint();
                checkpoint = Optional.of(SignedNote.parse(small(reading.get())));
            }
            return Optional.of(new Trusted(key, checkpoint));
        } catch (IOException e) {
            err.println("Cannot read " + reading.orElseThrow() + ": " + reason(e));
        } catch (Malformed e) {
            err.println("Cannot use " + reading.orElseThrow() + ": " + e.code().code() + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private static byte[] small(Path file) throws IOException {
        if (Files.size(file) > MAX_TRUSTED_BYTES) {
            throw new IOException("it is longer than " + MAX_TRUSTED_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
