package org.vidimus.server.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Circumstances;

/**
 * Says who sent a request: by bearer token where there is one, else by a dock's certificate, else by session, else a visitor.
 * Person, token and certificate are read afresh each time, so that a role taken away or a token revoked counts at once.
 */
@Component
public class CallerFilter extends OncePerRequestFilter {
    static final String ATTRIBUTE = CallerFilter.class.getName() + ".caller";
    private static final String BEARER = "bearer ";

    private final People people;
    private final Tokens tokens;
    private final CallersNow callers;
    private final Sitting sitting;
    private final DockCertificates docks;
    private final ObjectProvider<OwnDoor> doors;
    private final ObjectProvider<DeviceKeys> devices;
    private final Clock clock;
    private final HandlerExceptionResolver problems;

    CallerFilter(
            People people,
            Tokens tokens,
            CallersNow callers,
            Sitting sitting,
            DockCertificates docks,
            ObjectProvider<OwnDoor> doors,
            ObjectProvider<DeviceKeys> devices,
            Clock clock,
            @org.springframework.beans.factory.annotation.Qualifier("handlerExceptionResolver")
                    HandlerExceptionResolver problems) {
        this.people = people;
        this.tokens = tokens;
        this.callers = callers;
        this.sitting = sitting;
        this.docks = docks;
        this.doors = doors;
        this.devices = devices;
        this.clock = clock;
        this.problems = problems;
    }

    /** Whether the request shows a token, valid or not: then no cookie counts, and no cross-site request can have made it. */
    public static boolean showsToken(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    /** Who sent the request that is being handled. */
    public static Caller callerOf(RequestAttributes request) {
        return request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Caller caller
                ? caller
                : Caller.visitor(Caller.Door.SCREEN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest onwards = request;
        try {
            Optional<OwnDoor> door =
                    doors.stream().filter(each -> each.guards(request)).findFirst();
            Optional<Sitting.Seat> seat = door.isPresent() ? Optional.empty() : seatOf(request);
            request.setAttribute(ATTRIBUTE, door.isPresent() ? door.get().callerOf(request) : identify(request, seat));
            Optional<SentAgain> sentAgain = door.isPresent() ? Optional.empty() : SentAgain.of(request);
            onwards = sentAgain.<HttpServletRequest>map(again -> again).orElse(request);
            request.setAttribute(
                    Circumstances.ATTRIBUTE,
                    new Circumstances(
                            Optional.of(request.getRemoteAddr()),
                            seat.map(Sitting.Seat::confirmed),
                            sentAgain.map(SentAgain::call)));
        } catch (Refused refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(onwards, response);
    }

    private Optional<Sitting.Seat> seatOf(HttpServletRequest request) {
        return showsToken(request) || !request.getDispatcherType().equals(DispatcherType.REQUEST)
                ? Optional.empty()
                : sitting.of(request);
    }

    private Caller identify(HttpServletRequest request, Optional<Sitting.Seat> seat) {
        if (showsToken(request)) {
            return byToken(request.getHeader("Authorization")
                    .substring(BEARER.length())
                    .strip());
        }
        Optional<X509Certificate> certificate = certificateOf(request);
        if (certificate.isPresent()) {
            return docks.callerOf(certificate.get())
                    .orElseThrow(() -> new AccessProblem.CertificateRefused().refused());
        }
        return seat.flatMap(taken -> people.find(taken.person()).map(person -> Callers.of(person, taken)))
                .orElseGet(() -> Caller.visitor(Caller.Door.SCREEN));
    }

    /** Of a connection whose client showed one that this house's authority signed; the connection checked that. */
    private static Optional<X509Certificate> certificateOf(HttpServletRequest request) {
        return request.isSecure()
                        && request.getAttribute("jakarta.servlet.request.X509Certificate")
                                instanceof X509Certificate[] chain
                        && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    /** Who sent the request, once this filter has seen it. */
    public static Optional<Caller> callerOf(ServletRequest request) {
        return Optional.ofNullable(request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null);
    }

    private Caller byToken(String text) {
        return tokens.byText(text)
                .flatMap(token -> callers.of(token).map(caller -> {
                    tokens.used(token, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                    return caller;
                }))
                .or(() -> devices.stream()
                        .flatMap(keys -> keys.callerOf(text).stream())
                        .findFirst())
                .orElseThrow(() -> new AccessProblem.TokenRefused().refused());
    }
}
