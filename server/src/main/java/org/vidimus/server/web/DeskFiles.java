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

    /** @param etag strong, from the content */
    @SuppressWarnings("ArrayRecordComponent") // read from the class path, never changed
    record DeskFile(byte[] bytes, MediaType type, String etag) {}

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
            MediaType type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
            return new DeskFile(bytes, withCharset(type), "\"" + Sha256.of(bytes) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(path + " of the desk cannot be read", e);
        }
    }

    private static MediaType withCharset(MediaType type) {
        boolean text = type.getType().equals("text")
                || type.getSubtype().endsWith("javascript")
                || type.getSubtype().endsWith("json");
        return text ? new MediaType(type, StandardCharsets.UTF_8) : type;
    }
}
