package org.vidimus.server.access;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.custody.Circumstances.Call;

/**
 * A request that asks for a second person, or comes under an approval: its body is read beforehand, so that what a second person
 * approves and what is done afterwards can be compared, letter by letter.
 */
final class SentAgain extends HttpServletRequestWrapper {
    private static final String ASK = "Vidimus-Ask";
    private static final String APPROVAL = "Vidimus-Approval";
    private static final int LONGEST_BODY = 1 << 16;
    private static final int LONGEST_REASON = 500;

    private final byte[] body;
    private final Call call;

    private SentAgain(HttpServletRequest request, byte[] body, Call call) {
        super(request);
        this.body = body;
        this.call = call;
    }

    /** Empty for every other request. */
    static Optional<SentAgain> of(HttpServletRequest request) throws IOException {
        Optional<String> asking = Optional.ofNullable(request.getHeader(ASK))
                .map(SentAgain::decoded)
                .map(String::strip);
        Optional<UUID> approval =
                Optional.ofNullable(request.getHeader(APPROVAL)).map(SentAgain::id);
        if (asking.isEmpty() && approval.isEmpty()) {
            return Optional.empty();
        }
        if (asking.filter(reason -> reason.isEmpty() || reason.length() > LONGEST_REASON)
                .isPresent()) {
            throw new AccessProblem.Unfit("reason", "1 to " + LONGEST_REASON + " characters").refused();
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new AccessProblem.Unfit("body", "is too long to be approved by somebody").refused();
        }
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        return Optional.of(new SentAgain(
                request,
                body,
                new Call(request.getMethod(), path, new String(body, StandardCharsets.UTF_8), asking, approval)));
    }

    /** Percent-encoded, because a header holds no umlauts. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new AccessProblem.Unfit(ASK, "is not percent-encoded").refused();
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new AccessProblem.Unfit(APPROVAL, "is no id").refused();
        }
    }

    Call call() {
        return call;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] into, int from, int count) {
                return in.read(into, from, count);
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("what was read beforehand is not read later");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
