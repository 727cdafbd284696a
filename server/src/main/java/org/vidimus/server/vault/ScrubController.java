package org.vidimus.server.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Scrubs as JSON. */
@RestController
@RequestMapping("/api/vault/scrubs")
class ScrubController {
    private static final int MOST_FINDINGS = 200;

    private final Scrubber scrubber;
    private final Findings findings;

    ScrubController(Scrubber scrubber, SealedVault.Parts parts) {
        this.scrubber = scrubber;
        this.findings = parts.findings();
    }

    /** @param findings how many, all of this scrub */
    record View(
            UUID id,
            Scrub.State state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long objects,
            long parts,
            long bytes,
            int findings) {
        static View of(Scrub scrub) {
            return new View(
                    scrub.id(),
                    scrub.state(),
                    scrub.startedAt(),
                    scrub.finishedAt().orElse(null),
                    scrub.objects(),
                    scrub.parts(),
                    scrub.bytes(),
                    scrub.findings());
        }
    }

    /** @param by READ, READ_BACK or SCRUB: who met it */
    record FoundView(
            Instant foundAt,
            String by,
            @Nullable UUID scrub,
            String code,
            @Nullable UUID object,
            int part,
            String message) {
        static FoundView of(Findings.Noted noted) {
            return new FoundView(
                    noted.foundAt(),
                    noted.by(),
                    noted.scrub().orElse(null),
                    noted.code(),
                    noted.object().orElse(null),
                    noted.part(),
                    noted.message());
        }
    }

    /** @param findings the latest of all scrubs, read-backs and readers */
    record Listing(List<View> items, List<FoundView> findings) {}

    @GetMapping
    @Does(Action.VAULT_REPORT)
    Listing list(Caller caller) {
        List<View> items = scrubber.latest(caller).stream().map(View::of).toList();
        return new Listing(
                items,
                findings.latest(MOST_FINDINGS).stream().map(FoundView::of).toList());
    }

    @PostMapping
    @Does(Action.VAULT_SCRUB)
    @ResponseStatus(HttpStatus.ACCEPTED)
    View start(Caller caller) {
        return View.of(scrubber.start(caller));
    }
}
