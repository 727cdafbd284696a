package org.vidimus.server.web.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says to an operator what to do instead. */
class ExposedWords extends AbstractFailureAnalyzer<Exposed> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, Exposed cause) {
        return new FailureAnalysis(
                "Vidimus does not start: " + cause.getMessage() + ".",
                "Leave --vidimus.tls.mode=OFF out: the server then makes a certificate of its own. Or give one: "
                        + "./vidimus serve --host ADDRESS --tls-cert FILE --tls-key FILE. Plain HTTP works on 127.0.0.1 alone.",
                cause);
    }
}
