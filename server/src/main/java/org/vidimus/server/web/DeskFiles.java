package org.vidimus.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.vidimus.trust.Sha256;

/** The desk as it was built into this server, under {@code /desk} of the class path. A few megabytes, kept in memory once read. */
@Component
class DeskFiles {
    private static final String ROOT = "desk/";
    private static final String INDEX = "index.html";

    private final ConcurrentHashMap<String, DeskFile> known = new ConcurrentHashMap<>();

    /**
     * @param etag strong, from the content
     * @param coding content coding of the bytes; empty for as they are
     */
    @SuppressWarnings("ArrayRecordComponent") // read from the class path, never changed
    record DeskFile(byte[] bytes, MediaType type, String etag, String coding) {}

    /** How the build wrote a file beside the file itself, best first: content coding and ending. */
    private enum Packed {
        BROTLI("br", ".br"),
        GZIP("gzip", ".gz");

        private final String coding;
        private final String ending;

        Packed(String coding, String ending) {
            this.coding = coding;
            this.ending = ending;
        }
    }

    /**
     * The file in the smallest form that the browser takes; the build packed it once and for all.
     *
     * @param accepted the request's {@code Accept-Encoding}
     */
    Optional<DeskFile> find(String path, String accepted) {
        for (Packed packed : Packed.values()) {
            if (accepts(accepted, packed.coding)) {
                Optional<DeskFile> found = find(path + packed.ending)
                        .map(file -> new DeskFile(file.bytes(), typeOf(path), file.etag(), packed.coding));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return find(path);
    }

    /** RFC 9110 §12.5.3, as far as browsers use it: a list of codings, where {@code q=0} means "not this one". */
    private static boolean accepts(String accepted, String coding) {
        for (String one : accepted.split(",", -1)) {
            String[] parts = one.strip().split("\\s*;\\s*", 2);
            if (parts[0].equalsIgnoreCase(coding)) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** @param path below the root of the desk, without a slash in front */
    Optional<DeskFile> find(String path) {
        if (path.isEmpty() || path.endsWith("/") || path.contains("..")) {
            return Optional.empty();
        }
        // What is not there is not remembered: anybody can ask for anything.
        return Optional.ofNullable(known.computeIfAbsent(path, DeskFiles::read));
    }

    /** The page that the desk starts from; empty when the desk was not built. */
    Optional<DeskFile> index() {
        return find(INDEX);
    }

    private static @Nullable DeskFile read(String path) {
        var resource = new ClassPathResource(ROOT + path);
        if (!resource.isReadable()) {
            return null;
        }
        try {
            byte[] bytes = resource.getContentAsByteArray();
            return new DeskFile(bytes, typeOf(path), "\"" + Sha256.of(bytes) + "\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(path + " of the desk cannot be read", e);
        }
    }

    private static MediaType typeOf(String path) {
        MediaType type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        boolean text = type.getType().equals("text")
                || type.getSubtype().endsWith("javascript")
                || type.getSubtype().endsWith("json");
        return text ? new MediaType(type, StandardCharsets.UTF_8) : type;
    }
}
