package org.vidimus.dock;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vidimus.client.Server;
import org.vidimus.client.Token;
import org.vidimus.client.Trust;
import org.vidimus.client.Uploads;
import org.vidimus.dock.board.Board;
import org.vidimus.dock.board.Boards;
import org.vidimus.dock.board.Texts;
import org.vidimus.dock.camera.CameraFinder;
import org.vidimus.dock.camera.Layouts;

/**
 * {@code vidimus dock}. Ends with 0 (with {@code --once}: everything on all cameras is offloaded, and erased unless it shall
 * be kept), 1 (something was left, or there was no camera) or 2 (could not work: bad options, token not accepted, state folder
 * in use).
 */
public final class DockCommand {
    private static final Duration STALL = Duration.ofSeconds(120);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final int DONE = 0;
    private static final int LEFT = 1;
    private static final int UNABLE = 2;

    private DockCommand() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err) {
        Texts texts = new Texts(Locale.getDefault());
        if (List.of(arguments).contains("--help")) {
            out.println(texts.say("usage"));
            return DONE;
        }
        try {
            Options options = Options.of(arguments, System.getenv(), texts);
            Optional<Token> token = Token.from(options.token(), options.tokenFile(), System.getenv());
            Trust trust = trust(options);
            if (token.isEmpty() && !trust.showsOwn()) {
                throw new Options.Misused(texts.say("usage.missing-token"));
            }
            return work(options, token, trust, Boards.of(options.json(), texts, out));
        } catch (Options.Misused misused) {
            err.println(texts.say("usage.bad", String.valueOf(misused.getMessage())));
            err.println(texts.say("usage"));
            return UNABLE;
        } catch (IOException unable) {
            return unable(why(unable), texts, err);
        } catch (IllegalArgumentException unable) {
            return unable(String.valueOf(unable.getMessage()), texts, err);
        }
    }

    private static String why(IOException unable) {
        return unable instanceof FileSystemException file && file.getFile() != null
                ? file.getFile() + ": " + Reason.of(unable)
                : Reason.of(unable);
    }

    private static int unable(String why, Texts texts, PrintStream err) {
        err.println(texts.say("usage.bad", texts.say("usage.cannot-start", why)));
        return UNABLE;
    }

    private static Trust trust(Options options) throws Options.Misused {
        try {
            return new Trust(options.authority(), options.certificate(), options.certificateKey());
        } catch (IllegalArgumentException bad) {
            throw new Options.Misused(String.valueOf(bad.getMessage()));
        }
    }

    private static int work(Options options, Optional<Token> token, Trust trust, Board board) throws IOException {
        Layouts layouts = options.layouts().isPresent()
                ? Layouts.builtIn().with(options.layouts().get())
                : Layouts.builtIn();
        List<Path> mounts = new ArrayList<>();
        for (Path mount : options.mounts()) {
            mounts.add(Files.exists(mount) ? mount.toRealPath() : mount);
        }
        Path state = options.stateFolder(System.getenv());
        try (board;
                EraseJournal journal = EraseJournal.open(state);
                Server server = new Server(options.server(), token, trust);
                Lanes lanes = new Lanes(options.parallel())) {
            Runtime.getRuntime().addShutdownHook(new Thread(board::close));
            if (Server.exposed(options.server())) {
                board.note("exposed", options.server().toString());
            }
            Gear gear = new Gear(
                    server,
                    new Uploads(server, STALL),
                    journal,
                    new Patience(
                            options.once() ? Optional.of(options.patience()) : Optional.empty(),
                            FIRST_WAIT,
                            new SecureRandom()),
                    new Serials(),
                    new Wishes(),
                    lanes,
                    board,
                    Clock.systemUTC(),
                    options.zone(),
                    options.name(),
                    options.keep());
            try (Dock dock = new Dock(gear, new CameraFinder(layouts), mounts)) {
                return work(dock, options, board);
            }
        } catch (EraseJournal.InUse inUse) {
            board.note("in-use", state.toString());
            return UNABLE;
        }
    }

    private static int work(Dock dock, Options options, Board board) {
        try {
            if (options.once()) {
                return dock.once() ? DONE : LEFT;
            }
            dock.watch();
            return DONE;
        } catch (TokenRefused refused) {
            board.note("token-refused", refused.code(), Reason.of(refused));
            return UNABLE;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return LEFT;
        }
    }
}
