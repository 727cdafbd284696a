package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.Refused;
import org.vidimus.server.access.openid.Ending;
import org.vidimus.server.access.openid.Flow;
import org.vidimus.server.access.openid.Identity;
import org.vidimus.server.access.openid.OpenIdProblem;
import org.vidimus.server.access.openid.Provider;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/**
 * Signing in and out by the agency's provider. The browser goes there and comes back; whatever fails on the way ends on the
 * sign-in page, with the problem's code behind the {@code #}.
 */
@RestController
@RequestMapping("/api/openid")
@Tag(name = "access")
class OpenIdController {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdController.class);
    private static final String COOKIE = "VIDIMUS-OPENID";
    private static final String PATH = "/api/openid/return";
    private static final String SIGN_IN = "/sign-in";

    private final Gate gate;
    private final Provider provider;
    private final OpenIdFlows flows;
    private final OpenIdSignIn signIn;
    private final OpenIdSittings sittings;
    private final Sitting sitting;
    private final SecureRandom random;

    OpenIdController(
            Gate gate,
            Provider provider,
            OpenIdFlows flows,
            OpenIdSignIn signIn,
            OpenIdSittings sittings,
            Sitting sitting,
            SecureRandom random) {
        this.gate = gate;
        this.provider = provider;
        this.flows = flows;
        this.signIn = signIn;
        this.sittings = sittings;
        this.sitting = sitting;
        this.random = random;
    }

    /** @param name what the button says after "Sign in with"; nothing where there is no provider */
    record Offer(Optional<String> name) {}

    /** @param url where the browser goes to sign out at the provider too */
    record WayOut(Optional<String> url) {}

    @Does(Action.OPENID_OFFER)
    @GetMapping
    Offer offerOpenId(Caller caller) {
        return gate.view(Passage.of(caller, Action.OPENID_OFFER), _ -> new Offer(provider.name()));
    }

    /** @param confirm whether whoever is signed in here is to prove it once more, instead of beginning anew */
    @Does(Action.OPENID_OFFER)
    @GetMapping("/start")
    @Hidden
    ResponseEntity<Void> startOpenId(
            Caller caller,
            @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "false") boolean accepted,
            @RequestParam(defaultValue = "false") boolean confirm,
            HttpServletRequest request) {
        return gate.view(Passage.of(caller, Action.OPENID_OFFER), _ -> {
            try {
                Optional<UUID> confirms = confirm ? Optional.of(sittingOf(caller)) : Optional.empty();
                if (!confirm) {
                    signIn.requireAcceptance(accepted, request);
                }
                String issuer = provider.issuer();
                Flow flow = Flow.begin(random, ownPath(next));
                URI door = confirm ? provider.doorForProof(flow) : provider.door(flow);
                String browser = Flow.secret(random);
                flows.add(browser, issuer, flow, accepted, confirms);
                return to(door, cookie(browser, OpenIdFlows.LONGEST, request));
            } catch (Refused refused) {
                return back(confirm ? ownPath(next) : SIGN_IN, refused, request);
            }
        });
    }

    private static UUID sittingOf(Caller caller) {
        return caller.session().orElseThrow(() -> new CustodyProblem.SignInNeeded().refused());
    }

    /** Only a path of the desk: nobody is sent on to another site from here. */
    static String ownPath(String next) {
        return next.matches("/[A-Za-z0-9/_.?=&%-]*") && !next.startsWith("//") && !next.startsWith("/api") ? next : "/";
    }

    @Does({Action.SESSION_START, Action.SESSION_CONFIRM, Action.OPENID_OFFER})
    @GetMapping("/return")
    @Hidden
    ResponseEntity<Void> returnFromOpenId(
            Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String iss,
            HttpServletRequest request) {
        String failed = SIGN_IN;
        try {
            OpenIdFlows.Begun begun = browserOf(request)
                    .flatMap(browser -> flows.take(browser, provider.issuer()))
                    .orElseThrow(() -> new OpenIdProblem.FlowUnknown().refused());
            if (begun.confirms().isPresent()) {
                failed = begun.flow().next();
            }
            if (error != null || code == null || state == null) {
                throw new OpenIdProblem.Declined().refused();
            }
            Flow flow = begun.flow();
            Identity identity = provider.redeem(flow, state, code, Optional.ofNullable(iss));
            if (begun.confirms().isPresent()) {
                signIn.confirm(identity, begun.confirms().get(), begun.at());
            } else {
                signIn.start(caller, identity, begun.accepted(), request);
            }
            return to(URI.create(flow.next()), cookie("", Duration.ZERO, request));
        } catch (Refused refused) {
            String place = failed;
            return gate.view(Passage.of(caller, Action.OPENID_OFFER), _ -> back(place, refused, request));
        }
    }

    /** OpenID Connect Back-Channel Logout 1.0. The provider itself asks; there is no cookie and no browser. */
    @Does(Action.SESSION_END)
    @PostMapping(path = "/back-channel-logout", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Hidden
    ResponseEntity<Void> endByBackChannel(
            Caller caller, @RequestParam(name = "logout_token", defaultValue = "") String logoutToken) {
        Ending ending = provider.ending(logoutToken);
        gate.change(Passage.of(caller, Action.SESSION_END).with("by", "openid"), outcome -> {
            if (!sittings.isNews(ending)) {
                throw new OpenIdProblem.LogoutRefused("it was obeyed before").refused();
            }
            return outcome.note("sessions", Integer.toString(sittings.end(ending)));
        });
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }

    /** OpenID Connect Front-Channel Logout 1.0: a frame of the provider's page. No cookie of ours reaches it, and none is needed. */
    @Does(Action.SESSION_END)
    @GetMapping("/front-channel-logout")
    @Hidden
    ResponseEntity<String> endByFrontChannel(
            Caller caller, @RequestParam(defaultValue = "") String iss, @RequestParam(defaultValue = "") String sid) {
        if (!provider.issuer().equals(iss) || sid.isEmpty()) {
            throw new OpenIdProblem.LogoutRefused("it names another provider, or no session").refused();
        }
        gate.change(
                Passage.of(caller, Action.SESSION_END).with("by", "openid"),
                outcome -> outcome.note("sessions", Integer.toString(sittings.end(iss, sid))));
        URI at = URI.create(iss);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; frame-ancestors " + at.getScheme() + "://" + at.getRawAuthority())
                .contentType(MediaType.TEXT_HTML)
                .body("<!doctype html><title>Vidimus</title>");
    }

    /** Ends the sitting here, and says where it ends there. */
    @Does(Action.SESSION_END)
    @PostMapping("/sign-out")
    WayOut signOutOfOpenId(Caller caller, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Optional<String> token = session != null && session.getAttribute(OpenIdSignIn.TOKEN) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
        gate.change(Passage.of(caller, Action.SESSION_END), outcome -> {
            sitting.end(request);
            return outcome;
        });
        try {
            return new WayOut(token.filter(_ -> provider.name().isPresent())
                    .flatMap(provider::wayOut)
                    .map(URI::toString));
        } catch (Refused unreachable) {
            // Here it has ended; there it ends by itself.
            return new WayOut(Optional.empty());
        }
    }

    private static Optional<String> browserOf(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** To a page that says why. */
    private static ResponseEntity<Void> back(String place, Refused refused, HttpServletRequest request) {
        LOG.info(
                "openid-refused code={} why=\"{}\"",
                refused.problem().code(),
                refused.problem().message());
        return to(URI.create(place + "#" + refused.problem().code()), cookie("", Duration.ZERO, request));
    }

    private static ResponseEntity<Void> to(URI place, ResponseCookie cookie) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(place)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }

    /** Lax, because the way back begins at another site; it opens nothing but the one sign-in that it began. */
    private static ResponseCookie cookie(String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path(PATH)
                .maxAge(life)
                .build();
    }
}
