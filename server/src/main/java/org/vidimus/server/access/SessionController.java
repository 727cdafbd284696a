package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** Signing in and out, and who one is. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "access")
class SessionController {
    private final Gate gate;
    private final SignIn signIn;
    private final Sitting sitting;
    private final People people;
    private final Units units;
    private final Permissions permissions;

    SessionController(Gate gate, SignIn signIn, Sitting sitting, People people, Units units, Permissions permissions) {
        this.gate = gate;
        this.signIn = signIn;
        this.sitting = sitting;
        this.people = people;
        this.units = units;
        this.permissions = permissions;
    }

    record Credentials(@Nullable String login, @Nullable String password) {}

    record UnitName(UUID id, String name) {
        static UnitName of(Unit unit) {
            return new UnitName(unit.id().value(), unit.name());
        }
    }

    /** @param may codes of the actions that screens may offer */
    record Me(
            UUID id,
            String name,
            Optional<String> login,
            List<String> roles,
            Optional<UnitName> unit,
            List<String> may) {}

    @Does(Action.SESSION_START)
    @PostMapping
    Me startSession(Caller caller, @RequestBody Credentials credentials, HttpServletRequest request) {
        return me(signIn.start(caller, credentials.login(), credentials.password(), request));
    }

    @Does(Action.SESSION_SHOW)
    @GetMapping
    Me showSession(Caller caller) {
        return gate.view(Passage.of(caller, Action.SESSION_SHOW), _ -> me(caller));
    }

    @Does(Action.SESSION_END)
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(Caller caller, HttpServletRequest request) {
        gate.change(Passage.of(caller, Action.SESSION_END), outcome -> {
            sitting.end(request);
            return outcome;
        });
    }

    private Me me(Caller caller) {
        return new Me(
                caller.id(),
                caller.name(),
                caller.person().flatMap(id -> people.find(new PersonId(id))).map(Person::login),
                caller.duties().stream().map(Caller.Duty::role).distinct().toList(),
                caller.unit().flatMap(id -> units.find(new UnitId(id))).map(UnitName::of),
                permissions.of(caller));
    }
}
