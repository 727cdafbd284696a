package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.signin.Base32;
import org.vidimus.server.access.signin.PasskeyOptions;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** One's own passkeys, password and authenticator app. */
@RestController
@RequestMapping("/api/account")
@Tag(name = "access")
class AccountController {
    private final Account account;
    private final Proofs proofs;
    private final People people;
    private final SignInRules rules;

    AccountController(Account account, Proofs proofs, People people, SignInRules rules) {
        this.account = account;
        this.proofs = proofs;
        this.people = people;
        this.rules = rules;
    }

    /** @param party the host that it is for */
    record PasskeyItem(UUID id, String name, String party, Instant madeAt, Optional<Instant> usedAt, boolean backedUp) {
        static PasskeyItem of(Passkey passkey) {
            return new PasskeyItem(
                    passkey.id(),
                    passkey.name(),
                    passkey.party(),
                    passkey.madeAt(),
                    passkey.usedAt(),
                    passkey.key().backedUp());
        }
    }

    /**
     * @param app since when there is an authenticator app
     * @param passkeysHere whether this address of the desk can have passkeys
     * @param secondFactorRequired whether a password alone is not enough in this house
     * @param provider name of the agency's provider, for somebody who signs in by it
     */
    record Overview(
            String login,
            List<PasskeyItem> passkeys,
            boolean password,
            Optional<Instant> app,
            boolean passkeysHere,
            boolean secondFactorRequired,
            Optional<String> provider) {}

    record NewPasskey(@Nullable String name, Proofs.@Nullable Shown shown) {}

    record PasskeyName(@Nullable String name) {}

    /** @param old needed where there is one */
    record NewPassword(@Nullable String old, @Nullable String password) {}

    /** @param secret for typing; {@code address} is the same for a picture (otpauth) */
    record AppOffer(String secret, String address) {}

    record AppCode(@Nullable String code) {}

    @Does(Action.SIGN_IN_SHOW)
    @GetMapping
    Overview showAccount(Caller caller, HttpServletRequest request) {
        Account.Ways ways = account.show(caller);
        return new Overview(
                people.find(new PersonId(caller.id())).orElseThrow().login(),
                ways.passkeys().stream().map(PasskeyItem::of).toList(),
                ways.password(),
                ways.app(),
                proofs.passkeysHere(request),
                rules.secondFactorRequired(),
                account.provider(new PersonId(caller.id())));
    }

    @Does(Action.SIGN_IN_SHOW)
    @PostMapping("/passkeys/options")
    PasskeyOptions.Creation askForPasskey(Caller caller, HttpServletRequest request) {
        return account.askForPasskey(caller, request);
    }

    @Does(Action.SIGN_IN_CHANGE)
    @PostMapping("/passkeys")
    @ResponseStatus(HttpStatus.CREATED)
    PasskeyItem addPasskey(Caller caller, @RequestBody NewPasskey wish, HttpServletRequest request) {
        return PasskeyItem.of(account.addPasskey(caller, wish.shown(), Fitness.name("name", wish.name()), request));
    }

    @Does(Action.SIGN_IN_CHANGE)
    @PutMapping("/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renamePasskey(Caller caller, @PathVariable UUID id, @RequestBody PasskeyName wish) {
        account.renamePasskey(caller, id, Fitness.name("name", wish.name()));
    }

    @Does(Action.SIGN_IN_CHANGE)
    @DeleteMapping("/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePasskey(Caller caller, @PathVariable UUID id) {
        account.removePasskey(caller, id);
    }

    @Does({Action.SIGN_IN_CHANGE, Action.SESSION_CONFIRM})
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(Caller caller, @RequestBody NewPassword wish, HttpServletRequest request) {
        account.setPassword(caller, wish.old(), wish.password(), request);
    }

    @Does(Action.SIGN_IN_SHOW)
    @PostMapping("/app")
    AppOffer offerApp(Caller caller) {
        String secret = Base32.encode(account.offerApp(caller));
        String login = people.find(new PersonId(caller.id())).orElseThrow().login();
        String label =
                "Vidimus:" + URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20");
        return new AppOffer(secret, "otpauth://totp/" + label + "?secret=" + secret + "&issuer=Vidimus");
    }

    @Does(Action.SIGN_IN_CHANGE)
    @PutMapping("/app")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acceptApp(Caller caller, @RequestBody AppCode wish) {
        account.acceptApp(caller, wish.code());
    }

    @Does(Action.SIGN_IN_CHANGE)
    @DeleteMapping("/app")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeApp(Caller caller) {
        account.removeApp(caller);
    }
}
