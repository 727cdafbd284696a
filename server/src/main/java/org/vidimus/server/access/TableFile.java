package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table on its way in or out: read whole and bounded, handed out as a file of its own. */
public final class TableFile {
    public static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private TableFile() {}

    /** @throws org.vidimus.server.Refused with {@code import-unreadable} if it is larger than 8 MiB or breaks off; nothing was changed */
    public static byte[] read(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ImportProblem.Unreadable("it has more than " + MOST_BYTES / 1024 / 1024 + " MB.").refused();
            }
            return bytes;
        } catch (IOException e) {
            throw new ImportProblem.Unreadable("it did not arrive whole.").refused();
        }
    }

    /** To be saved, and kept by nothing on the way. */
    public static ResponseEntity<byte[]> attachment(String name, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }
}
