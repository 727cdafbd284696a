package org.vidimus.server.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** What is answered when something failed outside of any controller, in a filter or in the container. */
@RestController
@Hidden
class ErrorPage implements ErrorController {
    private final Gate gate;

    ErrorPage(Gate gate) {
        this.gate = gate;
    }

    @Does(Action.ERROR_SHOW)
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> showError(Caller caller, HttpServletRequest request) {
        return gate.view(Passage.of(caller, Action.ERROR_SHOW), _ -> ProblemAdvice.answer(problemOf(request)));
    }

    private static EdgeProblem problemOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? ofStatus(status, request)
                : new EdgeProblem.NoSuchPath("/error");
    }

    private static EdgeProblem ofStatus(int status, HttpServletRequest request) {
        if (status == 404) {
            return new EdgeProblem.NoSuchPath(
                    String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
        }
        return status >= 400 && status < 500 ? new EdgeProblem.Refusal(status) : new EdgeProblem.Internal();
    }
}
