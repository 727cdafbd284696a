package org.vidimus.server.ingest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** The quarantine, for whoever clears it up. */
@RestController
@RequestMapping("/api/quarantine")
class QuarantineController {
    private static final int BUFFER_BYTES = 256 << 10;

    private final Quarantine quarantine;

    QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * @param more how many come after these
     * @param admissible those of them that the caller may take in now
     */
    record Listing(List<UploadView> items, long more, Set<UUID> admissible) {}

    /** @param skip how many of the newest the caller has already */
    @GetMapping
    @Does(Action.QUARANTINE_LIST)
    Listing list(Caller caller, @RequestParam(defaultValue = "0") int skip) {
        Quarantine.Page page = quarantine.list(caller, Math.max(0, skip));
        return new Listing(page.items().stream().map(UploadView::of).toList(), page.more(), page.admissible());
    }

    @PostMapping("/{id}/admit")
    @Does(Action.QUARANTINE_ADMIT)
    UploadView admit(Caller caller, @PathVariable UUID id) {
        return UploadView.of(quarantine.admit(caller, new UploadId(id)));
    }

    @GetMapping("/{id}/content")
    @Does(Action.EVIDENCE_DOWNLOAD)
    void content(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        Quarantine.Content content = quarantine.open(caller, new UploadId(id));
        try (InputStream bytes = content.bytes()) {
            // Nobody has looked at it: no browser shall guess what it is, or name a file by it.
            response.setContentType("application/octet-stream");
            response.setHeader("Content-Disposition", "attachment; filename=\"quarantine-" + id + ".bin\"");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "private, no-store");
            response.setContentLengthLong(content.upload().offsetBytes());
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int got = bytes.read(buffer); got >= 0; got = bytes.read(buffer)) {
                response.getOutputStream().write(buffer, 0, got);
            }
        }
    }
}
