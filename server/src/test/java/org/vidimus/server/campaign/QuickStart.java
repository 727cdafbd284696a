package org.vidimus.server.campaign;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Makes a server start fast, so that it can be killed often: folders of classes are packed into jars, as the virtual machine's
 * ahead-of-time cache (JEP 514) takes nothing else, and the first start is the one that fills the cache.
 */
final class QuickStart {
    private static final List<String> LEAN = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path cache;
    private final String classPath;
    private boolean learnt;

    QuickStart(Path folder) throws IOException {
        this.cache = Files.createDirectories(folder).resolve("server.aot");
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            jars.add(Files.isDirectory(path) ? packed(path, folder.resolve(jars.size() + ".jar")) : entry);
        }
        this.classPath = String.join(File.pathSeparator, jars);
    }

    String classPath() {
        return classPath;
    }

    /** Of the start that fills the cache when it ends in good order. */
    List<String> learning() {
        return with("-XX:AOTCacheOutput=" + cache);
    }

    /** The cache is whole. */
    void learnt() {
        learnt = Files.exists(cache);
    }

    List<String> quick() {
        return learnt ? with("-XX:AOTCache=" + cache) : LEAN;
    }

    private static List<String> with(String option) {
        List<String> options = new ArrayList<>(LEAN);
        options.add(option);
        return options;
    }

    private static String packed(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(path -> !path.equals(folder))::iterator) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                packed.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, packed);
                }
            }
        }
        return jar.toString();
    }
}
