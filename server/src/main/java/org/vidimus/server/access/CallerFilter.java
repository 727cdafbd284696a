package org.vidimus.server.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Circumstances;

/**
 * Says who sent a request: by bearer token where there is one, else by session, else a visitor. Person and token are read
 * afresh each time, so that a role taken away or a token revoked counts at once.
 */
@Component
public class CallerFilter extends OncePerRequestFilter {
    static final String ATTRIBUTE = CallerFilter.class.getName() + ".caller";
    private static final String BEARER = "bearer ";

    private final People people;
    private final Tokens tokens;
    private final CallersNow callers;
    private final Sitting sitting;
    private final HandlerExceptionResolver problems;

    CallerFilter(
            People people,
            Tokens tokens,
            CallersNow callers,
            Sitting sitting,
            @org.springframework.beans.factory.annotation.Qualifier("handlerExceptionResolver")
                    HandlerExceptionResolver problems) {
        this.people = people;
        this.tokens = tokens;
        this.callers = callers;
        this.sitting = sitting;
        this.problems = problems;
    }

    /** Whether the request shows a token, valid or not: then no cookie counts, and no cross-site request can have made it. */
    public static boolean showsToken(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest onwards = request;
        try {
            Optional<Sitting.Seat> seat = seatOf(request);
            request.setAttribute(ATTRIBUTE, callerOf(request, seat));
            Optional<SentAgain> sentAgain = SentAgain.of(request);
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

    private Caller callerOf(HttpServletRequest request, Optional<Sitting.Seat> seat) {
        if (showsToken(request)) {
            return byToken(request.getHeader("Authorization")
                    .substring(BEARER.length())
                    .strip());
        }
        return seat.flatMap(taken -> people.find(taken.person()).map(person -> Callers.of(person, taken.session())))
                .orElseGet(() -> Caller.visitor(Caller.Door.SCREEN));
    }

    private Caller byToken(String text) {
        return tokens.byText(text).flatMap(callers::of).orElseThrow(() -> new AccessProblem.TokenRefused().refused());
    }
}
