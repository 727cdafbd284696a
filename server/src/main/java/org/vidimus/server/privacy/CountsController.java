package org.vidimus.server.privacy;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Counts for the works council. There is nothing to choose, on purpose. */
@RestController
@Tag(name = "privacy")
class CountsController {
    private final Counts counts;

    CountsController(Counts counts) {
        this.counts = counts;
    }

    @Does(Action.COUNTS_SHOW)
    @GetMapping("/api/counts")
    Counts.Answer showCounts(Caller caller) {
        return counts.all(caller);
    }
}
