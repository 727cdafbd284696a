package org.vidimus.server.evidence;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** The bytes of originals, bit for bit. */
@RestController
class ContentController {
    private final Reading reading;

    ContentController(Reading reading) {
        this.reading = reading;
    }

    @GetMapping("/api/evidence/{id}/originals/{n}/content")
    @Does({Action.EVIDENCE_VIEW, Action.EVIDENCE_DOWNLOAD})
    void content(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable int n,
            @RequestParam(defaultValue = "0") String download,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean keeping = download.equals("1") || download.equals("true");
        Reading.Opened opened = reading.open(
                caller,
                keeping ? Action.EVIDENCE_DOWNLOAD : Action.EVIDENCE_VIEW,
                new OriginalId(new EvidenceId(id), n),
                Optional.ofNullable(purpose),
                original -> RangeAnswer.to(request, entity(original, keeping)));
        opened.answer().write(response, opened.first(), reading.bytes(opened.original()));
    }

    private static RangeAnswer.Entity entity(Original original, boolean keeping) {
        String kind = !keeping && Reading.showable(original) ? "inline" : "attachment";
        return new RangeAnswer.Entity(
                original.lengthBytes(),
                original.sha256().toString(),
                Reading.mediaType(original),
                SafeName.disposition(kind, original.name()));
    }
}
