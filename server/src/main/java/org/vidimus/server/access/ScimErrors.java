package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.vidimus.server.Problem;
import org.vidimus.server.Refused;
import org.vidimus.server.access.scim.ScimProblem;

/** Makes errors of RFC 7644 §3.12 of every refusal below {@code /scim/v2}, whoever refused. */
@Component
class ScimErrors implements HandlerExceptionResolver, WebMvcConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(this);
    }

    private record Answer(int status, String scimType, String detail) {}

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!request.getRequestURI().startsWith(ScimForm.BASE + "/") || response.isCommitted()) {
            return null;
        }
        Answer answer = answer(failure);
        if (answer.status() >= 500) {
            LOG.error("request-failed method={} path={}", request.getMethod(), request.getRequestURI(), failure);
        }
        if (failure instanceof Refused refused) {
            refused.problem().headers().forEach(response::setHeader);
        }
        response.setStatus(answer.status());
        response.setContentType("application/scim+json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        try {
            response.getWriter()
                    .write(ScimForm.error(answer.status(), answer.scimType(), answer.detail())
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static Answer answer(Exception failure) {
        return switch (failure) {
            case Refused refused -> answer(refused.problem());
            case ErrorResponse own
            when own.getStatusCode().is4xxClientError() ->
                new Answer(own.getStatusCode().value(), "", "This is not offered here.");
            default -> new Answer(500, "", "Nobody foresaw this; the log says more.");
        };
    }

    private static Answer answer(Problem problem) {
        return switch (problem) {
            case ScimProblem scim -> new Answer(scim.status(), scim.scimType(), scim.message());
            case AccessProblem.LoginTaken taken -> new Answer(409, "uniqueness", taken.message());
            case AccessProblem.StaffNumberTaken taken -> new Answer(409, "uniqueness", taken.message());
            case AccessProblem.Unfit unfit -> new Answer(400, "invalidValue", unfit.message());
            default -> new Answer(problem.status(), "", problem.message());
        };
    }
}
