package org.vidimus.server.evidence;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** What was marked in the field. */
@RestController
class MarkController {
    private final Marks marks;

    MarkController(Marks marks) {
        this.marks = marks;
    }

    record Marked(List<Marks.Mark> items) {}

    @GetMapping("/api/evidence/{id}/marks")
    @Does(Action.EVIDENCE_SHOW)
    Marked list(Caller caller, @PathVariable UUID id) {
        return new Marked(marks.of(caller, new EvidenceId(id)));
    }
}
