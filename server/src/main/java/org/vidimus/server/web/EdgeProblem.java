package org.vidimus.server.web;

import java.time.Duration;
import java.util.Map;
import org.vidimus.server.Problem;

/** What the edge refuses before any feature sees it. */
sealed interface EdgeProblem extends Problem {
    /** An unsafe request of a cookie session came without the token that only our own pages can read. */
    record ForgedRequest() implements EdgeProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "csrf-token-missing";
        }

        @Override
        public String message() {
            return "Send the value of the cookie XSRF-TOKEN as the header X-XSRF-TOKEN.";
        }
    }

    record NoSuchPath(String path) implements EdgeProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "no-such-path";
        }

        @Override
        public String message() {
            return "Nothing is served at " + path + ".";
        }
    }

    record MethodNotAllowed(String method, String allowed) implements EdgeProblem {
        @Override
        public int status() {
            return 405;
        }

        @Override
        public String code() {
            return "method-not-allowed";
        }

        @Override
        public String message() {
            return method + " is not possible here, only " + allowed + ".";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Allow", allowed);
        }
    }

    record NotAcceptable() implements EdgeProblem {
        @Override
        public int status() {
            return 406;
        }

        @Override
        public String code() {
            return "not-acceptable";
        }

        @Override
        public String message() {
            return "There is no answer of a type that the header Accept names.";
        }
    }

    record MediaTypeUnsupported(String came) implements EdgeProblem {
        @Override
        public int status() {
            return 415;
        }

        @Override
        public String code() {
            return "media-type-unsupported";
        }

        @Override
        public String message() {
            return "A body of type " + came + " is not understood here.";
        }
    }

    /** The body is not JSON, or not of the shape that is asked for. */
    record Unreadable(String why) implements EdgeProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "request-unreadable";
        }

        @Override
        public String message() {
            return why;
        }
    }

    record Parameter(String name, String why) implements EdgeProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "parameter-unfit";
        }

        @Override
        public String message() {
            return "Parameter " + name + ": " + why;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("parameter", name);
        }
    }

    /** @param delay until one more is taken */
    record TooManyRequests(Duration delay) implements EdgeProblem {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String code() {
            return "too-many-requests";
        }

        @Override
        public String message() {
            return "That is more than one may ask for at a time. Try again in " + seconds() + " seconds.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("retryAfterSeconds", seconds());
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(seconds()));
        }

        private long seconds() {
            return Math.max(1, delay.plusMillis(999).toSeconds());
        }
    }

    /** Any other refusal of the framework's, with its own status. */
    record Refusal(int status) implements EdgeProblem {
        @Override
        public String code() {
            return "request-refused";
        }

        @Override
        public String message() {
            return "The request was refused with status " + status + ".";
        }
    }

    record Internal() implements EdgeProblem {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String code() {
            return INTERNAL;
        }

        @Override
        public String message() {
            return "Something went wrong here, and the log says what. Nothing was acknowledged.";
        }
    }
}
