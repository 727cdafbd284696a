package org.vidimus.server.custody;

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
}
