package org.vidimus.dock;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vidimus.client.Server;
import org.vidimus.dock.board.Texts;

/**
 * What was asked for on the command line.
 *
 * @param state empty for a folder that belongs to this server and these mounts
 */
record Options(
        URI server,
        Optional<String> token,
        Optional<Path> tokenFile,
        List<Path> mounts,
        boolean once,
        boolean keep,
        String name,
        int parallel,
        Optional<Path> layouts,
        Optional<Path> state,
        ZoneId zone,
        Duration patience,
        boolean json,
        Optional<Path> authority,
        Optional<Path> certificate,
        Optional<Path> certificateKey) {
    private static final int MOST_PARALLEL = 64;

    /** What is wrong with a command line, in words. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String message) {
            super(message);
        }
    }

    static Options of(String[] arguments, Map<String, String> environment, Texts texts) throws Misused {
        return new Reader(texts).read(arguments, environment);
    }

    private static final class Reader {
        private final Texts texts;
        private final List<Path> mounts = new ArrayList<>();
        private @Nullable URI server;
        private Optional<String> token = Optional.empty();
        private Optional<Path> tokenFile = Optional.empty();
        private Optional<Path> layouts = Optional.empty();
        private Optional<Path> state = Optional.empty();
        private Optional<String> name = Optional.empty();
        private ZoneId zone = ZoneId.systemDefault();
        private Duration patience = Duration.ofMinutes(5);
        private int parallel = 4;
        private boolean once;
        private boolean keep;
        private boolean json;
        private Optional<Path> authority = Optional.empty();
        private Optional<Path> certificate = Optional.empty();
        private Optional<Path> certificateKey = Optional.empty();

        Reader(Texts texts) {
            this.texts = texts;
        }

        Options read(String[] arguments, Map<String, String> environment) throws Misused {
            Iterator<String> words = Arrays.asList(arguments).iterator();
            while (words.hasNext()) {
                option(words.next(), words);
            }
            if (server == null) {
                throw new Misused(texts.say("usage.missing-server"));
            }
            if (mounts.isEmpty()) {
                throw new Misused(texts.say("usage.missing-mount"));
            }
            return new Options(
                    server,
                    token,
                    tokenFile,
                    List.copyOf(mounts),
                    once,
                    keep,
                    name.orElseGet(() -> hostName(environment)),
                    parallel,
                    layouts,
                    state,
                    zone,
                    patience,
                    json,
                    authority,
                    certificate,
                    certificateKey);
        }

        private void option(String option, Iterator<String> words) throws Misused {
            switch (option) {
                case "--server" -> server = value(option, words, Server::address);
                case "--token" -> token = Optional.of(value(option, words, word -> word));
                case "--token-file" -> tokenFile = Optional.of(value(option, words, Path::of));
                case "--mount" ->
                    mounts.add(value(option, words, word -> Path.of(word).toAbsolutePath()));
                case "--name" -> name = Optional.of(value(option, words, Reader::name));
                case "--parallel" -> parallel = value(option, words, word -> within(word, 1, MOST_PARALLEL));
                case "--layouts" -> layouts = Optional.of(value(option, words, Path::of));
                case "--state" -> state = Optional.of(value(option, words, Path::of));
                case "--zone" -> zone = value(option, words, ZoneId::of);
                case "--patience" ->
                    patience = value(option, words, word -> Duration.ofSeconds(within(word, 1, 1_000_000)));
                case "--once" -> once = true;
                case "--keep" -> keep = true;
                case "--json" -> json = true;
                case "--ca" -> authority = Optional.of(value(option, words, Path::of));
                case "--cert" -> certificate = Optional.of(value(option, words, Path::of));
                case "--cert-key" -> certificateKey = Optional.of(value(option, words, Path::of));
                default -> throw new Misused(texts.say("usage.unknown-option", option));
            }
        }

        private <T> T value(String option, Iterator<String> words, Function<String, T> read) throws Misused {
            if (!words.hasNext()) {
                throw new Misused(texts.say("usage.missing-value", option));
            }
            String word = words.next();
            try {
                return read.apply(word);
            } catch (IllegalArgumentException | DateTimeException bad) {
                throw new Misused(texts.say(
                        "usage.bad-value", bad instanceof InvalidPathException ? "…" : Texts.shown(word), option));
            }
        }

        private static int within(String word, int least, int most) {
            int number = Integer.parseInt(word);
            if (number < least || number > most) {
                throw new IllegalArgumentException(word);
            }
            return number;
        }

        private static String name(String word) {
            if (word.isBlank() || word.length() > 100) {
                throw new IllegalArgumentException(word);
            }
            return word.strip();
        }

        private static String hostName(Map<String, String> environment) {
            String given = environment.get("HOSTNAME");
            if (given != null && !given.isBlank()) {
                return given.length() > 100 ? given.substring(0, 100) : given;
            }
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return "dock";
            }
        }
    }

    /** Where this dock remembers erasures: its own folder for each server and set of mounts. */
    Path stateFolder(Map<String, String> environment) {
        return state.orElseGet(() -> {
            String base = environment.get("XDG_STATE_HOME");
            Path home = base != null && !base.isBlank()
                    ? Path.of(base)
                    : Path.of(System.getProperty("user.home", "."), ".local", "state");
            String identity = server + "\n"
                    + String.join(
                            "\n", mounts.stream().map(Path::toString).sorted().toList());
            return home.resolve("vidimus-dock")
                    .resolve(org.vidimus.trust.Sha256.of(identity.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .toString()
                            .substring(0, 16));
        });
    }
}
