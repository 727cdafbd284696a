package org.vidimus.server.evidence;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** What the vault still has to do with what came in. */
@RestController
@RequestMapping("/api/vault/in-hand")
class InHandController {
    private final InHand inHand;

    InHandController(InHand inHand) {
        this.inHand = inHand;
    }

    record Listing(List<InHand.Waiting> items) {}

    /** What waits, each step once. */
    @Does(Action.VAULT_REPORT)
    @GetMapping
    Listing inHand(Caller caller) {
        return new Listing(inHand.now(caller));
    }
}
