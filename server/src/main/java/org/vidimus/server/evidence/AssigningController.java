package org.vidimus.server.evidence;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Whose footage it is. */
@RestController
@Tag(name = "evidence")
class AssigningController {
    private final Assigning assigning;

    AssigningController(Assigning assigning) {
        this.assigning = assigning;
    }

    record WearerWish(@Nullable UUID person, @Nullable String reason) {}

    record WearerItem(Card.Named wearer) {}

    @Does(Action.EVIDENCE_ASSIGN)
    @PutMapping("/api/evidence/{id}/wearer")
    WearerItem assignWearer(Caller caller, @PathVariable UUID id, @RequestBody WearerWish wish) {
        if (wish.person() == null) {
            throw new EvidenceProblem.NotUnderstood("person", "the id of whose footage it is", "nothing").refused();
        }
        return new WearerItem(assigning.assign(
                caller, new EvidenceId(id), new PersonId(wish.person()), Entrusting.reason(wish.reason())));
    }
}
