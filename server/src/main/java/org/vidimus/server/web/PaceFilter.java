package org.vidimus.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.vidimus.server.access.CallerFilter;
import org.vidimus.server.access.Network;
import org.vidimus.server.custody.Caller;

/** Keeps everybody to their pace: once before it is known who asks, by address, and once after, by who they are. */
abstract class PaceFilter extends OncePerRequestFilter {
    private final HandlerExceptionResolver problems;

    private PaceFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    /** How long this request has to wait; empty when it may pass. */
    abstract Optional<Duration> delay(HttpServletRequest request);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Duration> wait = delay(request);
        if (wait.isPresent()) {
            problems.resolveException(request, response, null, new EdgeProblem.TooManyRequests(wait.get()).refused());
            return;
        }
        chain.doFilter(request, response);
    }

    /** Before anything else, so that guessing tokens is bounded too. */
    static final class ByAddress extends PaceFilter {
        private final Pace pace;

        ByAddress(Pace pace, HandlerExceptionResolver problems) {
            super(problems);
            this.pace = pace;
        }

        @Override
        Optional<Duration> delay(HttpServletRequest request) {
            return isHere(request.getRemoteAddr())
                    ? Optional.empty()
                    : pace.take(Pace.Sort.ADDRESS, Network.of(request.getRemoteAddr()));
        }
    }

    static final class ByCaller extends PaceFilter {
        private static final Pattern COSTLY = Pattern.compile(
                "(GET|HEAD) (/api/evidence|/api/evidence/facets|/api/policy/.*|/api/evidence/[^/]+/viewers)|"
                        + ".* /api/ledger/entries/?|.* /api/ledger/search.*|.* /api/.*export.*|.* /api/.*/preview|"
                        + "POST /api/(bundles|vault/scrubs)|.* /api/scim/.*");

        private final Pace pace;

        ByCaller(Pace pace, HandlerExceptionResolver problems) {
            super(problems);
            this.pace = pace;
        }

        @Override
        Optional<Duration> delay(HttpServletRequest request) {
            Optional<Caller> known =
                    CallerFilter.callerOf(request).filter(caller -> caller.kind() != Caller.Kind.VISITOR);
            String path = request.getRequestURI();
            if (known.isEmpty()) {
                return pace.take(
                        path.startsWith("/api") ? Pace.Sort.VISITOR : Pace.Sort.CALLER,
                        Network.of(request.getRemoteAddr()));
            }
            // A person with ten tokens is one person.
            String who = known.get().person().orElse(known.get().id()).toString();
            Optional<Duration> wait =
                    COSTLY.matcher(request.getMethod() + " " + path).matches()
                            ? pace.take(Pace.Sort.COSTLY, who)
                            : Optional.empty();
            return wait.or(() -> pace.take(Pace.Sort.CALLER, who));
        }
    }

    private static boolean isHere(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }
}
