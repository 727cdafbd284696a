package org.vidimus.server.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.trust.Sha256;

/** Uploads as JSON: how far they are, how a dock without memory finds them again, and that a camera's file is gone. */
@RestController
@RequestMapping("/api/uploads")
class TrackingController {
    private final Tracking tracking;

    TrackingController(Tracking tracking) {
        this.tracking = tracking;
    }

    record Listing(List<UploadView> items) {}

    /** @param at when the camera's file went, by the dock's clock */
    record Erasure(Instant at) {}

    @GetMapping("/{id}")
    @Does(Action.UPLOAD_SHOW)
    UploadView show(Caller caller, @PathVariable UUID id) {
        return UploadView.of(tracking.show(caller, new UploadId(id)));
    }

    @GetMapping
    @Does(Action.UPLOAD_SHOW)
    Listing list(
            Caller caller,
            @RequestParam(required = false) @Nullable String camera,
            @RequestParam(required = false) @Nullable String recording,
            @RequestParam(required = false) @Nullable Integer part,
            @RequestParam(required = false) @Nullable String sha256) {
        Uploads.Filter filter = new Uploads.Filter(
                Optional.ofNullable(camera),
                Optional.ofNullable(recording),
                Optional.ofNullable(part),
                Optional.ofNullable(sha256).map(TrackingController::digest));
        return new Listing(
                tracking.list(caller, filter).stream().map(UploadView::of).toList());
    }

    @PostMapping("/{id}/erased")
    @Does(Action.CAMERA_ERASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erased(Caller caller, @PathVariable UUID id, @RequestBody Erasure erasure) {
        tracking.erased(caller, new UploadId(id), erasure.at());
    }

    private static Sha256 digest(String hex) {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IngestProblem.MetadataUnfit("sha256", "want 64 hexadecimal digits").refused();
        }
        return Sha256.parse(hex);
    }
}
