package org.vidimus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.vidimus.server.Problem;
import org.vidimus.server.Refused;

/** Makes an RFC 9457 answer of every refusal and every error, so that no caller ever sees a stack trace. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        return answer(refused.problem());
    }

    /** The caller has gone; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("caller-gone", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> any(Exception e, HttpServletRequest request) {
        Problem problem = problemOf(e, request);
        if (problem.status() >= 500) {
            LOG.error("request-failed method={} path={}", request.getMethod(), patternOf(request), e);
        }
        return answer(problem);
    }

    /** Never the address itself: a link that lets somebody in would be read in the log. */
    private static Object patternOf(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "unmatched" : pattern;
    }

    private static Problem problemOf(Exception e, HttpServletRequest request) {
        return switch (e) {
            case NoHandlerFoundException _, NoResourceFoundException _ ->
                new EdgeProblem.NoSuchPath(request.getRequestURI());
            case HttpRequestMethodNotSupportedException method ->
                new EdgeProblem.MethodNotAllowed(method.getMethod(), allowed(method));
            case HttpMediaTypeNotSupportedException type ->
                new EdgeProblem.MediaTypeUnsupported(String.valueOf(type.getContentType()));
            case HttpMediaTypeNotAcceptableException _ -> new EdgeProblem.NotAcceptable();
            case HttpMessageNotReadableException unreadable -> new EdgeProblem.Unreadable(shape(unreadable));
            case MethodArgumentTypeMismatchException mismatch ->
                new EdgeProblem.Parameter(
                        mismatch.getName(), "want " + typeName(mismatch.getRequiredType()) + ", got something else");
            case MissingServletRequestParameterException missing ->
                new EdgeProblem.Parameter(missing.getParameterName(), "is missing");
            case MissingRequestValueException _ -> new EdgeProblem.Unreadable("A header or cookie is missing.");
            case ErrorResponse own
            when own.getStatusCode().is4xxClientError() ->
                new EdgeProblem.Refusal(own.getStatusCode().value());
            default -> new EdgeProblem.Internal();
        };
    }

    private static String allowed(HttpRequestMethodNotSupportedException e) {
        String[] methods = e.getSupportedMethods();
        return methods == null
                ? ""
                : String.join(", ", Arrays.stream(methods).sorted().toList());
    }

    private static String typeName(@org.jspecify.annotations.Nullable Class<?> type) {
        return type == null ? "another type" : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String shape(HttpMessageNotReadableException e) {
        return e.getCause() instanceof tools.jackson.core.JacksonException json && json.getLocation() != null
                ? "The body is not JSON of the shape that is wanted here: line "
                        + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + "."
                : "The body is missing or cannot be read.";
    }

    static ResponseEntity<ProblemDetail> answer(Problem problem) {
        ProblemDetail detail = ProblemDetail.forStatus(problem.status());
        detail.setType(URI.create("urn:vidimus:problem:" + problem.code()));
        detail.setTitle(title(problem.code()));
        detail.setDetail(problem.message());
        detail.setProperty("code", problem.code());
        problem.facts().forEach(detail::setProperty);
        return ResponseEntity.status(problem.status())
                .headers(headers -> problem.headers().forEach(headers::set))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Cache-Control", "no-store")
                .body(detail);
    }

    /** The code in words: {@code sign-in-needed} becomes {@code Sign in needed}. */
    private static String title(String code) {
        String words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
