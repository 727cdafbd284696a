package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Ways in for other people, and locks. */
@RestController
@RequestMapping("/api/people/{id}")
@Tag(name = "access")
class RecoveryController {
    private final Recovery recovery;

    RecoveryController(Recovery recovery) {
        this.recovery = recovery;
    }

    /** @param path of the desk's page, this once and never again */
    record WayInLink(String path, Instant expiresAt) {
        static WayInLink of(PersonLinks.Link link) {
            return new WayInLink(link.path(), link.expiresAt());
        }
    }

    @Does(Action.PERSON_INVITE)
    @PostMapping("/invitation")
    @ResponseStatus(HttpStatus.CREATED)
    WayInLink invitePerson(Caller caller, @PathVariable UUID id) {
        return WayInLink.of(recovery.invite(caller, new PersonId(id)));
    }

    @Does(Action.PERSON_RECOVER)
    @PostMapping("/recovery")
    @ResponseStatus(HttpStatus.CREATED)
    WayInLink recoverPerson(Caller caller, @PathVariable UUID id) {
        return WayInLink.of(recovery.recover(caller, new PersonId(id)));
    }

    /** @param reason which the ledger keeps */
    record LockWish(@Nullable String reason) {}

    @Does(Action.PERSON_LOCK)
    @PutMapping("/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lockPerson(Caller caller, @PathVariable UUID id, @RequestBody LockWish wish) {
        recovery.lock(caller, new PersonId(id), Fitness.name("reason", wish.reason()));
    }

    @Does(Action.PERSON_RELEASE)
    @DeleteMapping("/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releasePerson(Caller caller, @PathVariable UUID id) {
        recovery.release(caller, new PersonId(id));
    }
}
