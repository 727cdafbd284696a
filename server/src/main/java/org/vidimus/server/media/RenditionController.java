package org.vidimus.server.media;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.RangeAnswer;

/** Viewing aids and tracks. */
@RestController
class RenditionController {
    private final Watching watching;

    RenditionController(Watching watching) {
        this.watching = watching;
    }

    /** A proxy and a picture are the footage, so opening one is a viewing; the rest helps to find the way in it. */
    @GetMapping("/api/evidence/{id}/originals/{n}/renditions/{name}")
    @Does({Action.EVIDENCE_VIEW, Action.EVIDENCE_PREVIEW})
    void rendition(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable int n,
            @PathVariable String name,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Watching.Opened opened = watching.open(
                caller,
                new OriginalId(new EvidenceId(id), n),
                name,
                Optional.ofNullable(purpose),
                rendition -> RangeAnswer.to(
                        request,
                        new RangeAnswer.Entity(
                                rendition.wholeLengthBytes(), rendition.tag(), rendition.mediaType(), "inline")));
        opened.answer().write(response, opened.first(), opened.source());
    }

    @GetMapping("/api/evidence/{id}/track")
    @Does(Action.EVIDENCE_SHOW)
    Watching.TrackAnswer track(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose) {
        return watching.track(caller, new EvidenceId(id), Optional.ofNullable(purpose));
    }
}
