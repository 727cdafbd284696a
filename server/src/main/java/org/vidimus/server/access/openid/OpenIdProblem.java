package org.vidimus.server.access.openid;

import org.vidimus.server.Problem;

/** Why a sign-in by the provider does not happen. */
public sealed interface OpenIdProblem extends Problem {
    /** @param why in words for an operator; never what came in the token */
    record Untrusted(String why) implements OpenIdProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "openid-untrusted";
        }

        @Override
        public String message() {
            return "What the provider sent is not believed: " + why + ".";
        }
    }

    /** The sign-in was not begun in this browser, is over, or was used. */
    record FlowUnknown() implements OpenIdProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "openid-flow-unknown";
        }

        @Override
        public String message() {
            return "This sign-in was not begun in this browser, took too long, or has been used. Begin again.";
        }
    }

    /** The provider, or the person there, said no. */
    record Declined() implements OpenIdProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "openid-declined";
        }

        @Override
        public String message() {
            return "The provider did not let you sign in.";
        }
    }

    record UnknownPerson() implements OpenIdProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "openid-unknown-person";
        }

        @Override
        public String message() {
            return "You have signed in at the provider, and nobody here has linked that to a person of this house.";
        }
    }

    record Unreachable(String why) implements OpenIdProblem {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "openid-unreachable";
        }

        @Override
        public String message() {
            return "The provider cannot be asked: " + why + ".";
        }
    }

    record Unconfigured() implements OpenIdProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "openid-unconfigured";
        }

        @Override
        public String message() {
            return "This house has no provider to sign in with.";
        }
    }

    /** The logout token is not believed. */
    record LogoutRefused(String why) implements OpenIdProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "openid-logout-refused";
        }

        @Override
        public String message() {
            return "The logout token is not believed: " + why + ".";
        }
    }
}
