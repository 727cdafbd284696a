package org.vidimus.server.access;

import java.time.Duration;
import java.util.Map;
import org.vidimus.server.Problem;

/** What sign-in and the keeping of people refuse. */
public sealed interface AccessProblem extends Problem {
    /** Login or password is wrong; which of them is not told. */
    record SignInRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "sign-in-refused";
        }

        @Override
        public String message() {
            return "Login and password do not belong together.";
        }
    }

    record TooManySignIns(Duration delay) implements AccessProblem {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String code() {
            return "too-many-sign-ins";
        }

        @Override
        public String message() {
            return "Too many sign-ins with this login have failed. Try again in " + seconds() + " seconds.";
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

    /** The bearer token is unknown, expired or revoked; which of them is not told. */
    record TokenRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "token-refused";
        }

        @Override
        public String message() {
            return "The token is unknown, has expired or was revoked.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("WWW-Authenticate", "Bearer");
        }
    }

    /** The client certificate is not this house's, has ended or was revoked; which of them is not told. */
    record CertificateRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "certificate-refused";
        }

        @Override
        public String message() {
            return "The client certificate is unknown, has expired or was revoked.";
        }
    }

    record LoginTaken() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "login-taken";
        }

        @Override
        public String message() {
            return "Another person has this login already.";
        }
    }

    record StaffNumberTaken() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "staff-number-taken";
        }

        @Override
        public String message() {
            return "Another person has this staff number already.";
        }
    }

    /** @param role the last of whose holders would lose it */
    record LastOfTheirKind(String role) implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "last-administrator";
        }

        @Override
        public String message() {
            return "This is the last person who is " + role + ". Make somebody else one first.";
        }
    }

    /** @param role which would give more than its giver has, or where its giver has nothing */
    record MoreThanOwn(String role) implements AccessProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "more-than-your-own";
        }

        @Override
        public String message() {
            return "You may give only what you may do yourself, in units of your own. Role " + role
                    + " is more than that.";
        }
    }

    record RoleHeld(String role, int holders) implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "role-held";
        }

        @Override
        public String message() {
            return "Role " + role + " is held by " + holders + " people. End their duties first.";
        }
    }

    record UnitTaken() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "unit-taken";
        }

        @Override
        public String message() {
            return "Another unit has this name already.";
        }
    }

    /** @param why which rule the text breaks */
    record Unfit(String field, String why) implements AccessProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "unfit-value";
        }

        @Override
        public String message() {
            return field + ": " + why;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    /** The set-up link was used, replaced by a newer one, or never given. */
    record SetUpLinkUnknown() implements AccessProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "set-up-link-unknown";
        }

        @Override
        public String message() {
            return "This set-up link has been used or replaced. A house without an administrator prints a new one at its start.";
        }
    }
}
