package org.vidimus.server.sharing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.StatedPurpose;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.evidence.EvidenceId;

/** Exports and hands over bundles. */
@RestController
class BundleController {
    private static final Pattern FROM_BYTE = Pattern.compile("bytes=([0-9]{1,18})-");

    private final Exports exports;
    private final Handover handover;

    BundleController(Exports exports, Handover handover) {
        this.exports = exports;
        this.handover = handover;
    }

    /** @param renditions whether viewing copies go out beside the originals; without a word they do not */
    record Asked(
            @Nullable List<UUID> evidence,

            @Schema(
                    description =
                            "Code of one of the house's purposes, where its rules ask for one; any words elsewhere."
                                    + " Without it, the purpose for which the evidence is open counts.")
            @Nullable
            String purpose,

            @Schema(description = "Number of the case, complaint or request.") @Nullable
            String reference,

            @Schema(description = "The reason in one's own words.") @Nullable
            String words,

            @Schema(
                    description =
                            "true: beside each original that browsers do not show goes a machine-made copy that they do,"
                                    + " under renditions/ and said to be no original. Originals are in the bundle either way.",
                    defaultValue = "false")
            @Nullable
            Boolean renditions) {
        Exports.With with() {
            return Boolean.TRUE.equals(renditions) ? Exports.With.VIEWING_COPIES : Exports.With.ORIGINALS_ONLY;
        }
    }

    /** @param renditions how many viewing copies are inside: those that were ready */
    record Made(UUID id, String name, long lengthBytes, String url, int renditions) {}

    @PostMapping("/api/bundles")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.BUNDLE_EXPORT)
    Made export(
            Caller caller,
            @RequestBody Asked asked,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose) {
        List<EvidenceId> evidence = asked.evidence() == null
                ? List.of()
                : asked.evidence().stream().map(EvidenceId::new).toList();
        Optional<String> stated = StatedPurpose.of(
                        asked.purpose() == null ? purpose : asked.purpose(), asked.reference(), asked.words())
                .map(StatedPurpose::text);
        Exports.Made made = exports.export(caller, new Exports.Order(evidence, stated, asked.with()));
        return new Made(
                made.id().value(),
                "vidimus-" + made.id() + ".zip",
                made.lengthBytes(),
                "/api/bundles/" + made.id() + "/content",
                made.copies());
    }

    /** The zip. A broken download goes on with {@code Range: bytes=N-}; nothing else of ranges is offered. */
    @GetMapping(path = "/api/bundles/{id}/content")
    @Does(Action.BUNDLE_DOWNLOAD)
    void content(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long from = firstByte(range);
        Writing writing = handover.open(caller, new BundleId(id), from, Optional.ofNullable(purpose));
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(writing.fileName())
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.ETAG, "\"" + id + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLengthLong(writing.lengthBytes() - from);
        if (from > 0) {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + from + "-" + (writing.lengthBytes() - 1) + "/" + writing.lengthBytes());
        }
        if (!request.getMethod().equals("HEAD")) {
            // From the first byte on, a failure can only be told by breaking off: fewer bytes than announced.
            handover.write(writing, new LateStart(response.getOutputStream(), from));
        }
    }

    /** 0 where no range is asked for, or one that is not offered. */
    private static long firstByte(@Nullable String range) {
        Matcher asked = FROM_BYTE.matcher(range == null ? "" : range);
        return asked.matches() ? Long.parseLong(asked.group(1)) : 0;
    }
}
