package org.vidimus.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ffmpeg programs that come inside the server, unpacked once a version and user, and proven to start.
 *
 * <p>They are unpacked by our own hand and not by their library's loader, which would also load them into this process: what
 * reads hostile files shall never share our memory.
 */
public final class Toolbox {
    private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

    private static final String VERSION = "8.0.1-1.5.13";
    private static final Pattern MISSING = Pattern.compile("shared libraries: (\\S+?): cannot open");

    /** Debian's names for what the programs need from the system. */
    private static final Map<String, String> PACKAGES = Map.of(
            "libxcb.so.1", "libxcb1",
            "libxcb-shm.so.0", "libxcb-shm0",
            "libasound.so.2", "libasound2",
            "libpulse.so.0", "libpulse0",
            "libstdc++.so.6", "libstdc++6",
            "libgcc_s.so.1", "libgcc-s1");

    private final Path folder;

    private Toolbox(Path folder) {
        this.folder = folder;
    }

    /** Two of ffmpeg's programs. */
    public enum Tool {
        FFMPEG,
        FFPROBE
    }

    /**
     * Unpacks the programs under {@code cache} unless they are there, and starts each once.
     *
     * @throws IOException if they cannot be unpacked or do not start; the message says what to install
     */
    public static Toolbox open(Path cache) throws IOException {
        String platform = platform();
        Path folder = cache.resolve("ffmpeg-" + VERSION + "-" + platform);
        if (!Files.isDirectory(folder)) {
            unpack(platform, cache, folder);
        }
        Toolbox toolbox = new Toolbox(folder);
        for (Tool tool : Tool.values()) {
            toolbox.prove(tool);
        }
        return toolbox;
    }

    /** Where everything of this user is unpacked that more than one house shares. */
    public static Path usualCache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return caches.resolve("vidimus");
    }

    /** A program ready to start, with its own libraries. For what we make ourselves; hostile bytes go through {@link ChildProcess}. */
    public ProcessBuilder program(Tool tool, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(path(tool).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        return builder;
    }

    Path path(Tool tool) {
        return folder.resolve(tool.name().toLowerCase(Locale.ROOT));
    }

    /** Where the programs' own libraries are. */
    Path folder() {
        return folder;
    }

    private void prove(Tool tool) throws IOException {
        ProcessBuilder builder = program(tool, List.of("-hide_banner", "-version"));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readNBytes(8192));
        }
        try {
            if (process.waitFor() != 0) {
                throw new IOException(advice(tool, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + tool + " was being tried", e);
        }
    }

    private static String advice(Tool tool, String said) {
        TreeSet<String> packages = new TreeSet<>();
        Matcher matcher = MISSING.matcher(said);
        if (matcher.find()) {
            String library = matcher.group(1);
            packages.add(PACKAGES.getOrDefault(library, "the package that has " + library));
            PACKAGES.values().stream().filter(name -> name.startsWith("lib")).forEach(packages::add);
        }
        String name = tool.name().toLowerCase(Locale.ROOT);
        return packages.isEmpty()
                ? name + " does not start: " + said.strip()
                : name
                        + " does not start, because this system lacks libraries it needs. On Debian and Ubuntu: apt-get install "
                        + String.join(" ", packages)
                        + " (libasound2 is called libasound2t64 since Ubuntu 24.04). It said: "
                        + said.strip();
    }

    /** A crash leaves a draft folder, which the next call does not mistake for the programs. */
    private static void unpack(String platform, Path cache, Path folder) throws IOException {
        String root = "org/bytedeco/ffmpeg/" + platform + "/";
        URL here = Toolbox.class.getClassLoader().getResource(root + "ffmpeg");
        if (here == null || !(here.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("this server comes without ffmpeg for " + platform);
        }
        Files.createDirectories(cache);
        Path draft = Files.createTempDirectory(cache, ".unpacking-");
        try {
            copy(connection.getJarFile(), root, draft);
            Files.move(draft, folder);
            LOG.info("media tools=unpacked folder={}", folder.getFileName());
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            // Another server of the same user was faster: its copy is as good as ours.
            LOG.debug("media tools=already-there", e);
        } finally {
            discard(draft);
        }
    }

    private static void copy(JarFile jar, String root, Path draft) throws IOException {
        List<JarEntry> entries = jar.stream()
                .filter(entry -> entry.getName().startsWith(root) && !entry.isDirectory())
                .filter(entry -> !entry.getName().contains("/libjni"))
                .toList();
        for (JarEntry entry : entries) {
            Path file = draft.resolve(entry.getName().substring(root.length()));
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void discard(Path draft) {
        if (!Files.exists(draft)) {
            return;
        }
        try (Stream<Path> files = Files.walk(draft)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + draft, e);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux") ? "linux" : "other";
        String processor =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm64";
                    default -> System.getProperty("os.arch");
                };
        return system + "-" + processor;
    }
}
