package org.vidimus.server.privacy;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Who opened my footage. */
@RestController
@Tag(name = "privacy")
class WearerOpeningController {
    private static final int MOST = 200;

    private final WearerOpenings openings;

    WearerOpeningController(WearerOpenings openings) {
        this.openings = openings;
    }

    /** Newest first; of one recording where its id is given. */
    @Does(Action.OPENING_LIST)
    @GetMapping("/api/me/openings")
    WearerOpenings.Page listMyOpenings(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID evidence,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        Optional<Place> place = Optional.ofNullable(after)
                .filter(text -> !text.isBlank())
                .map(text -> LedgerAsked.one("after", text, "the next of the page before", Place::parse));
        return openings.of(caller, Optional.ofNullable(evidence), place, Math.clamp(limit, 1, MOST));
    }
}
