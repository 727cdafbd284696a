package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Who is signed in where: one's own sittings, and for those entitled another's. What is ended is over with its next request. */
@RestController
@Tag(name = "access")
class SittingsController {
    private final Gate gate;
    private final Sittings sittings;

    SittingsController(Gate gate, Sittings sittings) {
        this.gate = gate;
        this.sittings = sittings;
    }

    /**
     * @param current whether it is the one that asks
     * @param seenAt to half a minute
     * @param browser as it names itself
     */
    record SittingItem(
            UUID id, boolean current, Way way, Instant since, Instant seenAt, String address, String browser) {}

    record SittingItems(List<SittingItem> items) {}

    @Does(Action.SESSION_LIST)
    @GetMapping("/api/sessions")
    SittingItems listSessions(Caller caller) {
        return list(Passage.of(caller, Action.SESSION_LIST, Subject.person(caller.id())), caller.id());
    }

    @Does(Action.PERSON_SESSIONS)
    @GetMapping("/api/people/{id}/sessions")
    SittingItems listSessionsOf(Caller caller, @PathVariable UUID id) {
        return list(Passage.of(caller, Action.PERSON_SESSIONS, Subject.person(id)), id);
    }

    private SittingItems list(Passage passage, UUID person) {
        Optional<UUID> own = passage.caller().session();
        return gate.view(
                passage,
                _ -> new SittingItems(sittings.of(new PersonId(person)).stream()
                        .map(open -> new SittingItem(
                                open.id(),
                                own.equals(Optional.of(open.id())),
                                open.way(),
                                open.since(),
                                open.seenAt(),
                                open.address(),
                                open.browser()))
                        .toList()));
    }

    /** One of one's own. */
    @Does(Action.SESSION_END)
    @DeleteMapping("/api/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOneSession(Caller caller, @PathVariable UUID session) {
        requireOne(caller);
        end(Passage.of(caller, Action.SESSION_END, Subject.person(caller.id())), caller.id(), session);
    }

    /** All of one's own but the one that asks. */
    @Does(Action.SESSION_END)
    @DeleteMapping("/api/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOtherSessions(Caller caller) {
        requireOne(caller);
        endAll(Passage.of(caller, Action.SESSION_END, Subject.person(caller.id())), caller.id(), caller.session());
    }

    @Does(Action.SESSION_END_OTHER)
    @DeleteMapping("/api/people/{id}/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessionOf(Caller caller, @PathVariable UUID id, @PathVariable UUID session) {
        end(Passage.of(caller, Action.SESSION_END_OTHER, Subject.person(id)), id, session);
    }

    @Does(Action.SESSION_END_OTHER)
    @DeleteMapping("/api/people/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessionsOf(Caller caller, @PathVariable UUID id) {
        endAll(Passage.of(caller, Action.SESSION_END_OTHER, Subject.person(id)), id, Optional.empty());
    }

    private void end(Passage passage, UUID person, UUID session) {
        gate.change(passage.with("session", session.toString()), outcome -> {
            boolean ended = sittings.end(new PersonId(person), session);
            return outcome.note("sessions-ended", ended ? "1" : "0");
        });
    }

    private void endAll(Passage passage, UUID person, Optional<UUID> kept) {
        gate.change(
                passage,
                outcome -> outcome.note(
                        "sessions-ended", Integer.toString(sittings.endOthers(new PersonId(person), kept))));
    }

    /** Ending is open to everybody, restricted or not; whoever has nothing to end leaves no entry. */
    static void requireOne(Caller caller) {
        if (caller.kind() == Caller.Kind.VISITOR) {
            throw new CustodyProblem.SignInNeeded().refused();
        }
    }
}
