package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
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
import org.vidimus.server.access.signin.PasskeyOptions;
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
    private final Sittings sittings;
    private final Proofs proofs;
    private final SignInRules rules;

    SessionController(
            Gate gate,
            SignIn signIn,
            Sitting sitting,
            People people,
            Units units,
            Permissions permissions,
            Sittings sittings,
            Proofs proofs,
            SignInRules rules) {
        this.gate = gate;
        this.sittings = sittings;
        this.proofs = proofs;
        this.rules = rules;
        this.signIn = signIn;
        this.sitting = sitting;
        this.people = people;
        this.units = units;
        this.permissions = permissions;
    }

    /** @param accepted whether the notice of the house was accepted, where it has one */
    record Credentials(
            @Nullable String login,
            @Nullable String password,
            @Nullable String code,
            @Nullable Boolean accepted) {}

    record ShownPasskey(
            @Nullable UUID challenge,
            @Nullable Map<String, Object> credential,
            @Nullable Boolean accepted) {}

    /** Either a password, with a code where there is an authenticator app, or a passkey. */
    record Confirmation(
            @Nullable String password,
            @Nullable String code,
            @Nullable UUID challenge,
            @Nullable Map<String, Object> credential) {}

    /**
     * How one may sign in here.
     *
     * @param notice to be accepted first, where the house has one
     * @param passkeys whether this address of the desk can have passkeys
     * @param locksAfter how many failures lock, where somebody must release a lock
     */
    record WaysIn(Optional<String> notice, boolean passkeys, Optional<Integer> locksAfter) {}

    record UnitName(UUID id, String name) {
        static UnitName of(Unit unit) {
            return new UnitName(unit.id().value(), unit.name());
        }
    }

    /**
     * @param may codes of the actions that screens may offer
     * @param restricted whether a second factor must be set up before anything else
     */
    record Me(
            UUID id,
            String name,
            Optional<String> login,
            List<String> roles,
            Optional<UnitName> unit,
            List<String> may,
            boolean restricted) {}

    @Does(Action.SESSION_START)
    @PostMapping
    Me startSession(Caller caller, @RequestBody Credentials credentials, HttpServletRequest request) {
        var known = new SignIn.Known(credentials.login(), credentials.password(), credentials.code());
        return me(signIn.start(caller, known, Boolean.TRUE.equals(credentials.accepted()), request));
    }

    /** For whoever wants to sign in. */
    @Does(Action.SIGN_IN_OFFER)
    @GetMapping("/ways")
    WaysIn showWaysIn(Caller caller, HttpServletRequest request) {
        SignInRules.LockOut lockOut = rules.lockOut();
        return gate.view(
                Passage.of(caller, Action.SIGN_IN_OFFER),
                _ -> new WaysIn(
                        rules.banner(request.getLocale()),
                        proofs.passkeysHere(request),
                        lockOut.administrator() ? Optional.of(lockOut.tries()) : Optional.empty()));
    }

    @Does(Action.SIGN_IN_OFFER)
    @PostMapping("/passkey/options")
    PasskeyOptions.Request askForAnyPasskey(Caller caller, HttpServletRequest request) {
        return gate.view(Passage.of(caller, Action.SIGN_IN_OFFER), _ -> proofs.askAnybody(request));
    }

    @Does(Action.SESSION_START)
    @PostMapping("/passkey")
    Me startSessionByPasskey(Caller caller, @RequestBody ShownPasskey shown, HttpServletRequest request) {
        var passkey = new Proofs.Shown(shown.challenge(), shown.credential());
        return me(signIn.start(caller, passkey, Boolean.TRUE.equals(shown.accepted()), request));
    }

    @Does(Action.SIGN_IN_SHOW)
    @PostMapping("/confirmation/options")
    PasskeyOptions.Request askForOwnPasskey(Caller caller, HttpServletRequest request) {
        return gate.view(Passage.of(caller, Action.SIGN_IN_SHOW), _ -> proofs.ask(request, new PersonId(caller.id())));
    }

    /** Proves once more who one is, for what needs that. */
    @Does(Action.SESSION_CONFIRM)
    @PostMapping("/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmSession(Caller caller, @RequestBody Confirmation wish, HttpServletRequest request) {
        if (wish.credential() != null) {
            signIn.confirm(caller, new Proofs.Shown(wish.challenge(), wish.credential()), request);
        } else {
            signIn.confirm(caller, new SignIn.Known(null, wish.password(), wish.code()), request);
        }
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
        SittingsController.requireOne(caller);
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
                permissions.of(caller),
                caller.session()
                        .flatMap(sittings::find)
                        .filter(Sittings.Open::restricted)
                        .isPresent());
    }
}
