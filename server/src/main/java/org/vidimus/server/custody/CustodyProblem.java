package org.vidimus.server.custody;

import java.util.Map;
import org.vidimus.server.Problem;

/** What the gate and the ledger refuse. */
public sealed interface CustodyProblem extends Problem {
    /** A visitor asked for what only somebody who is signed in may ask for. */
    record SignInNeeded() implements CustodyProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "sign-in-needed";
        }

        @Override
        public String message() {
            return "Sign in first, or send a token that is valid.";
        }
    }

    record NotAllowed(Action action) implements CustodyProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "not-allowed";
        }

        @Override
        public String message() {
            return "Your role does not allow " + action.code() + " here.";
        }
    }

    /** There is no such thing, or the caller may not even know that there is. */
    record NotFound() implements CustodyProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "not-found";
        }

        @Override
        public String message() {
            return "There is nothing here under this id that you may see.";
        }
    }

    /** The entry is recorded and has no proof yet. It has one a moment later, unless the sequencer is stopped. */
    record EntryNotPublished() implements CustodyProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "entry-not-published";
        }

        @Override
        public String message() {
            return "This entry is not below a signed checkpoint yet. Try again in a second.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "1");
        }
    }

    record TileNotPublished(String path) implements CustodyProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "tile-not-published";
        }

        @Override
        public String message() {
            return "The published tree has no " + path + ".";
        }
    }

    record PageUnfit(String parameter, String why) implements CustodyProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "page-unfit";
        }

        @Override
        public String message() {
            return parameter + ": " + why;
        }
    }
}
